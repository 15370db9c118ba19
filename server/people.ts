import "server-only";
import type { PersonDto } from "@/domain/contract";
import type { Tx } from "./db";

/** People by id: users, and those whom a Word file names. */
export type People = ReadonlyMap<string, PersonDto>;

/** However many people, in one statement; in two where some are outsiders. */
export async function readPeople(tx: Tx, ids: readonly string[]): Promise<People> {
  const wanted = [...new Set(ids)];
  const scope = (among: string[]) => ({ where: { id: { in: among } }, select: { id: true, name: true } });
  const users = await tx.user.findMany(scope(wanted));
  const people = new Map<string, PersonDto>(users.map((user) => [user.id, user]));
  const others = wanted.filter((id) => !people.has(id));
  if (others.length === 0) return people;
  for (const outsider of await tx.outsider.findMany(scope(others)))
    people.set(outsider.id, { ...outsider, outside: true });
  return people;
}

/** Their name as it is shown; of somebody who is in no table any more, that they are gone. */
export function personOf(people: People, id: string): PersonDto {
  return people.get(id) ?? { id, name: "Somebody who is gone" };
}
