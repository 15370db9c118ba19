import { randomUUID } from "node:crypto";
import pg from "pg";

/**
 * The yardstick: the rows that an article's flags made (flag and event), written once more for another article by
 * nothing but `pg`: one prepared statement a flag, over so many connections at once. Nothing is parsed, checked,
 * signed in, presented or announced.
 */
export async function insertBare(
  databaseUrl: string,
  { from, to, connections }: { from: string; to: string; connections: number },
): Promise<{ durations: number[]; elapsed: number }> {
  const clients = Array.from(
    { length: connections },
    () => new pg.Client({ connectionString: databaseUrl, types: { getTypeParser: () => asItCame } }),
  );
  await Promise.all(clients.map((client) => client.connect()));
  try {
    const { text, rows } = await copyOf(clients[0]!, from, to);
    const waiting = rows.values();
    const durations: number[] = [];
    const began = performance.now();
    await Promise.all(
      clients.map(async (client) => {
        for (const values of waiting) {
          const sent = performance.now();
          await client.query({ name: "bare", text, values });
          durations.push(performance.now() - sent);
        }
      }),
    );
    return { durations, elapsed: performance.now() - began };
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

/** PostgreSQL's own text of a value goes back in just as it came out. */
const asItCame = (value: string | Buffer) => value;

type Row = Record<string, string | null>;

/** The statement for one flag with its event, and the values of every one. */
async function copyOf(
  client: pg.Client,
  from: string,
  to: string,
): Promise<{ text: string; rows: (string | null)[][] }> {
  const flags = await client.query<Row>(`SELECT * FROM "Flag" WHERE "articleId" = $1`, [from]);
  const events = await client.query<Row>(
    `SELECT * FROM "ArticleEvent" WHERE "articleId" = $1 AND "type" = 'flag.raised'`,
    [from],
  );
  const flagColumns = flags.fields.map(({ name }) => name);
  const eventColumns = events.fields.map(({ name }) => name).filter((name) => name !== "id");
  const list = (columns: string[], before: number) => ({
    names: columns.map((name) => client.escapeIdentifier(name)).join(", "),
    places: columns.map((_, index) => `$${before + index + 1}`).join(", "),
  });
  const flag = list(flagColumns, 0);
  const event = list(eventColumns, flagColumns.length);
  const eventOf = new Map(events.rows.map((row) => [row.flagId, row]));
  const rows = flags.rows.map((row) => {
    const changed = { articleId: to, flagId: randomUUID() };
    const flagRow: Row = { ...row, ...changed, id: changed.flagId };
    const eventRow: Row = { ...eventOf.get(row.id!), ...changed };
    return [...flagColumns.map((name) => flagRow[name]!), ...eventColumns.map((name) => eventRow[name]!)];
  });
  return {
    text: `WITH flag AS (INSERT INTO "Flag" (${flag.names}) VALUES (${flag.places}))
      INSERT INTO "ArticleEvent" (${event.names}) VALUES (${event.places})`,
    rows,
  };
}
