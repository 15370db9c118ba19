import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { expect, it } from "vitest";
import { applyMigrations, pendingSql } from "@/prisma/migrate";

const databaseUrl = process.env.DATABASE_URL ?? "";

it("has nothing left to apply on a database that was migrated", async () => {
  expect(await applyMigrations(databaseUrl)).toEqual([]);
});

it("has a migration for everything in the schema (else: npm run db:migration <name>)", async () => {
  expect(await pendingSql(databaseUrl)).toBeNull();
});

it("keeps what articles were made from when that moves to their manuscripts", async () => {
  const folder = path.resolve(import.meta.dirname, "../../prisma/migrations");
  const names = fs.readdirSync(folder).filter((name) => /^\d/.test(name));
  const moving = names.findIndex((name) => name.endsWith("_word_import"));
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    // In a schema of its own, so that it begins with nothing.
    await client.query(`CREATE SCHEMA before; SET search_path TO before`);
    const apply = (name: string) =>
      client.query(fs.readFileSync(path.join(folder, name, "migration.sql"), "utf8"));
    for (const name of names.slice(0, moving)) await apply(name);
    const [deskId, articleId, userId] = [randomUUID(), randomUUID(), randomUUID()];
    await client.query(`INSERT INTO "Desk" (id, name) VALUES ($1, 'A desk')`, [deskId]);
    await client.query(
      `INSERT INTO "Article" (id, "deskId", title, source, "sourceFormat", "createdById", "createdAt")
        VALUES ($1, $2, 'A title', 'As it came.', 'markdown', $3, '2026-01-02T03:04:05Z')`,
      [articleId, deskId, userId],
    );
    await apply(names[moving]!);
    const { rows } = await client.query(`SELECT * FROM "Manuscript"`);
    expect(rows).toEqual([
      {
        articleId,
        number: 1,
        format: "markdown",
        filename: null,
        source: "As it came.",
        file: null,
        actorId: userId,
        createdAt: new Date("2026-01-02T03:04:05Z"),
        version: 1,
      },
    ]);
  } finally {
    await client.end();
  }
});
