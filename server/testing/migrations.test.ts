import { expect, it } from "vitest";
import { applyMigrations, pendingSql } from "@/prisma/migrate";

const databaseUrl = process.env.DATABASE_URL ?? "";

it("has nothing left to apply on a database that was migrated", async () => {
  expect(await applyMigrations(databaseUrl)).toEqual([]);
});

it("has a migration for everything in the schema (else: npm run db:migration <name>)", async () => {
  expect(await pendingSql(databaseUrl)).toBeNull();
});
