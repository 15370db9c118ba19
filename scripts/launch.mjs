// Everything between `npm start` on a fresh clone and a Galley that answers, and back to silence at Ctrl-C.

import fs from "node:fs";
import path from "node:path";
import { ensureBuild, ensureClient } from "./build.mjs";
import { dataFolder, isEmpty, loadSettings, migrate, openDatabase, seed, wantsSample } from "./database.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { isPortFree, nextFreePort } from "./processes.mjs";
import { endChildren, killChildren, Refusal, say } from "./run.mjs";
import { startServer } from "./server.mjs";

const DEFAULT_PORT = 3000;

/** @param {{ development: boolean }} options  development: hot reload instead of the production build */
export async function launch({ development }) {
  let opening = Promise.resolve(null);
  let ending = null;
  /** Ends everything that was started, in the right order: the app, then its database. */
  const end = (code) =>
    (ending ??= (async () => {
      await endChildren();
      const database = await opening.catch(() => null);
      await database?.stop();
      process.exit(code);
    })());

  whenAskedToEnd((again) => {
    if (again) {
      killChildren(); // a second Ctrl-C: at once; the database is told on the way out
      process.exit(1);
    }
    say("\nStopping");
    void end(0);
  });

  try {
    loadSettings();
    await ensureDependencies();
    await ensureClient();
    opening = openDatabase();
    const database = await opening;
    await migrate(database);
    if (wantsSample() && (await isEmpty(database))) {
      say("Storing the sample desk; its accounts (role, e-mail, password):");
      await seed(database);
    }
    if (!development) await ensureBuild();

    const port = await choosePort();
    const server = await startServer({ port, env: database.env, development });
    const databaseGone = database.gone.then(() => {
      throw new Refusal(
        `PostgreSQL ended by itself; its words are in ${fs.realpathSync(path.join(dataFolder(), "postgres"))}.log.`,
      );
    });
    say(`\nGalley is ready: ${server.address}\n(Ctrl-C ends it.)`);
    await Promise.race([server.gone, databaseGone]);
  } catch (error) {
    if (ending) return; // what was interrupted may well fail
    console.error(error instanceof Refusal ? `\n${error.message}` : error);
    await end(1);
  }
}

/**
 * Ctrl-C, a closed terminal, a polite kill; and under npm, whose shell may die without telling us, its end. One
 * Ctrl-C may reach us twice (from the terminal, and passed on by npm), so only a later one counts as `again`.
 */
function whenAskedToEnd(listener) {
  let asked = null;
  const ask = () => {
    if (asked === null) listener(false);
    else if (Date.now() - asked > 1000) listener(true);
    asked ??= Date.now();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, ask);
  if (!process.env.npm_lifecycle_event || process.platform === "win32") return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    if (asked === null) ask();
  }, 1000);
  watch.unref();
}

async function choosePort() {
  const wanted = process.env.PORT;
  if (wanted) {
    const port = Number(wanted);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new Refusal(`PORT must be a number from 1 to 65535; it is "${wanted}".`);
    if (!(await isPortFree(port)))
      throw new Refusal(`Port ${port} is taken. Set PORT to another one, or leave it out.`);
    return port;
  }
  const port = await nextFreePort(DEFAULT_PORT);
  if (port === null) throw new Refusal(`No port from ${DEFAULT_PORT} on is free. Set PORT to one that is.`);
  if (port !== DEFAULT_PORT) say(`Port ${DEFAULT_PORT} is taken; using ${port}`);
  return port;
}
