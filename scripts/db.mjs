// npm run db:migrate | db:seed | db:reset | db:migration <name>: on DATABASE_URL's database, or the embedded
// one, which is started for the while (or joined, when Galley runs).

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
  reset: async (database) => {
    await engine("The database could not be emptied.", ["reset"], database);
    await migrate(database);
    if (wantsSample()) await seed(database);
  },
  migration: async (database, name) => {
    if (!name) throw new Refusal("Give the migration a name: npm run db:migration add_due_date");
    await engine("The migration could not be made.", ["create", name], database);
  },
};

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
