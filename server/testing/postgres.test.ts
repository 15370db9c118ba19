import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import pg from "pg";
import { startPostgres } from "@/scripts/postgres.mjs";
import { startOf } from "@/scripts/processes.mjs";

let folder: string;
let dataDir: string;
const start = () => startPostgres({ dataDir, durable: false });

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "galley a folder with spaces-"));
  fs.chmodSync(folder, 0o711);
  dataDir = path.join(folder, "data");
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {}); // the server may go while we are connected
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}

const serverProcess = () =>
  Number(fs.readFileSync(path.join(dataDir, "postmaster.pid"), "utf8").split("\n")[0]);

it("keeps the data from one start to the next", async () => {
  const first = await start();
  const client = new pg.Client({ connectionString: first.url });
  await client.connect();
  await client.query("CREATE TABLE kept AS SELECT 'yes' AS word");
  await client.end();
  await first.stop();
  expect(await answers(first.url)).toBe(false);

  const second = await start();
  const again = new pg.Client({ connectionString: second.url });
  await again.connect();
  expect((await again.query("SELECT word FROM kept")).rows).toEqual([{ word: "yes" }]);
  await again.end();
  await second.stop();
});

it("joins a server that runs already, and leaves it to those who still use it", async () => {
  const owner = await start();
  // Another process of this machine uses it too: the one that started us.
  const user = path.join(dataDir, "galley-users", String(process.ppid));
  fs.writeFileSync(user, startOf(process.ppid) ?? "");
  const joined = await start();
  expect(joined).toMatchObject({ joined: true, url: owner.url });
  await joined.stop();
  expect(await answers(owner.url)).toBe(true);
  fs.rmSync(user);
  await owner.stop();
  expect(await answers(owner.url)).toBe(false);
});

it("starts again after the server was killed, and after its number went to another process", async () => {
  const killed = await start();
  process.kill(serverProcess(), "SIGKILL");
  await killed.gone;
  const again = await start();
  expect(await answers(again.url)).toBe(true);
  await again.stop();

  fs.writeFileSync(path.join(dataDir, "postmaster.pid"), `${process.pid}\n${dataDir}\n0\n1\n\n\n\nready\n`);
  const third = await start();
  expect(third.joined).toBe(false);
  await third.stop();
});
