import "server-only";
import type { ManuscriptPerson, MatchedPersonDto } from "@/domain/contract";
import { memberFor, nameAsWritten, personKey } from "@/domain/manuscript/members";
import type { Tx } from "./db";

/** The people of a Word file, each with the active member of the desk who it is, if any. */
export async function matchPeople(
  tx: Tx,
  deskId: string,
  people: readonly ManuscriptPerson[],
): Promise<MatchedPersonDto[]> {
  if (people.length === 0) return [];
  const members = await tx.user.findMany({
    where: { memberships: { some: { deskId, active: true } } },
    select: { id: true, name: true, email: true },
  });
  return people.map((as) => {
    const member = memberFor(as, members);
    return { as, member: member && { id: member.id, name: member.name } };
  });
}

/**
 * Under which id each of them is named from now on, by personKey: a member's, or that of an outsider, who is kept
 * as the file writes them and is the same one in the next file.
 */
export async function identifyPeople(
  tx: Tx,
  deskId: string,
  people: readonly ManuscriptPerson[],
): Promise<ReadonlyMap<string, string>> {
  const matched = await matchPeople(tx, deskId, people);
  const ids = new Map<string, string>();
  for (const { as, member } of matched) if (member) ids.set(personKey(as), member.id);
  const outsiders = matched.flatMap(({ as, member }) => (member ? [] : [{ as, ...writtenAs(as) }]));
  const known = await storeOutsiders(tx, deskId, outsiders);
  for (const { as, name, email } of outsiders) ids.set(personKey(as), known.get(rowKey({ name, email }))!);
  return ids;
}

interface OutsiderRow {
  name: string;
  email: string;
}

/** Longer ones no index would take. */
const LONGEST_EMAIL = 254;

function writtenAs(person: ManuscriptPerson): OutsiderRow {
  return {
    name: nameAsWritten(person),
    email: (person.email ?? "").trim().toLowerCase().slice(0, LONGEST_EMAIL),
  };
}

const rowKey = ({ name, email }: OutsiderRow) => JSON.stringify([name, email]);

/** Ids by rowKey. In one order, so that two files with the same people do not wait for each other in a circle. */
async function storeOutsiders(
  tx: Tx,
  deskId: string,
  rows: readonly OutsiderRow[],
): Promise<ReadonlyMap<string, string>> {
  if (rows.length === 0) return new Map();
  const once = [
    ...new Map(rows.map(({ name, email }) => [rowKey({ name, email }), { name, email }])).values(),
  ];
  const stored = await tx.$queryRaw<(OutsiderRow & { id: string })[]>`
    INSERT INTO "Outsider" ("id", "deskId", "name", "email")
    SELECT gen_random_uuid(), ${deskId}::uuid, "name", "email"
    FROM jsonb_to_recordset(${JSON.stringify(once)}::jsonb) AS given("name" text, "email" text)
    ORDER BY "name", "email"
    ON CONFLICT ("deskId", "name", "email") DO UPDATE SET "name" = EXCLUDED."name"
    RETURNING "id", "name", "email"`;
  return new Map(stored.map((row) => [rowKey(row), row.id]));
}
