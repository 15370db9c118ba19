/** People of a desk that nobody under test belongs to. No screen makes a desk, so they are put into the database. */
import { randomUUID } from "node:crypto";
import pg from "pg";
import type { Account } from "./fixtures";

/** The chief of a new desk. They cannot sign in by password; `login` and `apiAs` need none. */
export async function makeStranger(): Promise<Account> {
  const connectionString = process.env.GALLEY_E2E_DATABASE;
  if (!connectionString) throw new Error("GALLEY_E2E_DATABASE does not name the database under test.");
  const stranger: Account = {
    id: randomUUID(),
    role: "chief",
    name: "Olga Stranger",
    email: `${randomUUID()}@elsewhere.example`,
    password: "",
  };
  const deskId = randomUUID();
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(`INSERT INTO "Desk" (id, name) VALUES ($1, 'Caucasus')`, [deskId]);
    await client.query(`INSERT INTO "User" (id, name, email, "passwordHash") VALUES ($1, $2, $3, 'none')`, [
      stranger.id,
      stranger.name,
      stranger.email,
    ]);
    await client.query(`INSERT INTO "Membership" ("deskId", "userId", role) VALUES ($1, $2, 'chief')`, [
      deskId,
      stranger.id,
    ]);
  } finally {
    await client.end();
  }
  return stranger;
}
