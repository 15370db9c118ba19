// `npm run bench`, or only a part of it: `npm run bench -- page load`. Starts what is to be
// measured as people run it (production build, PostgreSQL that waits for the disk), has it measured by measure.ts,
// and leaves nothing behind.

import { randomBytes } from "node:crypto";
import { ensureDependencies } from "../scripts/dependencies.mjs";
import { anyFreePort } from "../scripts/ports.mjs";
import { endChildren, killChildren, Refusal, say, startNode, step, TYPESCRIPT } from "../scripts/run.mjs";

/** What measure.ts measures on the server started here. */
const PARTS = ["page", "typing", "load", "steps", "restore", "live", "word"];
/** Programs by themselves: the one starts servers of its own, and kills them; the other needs none. */
const ALONE = { writers: "bench/measure-writers.ts", export: "bench/measure-export.ts" };
const ALL = [...PARTS, ...Object.keys(ALONE)];

const BROKE_OFF = "The measurement broke off; what is above says why.";

let database = null;
let server = null;
let ending = null;

/** What was started, ended in the right order: the app, then its database. */
function end() {
  return (ending ??= (async () => {
    await server?.stop();
    await endChildren();
    await database?.stop();
  })());
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.once(signal, () => {
    process.once(signal, () => {
      killChildren();
      process.exit(1);
    });
    void end().then(() => process.exit(1));
  });

try {
  const parts = process.argv.slice(2);
  const unknown = parts.filter((part) => !ALL.includes(part));
  if (unknown.length > 0)
    throw new Refusal(`There is no part ${unknown.join(", ")}. There are: ${ALL.join(", ")}.`);

  await ensureDependencies();
  const { ensureBuild, ensureClient } = await import("../scripts/build.mjs");
  await ensureClient();
  await ensureBuild();

  for (const [part, program] of Object.entries(ALONE))
    if (parts.length === 0 || parts.includes(part))
      await step(BROKE_OFF, startNode([...TYPESCRIPT, program]));
  const measured = parts.length > 0 ? parts.filter((part) => PARTS.includes(part)) : PARTS;
  if (measured.length > 0) await measure(measured);
} catch (error) {
  if (!ending) {
    console.error(error instanceof Refusal ? error.message : error);
    process.exitCode = 1;
  }
} finally {
  await end();
}

/** Everything that is measured on one server, started for it. */
async function measure(measured) {
  const { findBrowser } = await import("../scripts/browser.mjs");
  const { migrate } = await import("../scripts/database.mjs");
  const { startTemporaryPostgres } = await import("../scripts/postgres-temporary.mjs");
  const { startServer } = await import("../scripts/server.mjs");
  const chromium = await findBrowser();

  say("Starting PostgreSQL and Galley, both only for this");
  database = await startTemporaryPostgres({ durable: true });
  const env = {
    ...process.env,
    DATABASE_URL: database.url,
    NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
    NEXTAUTH_URL: "",
  };
  await migrate({ url: database.url, env });
  server = await startServer({ port: Number(process.env.PORT) || (await anyFreePort()), env });

  const measuring = step(
    BROKE_OFF,
    startNode([...TYPESCRIPT, "bench/measure.ts", ...measured], {
      env: {
        ...env,
        NODE_ENV: "production",
        CHROMIUM_PATH: chromium,
        GALLEY_BENCH_URL: server.address,
        GALLEY_BENCH_PID: String(server.pid),
      },
    }),
  );
  await Promise.race([measuring, server.gone]);
}
