// PostgreSQL for a run of tests: fast, alone, and gone afterwards.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { endServer, runningServer, startPostgres } from "./postgres.mjs";
import { startOf } from "./processes.mjs";

const PREFIX = "galley-postgres-";

/**
 * PostgreSQL on a new folder among the system's temporary ones, removed by `stop`. What a killed run left
 * behind is cleared first.
 * @param {{ database?: string, durable?: boolean }} [options]  durable: wait for the disk, as the app's does
 * @returns {ReturnType<typeof startPostgres>}
 */
export async function startTemporaryPostgres({ database = "galley", durable = false } = {}) {
  await clearAbandoned();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `${PREFIX}${process.pid}-`));
  fs.writeFileSync(path.join(folder, "owner"), ownerMark(process.pid));
  fs.chmodSync(folder, 0o711); // the database's user has to pass through
  const server = await startPostgres({ dataDir: path.join(folder, "data"), database, durable });
  const stop = async () => {
    await server.stop();
    remove(folder);
  };
  return { ...server, stop };
}

const ownerMark = (pid) => `${pid} ${startOf(pid)}`;

function realData(folder) {
  const data = path.join(folder, "data");
  return fs.existsSync(data) ? fs.realpathSync(data) : null; // a link where root had to move it
}

function remove(folder) {
  const data = realData(folder);
  if (data) {
    fs.rmSync(data, { recursive: true, force: true });
    fs.rmSync(`${data}.log`, { force: true });
  }
  fs.rmSync(folder, { recursive: true, force: true });
}

async function clearAbandoned() {
  for (const name of fs.readdirSync(os.tmpdir()).filter((name) => name.startsWith(PREFIX))) {
    const folder = path.join(os.tmpdir(), name);
    try {
      if (process.getuid && fs.statSync(folder).uid !== process.getuid()) continue;
      const mark = fs.readFileSync(path.join(folder, "owner"), "utf8");
      if (mark === ownerMark(Number(mark.split(" ")[0]))) continue;
      const data = realData(folder);
      const server = data && (await runningServer(data));
      if (server) await endServer({ place: data }, server.pid);
      remove(folder);
    } catch (error) {
      if (error.code !== "ENOENT") throw error; // another run clears it, or is just making it
    }
  }
}
