/**
 * Migrations in Prisma's own format, applied by Prisma's own engine in its WebAssembly build: nothing is
 * downloaded, so a fresh clone migrates offline. Any `prisma migrate` would find the same folder and the same
 * `_prisma_migrations` table.
 *
 * From the command line, with DATABASE_URL set (`npm run db:migrate` and the like see to that):
 *   tsx prisma/migrate.ts apply | reset | create <name>
 */
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { MigrationList, SchemaEngine, SchemasContainer } from "@prisma/schema-engine-wasm";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

const PRISMA_FOLDER = import.meta.dirname;
const SCHEMA_FILE = path.join(PRISMA_FOLDER, "schema.prisma");
const MIGRATIONS_FOLDER = path.join(PRISMA_FOLDER, "migrations");
const LOCK_FILE = path.join(MIGRATIONS_FOLDER, "migration_lock.toml");
const MIGRATED_SCHEMA_FILE = path.join(MIGRATIONS_FOLDER, "schema.prisma");
const NO_FILTERS = { externalTables: [], externalEnums: [] };

/** Applies what the database has not seen yet; returns the names of these migrations. */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  return withEngine(databaseUrl, async (engine) => {
    const migrationsList = readMigrations();
    const { failedMigrationNames, editedMigrationNames } = await engine.diagnoseMigrationHistory({
      migrationsList,
      optInToShadowDatabase: false,
      filters: NO_FILTERS,
    });
    if (editedMigrationNames.length > 0)
      throw new Error(
        `The database was made with another form of ${editedMigrationNames.join(", ")}. ` +
          "Run `npm run db:reset` if its data may go.",
      );
    // A script runs whole or not at all (see WholeScriptAdapter), so one that failed may simply be tried again.
    for (const migrationName of failedMigrationNames) await engine.markMigrationRolledBack({ migrationName });
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: NO_FILTERS });
    return appliedMigrationNames;
  });
}

/** Empties the database: every table and type of ours goes. */
export async function resetDatabase(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("DROP SCHEMA IF EXISTS public CASCADE");
    await client.query("CREATE SCHEMA public");
  } finally {
    await client.end();
  }
}

/**
 * The SQL that leads from the migrations there are to the schema; null when it asks for nothing new. The
 * engine's WebAssembly build cannot read a live database (it only asks the given one for its version), so the schema
 * which the newest migration made is kept beside the migrations and compared with.
 */
export async function pendingSql(databaseUrl: string): Promise<string | null> {
  const { exitCode, stdout } = await withEngine(databaseUrl, (engine) =>
    engine.diff({
      from: fs.existsSync(MIGRATED_SCHEMA_FILE)
        ? { tag: "schemaDatamodel", ...readSchema(MIGRATED_SCHEMA_FILE) }
        : { tag: "empty" },
      to: { tag: "schemaDatamodel", ...readSchema(SCHEMA_FILE) },
      script: true,
      exitCode: true,
      filters: NO_FILTERS,
    }),
  );
  return exitCode === 0 ? null : stdout;
}

/**
 * Writes the next migration from what has changed in the schema.
 * @returns its file, or null when the migrations already make the schema.
 */
export async function createMigration(databaseUrl: string, name: string, now: Date): Promise<string | null> {
  const sql = await pendingSql(databaseUrl);
  if (sql === null) return null;
  const stamp = now.toISOString().replace(/\D/g, "").slice(0, 14);
  const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, "_");
  const file = path.join(MIGRATIONS_FOLDER, `${stamp}_${slug}`, "migration.sql");
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, sql);
  fs.writeFileSync(LOCK_FILE, 'provider = "postgresql"\n');
  fs.copyFileSync(SCHEMA_FILE, MIGRATED_SCHEMA_FILE);
  return file;
}

function readSchema(file: string): SchemasContainer {
  return { files: [{ path: file, content: fs.readFileSync(file, "utf8") }] };
}

function readMigrations(): MigrationList {
  const names = fs.existsSync(MIGRATIONS_FOLDER)
    ? fs.readdirSync(MIGRATIONS_FOLDER).filter((name) => /^\d+_/.test(name))
    : [];
  return {
    baseDir: MIGRATIONS_FOLDER,
    lockfile: {
      path: "migration_lock.toml",
      content: fs.existsSync(LOCK_FILE) ? fs.readFileSync(LOCK_FILE, "utf8") : null,
    },
    shadowDbInitScript: "",
    migrationDirectories: names.sort().map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: {
          tag: "ok",
          value: fs.readFileSync(path.join(MIGRATIONS_FOLDER, name, "migration.sql"), "utf8"),
        },
      },
    })),
  };
}

let engineReady: Promise<void> | undefined;

async function loadEngine(): Promise<void> {
  const require = createRequire(import.meta.url);
  const wasmFile = path.join(
    path.dirname(require.resolve("@prisma/schema-engine-wasm")),
    "schema_engine_bg.wasm",
  );
  // The engine never clears the timer of its lock, which would hold the process for ten seconds.
  const imports = Object.fromEntries(
    Object.entries(engineModule).map(([name, value]) => [
      name,
      name.startsWith("__wbg_setTimeout")
        ? (callback: () => void, milliseconds: number) => setTimeout(callback, milliseconds).unref()
        : value,
    ]),
  );
  const { instance } = await WebAssembly.instantiate(fs.readFileSync(wasmFile), {
    "./schema_engine_bg.js": imports as WebAssembly.ModuleImports,
  });
  engineModule.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
}

/**
 * Prisma's adapter cuts a script at every semicolon, also inside a function's body or a string. PostgreSQL takes
 * a script whole, and then all of it or nothing.
 */
class WholeScriptAdapter extends PrismaPg {
  /** What PostgreSQL said of the script that failed; the engine knows only that something did. */
  failure: Error | undefined;

  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script: string) => {
      try {
        await adapter.underlyingDriver().query(script);
      } catch (error) {
        this.failure = error instanceof Error ? error : new Error(String(error));
        throw error;
      }
    };
    return adapter;
  }
}

/** The engine at work on one database, whose connections are closed afterwards. */
async function withEngine<T>(databaseUrl: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  await (engineReady ??= loadEngine());
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  const adapter = new WholeScriptAdapter(pool);
  const engine = await engineModule.SchemaEngine.new(
    {
      datamodels: readSchema(SCHEMA_FILE).files.map(({ path, content }): [string, string] => [path, content]),
    },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
  try {
    return await work(engine);
  } catch (error) {
    throw adapter.failure
      ? new Error(`A migration failed: ${adapter.failure.message}`, { cause: error })
      : error;
  } finally {
    engine.free();
    await pool.end();
  }
}

function givenDatabase(): string {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set.");
  return url;
}

async function main([command, name]: string[]): Promise<void> {
  if (command === "apply") {
    for (const migration of await applyMigrations(givenDatabase())) console.log(`Applied ${migration}`);
  } else if (command === "reset") {
    await resetDatabase(givenDatabase());
  } else if (command === "create" && name) {
    const file = await createMigration(givenDatabase(), name, new Date());
    console.log(
      file ? `Wrote ${path.relative(process.cwd(), file)}` : "The migrations already make this schema.",
    );
  } else {
    throw new Error("Usage: prisma/migrate.ts apply | reset | create <name>");
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
