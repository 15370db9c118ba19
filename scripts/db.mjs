// npm run db:migrate | db:seed | db:reset | db:desk <name> <mail> | db:migration <name>: on DATABASE_URL's database, or the embedded
// one, which is started for the while (or joined, when Galley runs).

import { createInterface } from "node:readline/promises";
import { ensureClient } from "./build.mjs";
import { loadSettings, migrate, openDatabase, seed, wantsSample } from "./database.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { endChildren, Refusal, startNode, step, TYPESCRIPT } from "./run.mjs";

const COMMANDS = {
  migrate,
  seed: async (database) => {
    await migrate(database);
    await seed(database);
  },
  desk: async (database, name, email) => {
    if (!name || !email)
      throw new Refusal('Name the desk and its chief: npm run db:desk "World" chief@paper.example');
    await migrate(database);
    await step(
      "The desk could not be opened.",
      startNode([...TYPESCRIPT, "prisma/desk.ts", name, email], { env: database.env }),
    );
  },
  reset: async (database) => {
    await confirmReset(database);
    await engine("The database could not be emptied.", ["reset"], database);
    await migrate(database);
    if (wantsSample()) await seed(database);
  },
  migration: async (database, name) => {
    if (!name) throw new Refusal("Give the migration a name: npm run db:migration add_due_date");
    await engine("The migration could not be made.", ["create", name], database);
  },
};

/** The embedded data are this clone's own; another database may be somebody's, so a person at a terminal is asked. */
async function confirmReset({ url }) {
  if (!process.env.DATABASE_URL || !process.stdin.isTTY) return;
  const { hostname, pathname } = new URL(url);
  const name = decodeURIComponent(pathname.slice(1));
  const questions = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await questions.question(
    `This throws away everything in the database ${name} on ${hostname}. Type its name to go on: `,
  );
  questions.close();
  if (answer.trim() !== name) throw new Refusal("Nothing was changed.");
}

function engine(failure, args, { env }) {
  return step(failure, startNode([...TYPESCRIPT, "prisma/migrate.ts", ...args], { env }));
}

const [command, ...rest] = process.argv.slice(2);
const run = Object.hasOwn(COMMANDS, command ?? "") ? COMMANDS[command] : null;
let database = null;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.once(signal, async () => {
    await endChildren();
    await database?.stop();
    process.exit(1);
  });

try {
  if (!run) throw new Refusal(`Use one of: ${Object.keys(COMMANDS).join(", ")}.`);
  loadSettings();
  await ensureDependencies();
  await ensureClient();
  database = await openDatabase();
  await run(database, ...rest);
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = 1;
} finally {
  await database?.stop();
}
