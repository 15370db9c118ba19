import type { ManuscriptFlag, ManuscriptPerson } from "../contract";
import { folded } from "../flag/comment-words";

/** What tells one person of a Word file from another: their mail address and name, as far as it says. */
export function personKey({ name, email }: ManuscriptPerson): string {
  return JSON.stringify([folded(name), folded(email ?? "")]);
}

const LONGEST_NAME = 200;

/** What somebody is called who is no member: as the file has it, on one line; by their address where it has no name. */
export function nameAsWritten({ name, email }: ManuscriptPerson): string {
  const written = name.replace(/\s+/gu, " ").trim() || (email ?? "").trim();
  return Array.from(written).slice(0, LONGEST_NAME).join("") || "Unknown author";
}

/** Everybody who commented, replied or changed anything, each once, in the order of the text. */
export function peopleOf(flags: readonly Pick<ManuscriptFlag, "by" | "replies">[]): ManuscriptPerson[] {
  const people = new Map<string, ManuscriptPerson>();
  for (const { by, replies } of flags)
    for (const person of [by, ...replies.map((reply) => reply.by)])
      if (!people.has(personKey(person))) people.set(personKey(person), person);
  return [...people.values()];
}

/**
 * The member that a person of a Word file is: by their mail address, else by the very name (case and white space do
 * not matter) where one member only has it. Null when none is.
 */
export function memberFor<Member extends { name: string; email: string }>(
  person: ManuscriptPerson,
  members: readonly Member[],
): Member | null {
  const email = folded(person.email ?? "");
  const byEmail = email === "" ? undefined : members.find((member) => folded(member.email) === email);
  if (byEmail) return byEmail;
  const name = folded(person.name);
  const namesakes = name === "" ? [] : members.filter((member) => folded(member.name) === name);
  return namesakes.length === 1 ? namesakes[0]! : null;
}
