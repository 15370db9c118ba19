// The database of this Galley: the one DATABASE_URL names, or an embedded PostgreSQL under the data folder.

import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { Refusal, ROOT, say, startNode, step, TYPESCRIPT } from "./run.mjs";

/** The folder of everything Galley keeps: `.data`, or what GALLEY_DATA_DIR says. */
export function dataFolder() {
  return path.resolve(ROOT, process.env.GALLEY_DATA_DIR || ".data");
}

/** Variables of .env.local and .env, where the environment itself does not set them. */
export function loadSettings() {
  for (const name of [".env.local", ".env"]) {
    const file = path.join(ROOT, name);
    if (fs.existsSync(file)) process.loadEnvFile(file);
  }
}

/**
 * Opens the database and settles what every part of Galley reads from the environment.
 * @returns {Promise<{ env: NodeJS.ProcessEnv, url: string, gone: Promise<void>, stop: () => Promise<void> }>}
 *   `gone` settles if an embedded server ends by itself
 */
export async function openDatabase() {
  if (process.env.DATABASE_URL) {
    if (!process.env.NEXTAUTH_SECRET)
      throw new Refusal(
        "DATABASE_URL is set, so NEXTAUTH_SECRET must be set too: a long random text that stays the same, for example the output of `openssl rand -base64 32`.",
      );
    return {
      env: process.env,
      url: process.env.DATABASE_URL,
      gone: new Promise(() => {}),
      stop: () => Promise.resolve(),
    };
  }
  const { startPostgres } = await import("./postgres.mjs");
  const server = await startPostgres({ dataDir: path.join(dataFolder(), "postgres"), log: say });
  const env = {
    ...process.env,
    DATABASE_URL: server.url,
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET || keptSecret(),
  };
  return { env, url: server.url, gone: server.gone, stop: server.stop };
}

/** What seals the session cookies: made once, kept with the data, so that sign-ins outlive a restart. */
function keptSecret() {
  const file = path.join(dataFolder(), "secret");
  try {
    fs.writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  return fs.readFileSync(file, "utf8").trim();
}

/** Refuses settings that no server could begin with, before anything is stored or built. */
export async function checkSettings({ env }) {
  await step(
    "Galley cannot be started with these settings.",
    startNode([...TYPESCRIPT, "scripts/check-settings.ts"], { env }),
  );
}

/** Applies the migrations that the database has not seen. */
export async function migrate({ env, url }) {
  if (await isMigrated(url)) return;
  say("Preparing the tables");
  await step(
    "The database could not be migrated.",
    startNode([...TYPESCRIPT, "prisma/migrate.ts", "apply"], { env }),
  );
}

/** Fills the database with the sample desk and prints its accounts. */
export async function seed({ env }) {
  await step("The sample could not be stored.", startNode([...TYPESCRIPT, "prisma/seed.ts"], { env }));
}

/** GALLEY_SAMPLE=off: a desk of one's own, without the sample. */
export function wantsSample() {
  const value = process.env.GALLEY_SAMPLE || "on";
  // Nothing may be stored on a guess at what "false" or "OFF" was meant to say.
  if (value !== "on" && value !== "off") throw new Refusal("GALLEY_SAMPLE must be on or off.");
  return value === "on";
}

/** Whether there is no desk yet, or only one that an interrupted seed left half-made: then the sample is wanted. */
export async function isEmpty({ url }) {
  return withClient(url, async (client) => {
    const { rowCount } = await client.query(
      `SELECT 1 FROM "Desk" WHERE name NOT LIKE '% (being made)' LIMIT 1`,
    );
    return rowCount === 0;
  });
}

/** The quick look that spares a start the engine: every migration applied, in the form it has here. */
async function isMigrated(url) {
  const folder = path.join(ROOT, "prisma", "migrations");
  const wanted = fs
    .readdirSync(folder)
    .filter((name) => fs.existsSync(path.join(folder, name, "migration.sql")))
    .map(
      (name) =>
        `${name} ${createHash("sha256")
          .update(fs.readFileSync(path.join(folder, name, "migration.sql")))
          .digest("hex")}`,
    );
  return withClient(url, async (client) => {
    const { rows: tables } = await client.query("SELECT to_regclass('_prisma_migrations') AS name");
    if (tables[0].name === null) return false;
    const { rows } = await client.query(
      "SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
    );
    const applied = new Set(rows.map(({ name, checksum }) => `${name} ${checksum}`));
    return wanted.every((migration) => applied.has(migration));
  });
}

async function withClient(url, work) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 15_000 });
  try {
    await client.connect();
  } catch (error) {
    throw new Refusal(
      `The database does not answer (${error.message || error.code}). Is DATABASE_URL right?`,
    );
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
