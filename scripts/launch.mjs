// Everything between `npm start` on a fresh clone and a Galley that answers, and back to silence at Ctrl-C.

import fs from "node:fs";
import path from "node:path";
import { ensureBuild, ensureClient } from "./build.mjs";
import {
  checkSettings,
  dataFolder,
  isEmpty,
  loadSettings,
  migrate,
  openDatabase,
  seed,
  wantsSample,
} from "./database.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { checkWantedPort, choosePort } from "./ports.mjs";
import { parentOf } from "./processes.mjs";
import { endChildren, killChildren, Refusal, say } from "./run.mjs";
import { startServer } from "./server.mjs";

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
    await checkWantedPort();
    await ensureDependencies();
    await ensureClient();
    opening = openDatabase();
    const database = await opening;
    await checkSettings(database);
    await migrate(database);
    if (await isEmpty(database)) await fill(database);
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

/** The first start on a database: the sample, or word of how to begin without it. */
async function fill(database) {
  if (!wantsSample()) {
    say('There is no desk yet. This opens one: npm run db:desk "World" chief@paper.example');
    return;
  }
  say("Storing the sample desk; its accounts (role, e-mail, password):");
  await seed(database);
  if (process.env.DATABASE_URL)
    say(
      "These passwords are public, and this database is your own: GALLEY_SAMPLE=off shuts the sample accounts out (or, set before the first start, stores none), and npm run db:desk opens a desk of yours.",
    );
}

/**
 * Ctrl-C, a closed terminal, a polite kill; and under npm, which or whose shell may die without telling us, its end. One
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
  const shell = process.ppid;
  const npm = parentOf(shell);
  const watch = setInterval(() => {
    if (process.ppid === shell && parentOf(shell) === npm) return;
    clearInterval(watch);
    if (asked === null) ask();
  }, 1000);
  watch.unref();
}
