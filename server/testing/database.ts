/**
 * Gives every integration test file a database of its own: empty, migrated, on real PostgreSQL. Vitest runs
 * this before each file (setupFiles in vitest.config.ts), so a test just imports what it tests:
 *
 *     import { db } from "@/server/db";
 *     it("makes one row", async () => { await db.user.create(…) });
 *
 * Tests of one file share its database and run one after the other; each makes the desk, people and articles
 * it needs with fresh ids and asks only about these.
 */
import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

process.env.DATABASE_URL = await copyOfTemplate(inject("templateDatabaseUrl"));
process.env.NEXTAUTH_SECRET = "only-for-tests-of-thirty-two-or-more-characters";
process.env.NEXTAUTH_URL = "http://localhost:3000";

async function copyOfTemplate(templateUrl: string): Promise<string> {
  const template = new URL(templateUrl).pathname.slice(1);
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const client = new pg.Client({ connectionString: withDatabase(templateUrl, "postgres") });
  await client.connect();
  try {
    await client.query(
      `CREATE DATABASE ${client.escapeIdentifier(name)} TEMPLATE ${client.escapeIdentifier(template)}`,
    );
  } finally {
    await client.end();
  }
  return withDatabase(templateUrl, name);
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
