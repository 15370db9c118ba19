/**
 * The integration tests' PostgreSQL: one server for the whole run, thrown away afterwards, with one migrated
 * database that every test file's own is a copy of (see database.ts). Vitest runs this once.
 */
import type { TestProject } from "vitest/node";
import { applyMigrations } from "../migrate";
import { startTemporaryPostgres } from "../../scripts/postgres-temporary.mjs";

declare module "vitest" {
  export interface ProvidedContext {
    /** Connection string of the template database. Nobody may stay connected to it. */
    templateDatabaseUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTemporaryPostgres({ database: "template_galley" });
  await applyMigrations(server.url);
  project.provide("templateDatabaseUrl", server.url);
  return server.stop;
}
