import type { RevisionDto, TimelineEntryDto } from "../contract";
import { flagsOfCause, kinshipOf } from "./revision";

/** Milliseconds: who does the same again this soon after is still at it. */
const STILL_AT_IT = 10 * 60_000;

/**
 * The time line, newest first, after one more change. What a person does in one go is one entry. Who goes on typing
 * while others type between their saves is still at it: then all of them are one entry, so that two who write at the
 * same time do not fill the time line with each other's letters.
 */
export function addRevision(entries: readonly TimelineEntryDto[], revision: RevisionDto): TimelineEntryDto[] {
  const kinship = kinshipOf(revision.cause);
  const goesWith = kinship ? placeToJoin(entries, revision, kinship.name, kinship.together) : -1;
  if (goesWith === -1) return [entryOf(revision), ...entries];
  const joined = entries.slice(0, goesWith + 1).reduceRight((older, newer) => join(newer, older));
  return [join(entryOf(revision), joined), ...entries.slice(goesWith + 1)];
}

/** The time line of these changes, which are given newest first as it is. */
export function timelineOf(revisions: readonly RevisionDto[]): TimelineEntryDto[] {
  return revisions.toReversed().reduce<TimelineEntryDto[]>(addRevision, []);
}

/**
 * Of a time line whose beginning was not read: without the entries at its end that might be told otherwise if it
 * were. `oldest` is the moment (ISO 8601) of the oldest change that was read.
 */
export function certainEntries(
  entries: readonly TimelineEntryDto[],
  oldest: string,
): readonly TimelineEntryDto[] {
  const end = entries.findLastIndex(({ began }) => Date.parse(began) - Date.parse(oldest) > STILL_AT_IT);
  return entries.slice(0, end + 1);
}

/** The index of the entry that the change goes on with; -1 where it begins one. */
function placeToJoin(
  entries: readonly TimelineEntryDto[],
  { actor, at }: RevisionDto,
  name: string,
  together: boolean,
): number {
  for (const [index, entry] of entries.entries()) {
    if (kinshipOf(entry.cause)?.name !== name) return -1;
    const before = entry.people.find(({ id }) => id === actor.id);
    if (before) return Date.parse(at) - Date.parse(before.at) <= STILL_AT_IT ? index : -1;
    // Others have been at something since that nobody goes on with.
    if (!together || Date.parse(at) - Date.parse(entry.at) > STILL_AT_IT) return -1;
  }
  return -1;
}

/** A single change, as an entry of its own. */
export function entryOf({ version, actor, at, cause, paragraphIds }: RevisionDto): TimelineEntryDto {
  const asChief = "asChief" in cause && cause.asChief;
  return {
    first: version,
    last: version,
    count: 1,
    people: [{ ...actor, at, ...(asChief ? { asChief: true as const } : {}) }],
    began: at,
    at,
    cause,
    flagIds: flagsOfCause(cause),
    paragraphIds,
  };
}

/** Both as one. */
function join(newer: TimelineEntryDto, older: TimelineEntryDto): TimelineEntryDto {
  const known = new Set(newer.people.map(({ id }) => id));
  const all = newer.paragraphIds && older.paragraphIds;
  return {
    first: older.first,
    last: newer.last,
    count: newer.count + older.count,
    people: [...newer.people, ...older.people.filter(({ id }) => !known.has(id))],
    began: older.began,
    at: newer.at,
    cause: newer.cause,
    flagIds: [...older.flagIds, ...newer.flagIds],
    paragraphIds: all && [...new Set([...older.paragraphIds!, ...newer.paragraphIds!])],
  };
}
