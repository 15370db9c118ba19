import type { FlagDto, ManuscriptFlag, ManuscriptGalley, ManuscriptPerson } from "../contract";
import { flagComments, type CommentText } from "../draft/reviewed/comment-text";
import { folded } from "../flag/comment-words";

/** A reply that was written where the file was. */
export interface NewReply {
  flagId: string;
  by: ManuscriptPerson;
  at: string | null;
  body: string;
}

/** The comments and changes of a file that came back, told apart by what the article knows of them. */
export interface ThreadsRead {
  /** What became of a flag's comment or change, by the flag's id. */
  known: Map<string, ManuscriptFlag>;
  /** Those that no flag of the article is. */
  fresh: ManuscriptFlag[];
  replies: NewReply[];
}

type Range = ManuscriptGalley["flags"][number];

/** Points from which a comment is taken for a flag's: it takes two things that speak for it, or the very words. */
const ENOUGH = 4;

/**
 * Which flag each comment and change of a reviewed file is of: by who wrote it and when, by its words, and by where it
 * stands. Programs keep some of these and change others, so none is needed. Each flag and each comment is taken once,
 * the surest first.
 */
export function matchThreads(
  flags: readonly FlagDto[],
  found: readonly ManuscriptFlag[],
  marks: readonly Range[],
): ThreadsRead {
  const ranges = new Map(marks.map((mark) => [mark.id, mark]));
  const roots = flags.map((flag) => ({ flag, root: flagComments(flag)[0], range: ranges.get(flag.id) }));
  const near = new Map<string, (typeof roots)[number][]>();
  const put = (key: string, one: (typeof roots)[number]) => near.set(key, [...(near.get(key) ?? []), one]);
  for (const one of roots) {
    put(second(one.root.at), one);
    if (one.range) put(one.range.paragraphKey, one);
  }
  const pairs = found.flatMap((given) => {
    const likely = [...(near.get(second(given.at)) ?? []), ...(near.get(given.paragraphKey) ?? [])];
    return [...new Set(likely)].map(({ flag, root, range }) => ({
      given,
      flag,
      score: scoreOf(given, flag, root, range),
    }));
  });
  const known = new Map<string, ManuscriptFlag>();
  const taken = new Set<ManuscriptFlag>();
  for (const { given, flag, score } of pairs.sort((one, other) => other.score - one.score)) {
    if (score < ENOUGH || known.has(flag.id) || taken.has(given)) continue;
    known.set(flag.id, given);
    taken.add(given);
  }
  const replies = flags.flatMap((flag) => newReplies(flag, known.get(flag.id)));
  return { known, fresh: found.filter((given) => !taken.has(given)), replies };
}

function scoreOf(given: ManuscriptFlag, flag: FlagDto, root: CommentText, range: Range | undefined): number {
  const raised = flag.thread.find(({ type }) => type === "raised")?.body ?? "";
  const isThere =
    range?.paragraphKey === given.paragraphKey && range.start <= given.end && given.start <= range.end;
  const isJustThere = isThere && range.start === given.start && range.end === given.end;
  return (
    Number(isSamePerson(given.by, root.by)) +
    2 * Number(second(given.at) === second(root.at)) +
    Number(isThere) +
    Number(isJustThere) +
    Number(given.kind === flag.kind) +
    (flag.replacement === null
      ? Number(folded(given.note) === folded(raised)) * (raised === "" ? 1 : 2)
      : 2 * Number(given.replacement === flag.replacement))
  );
}

/** What stands in the thread already was written by that person at that second, or in those words. */
function newReplies(flag: FlagDto, given: ManuscriptFlag | undefined): NewReply[] {
  if (!given) return [];
  const said = flagComments(flag);
  return given.replies
    .filter(({ body }) => body.trim() !== "")
    .filter(
      ({ by, at, body }) =>
        !said.some(
          (entry) =>
            isSamePerson(by, entry.by) &&
            (second(at) === second(entry.at) || folded(body) === folded(entry.text)),
        ),
    )
    .map(({ by, at, body }) => ({ flagId: flag.id, by, at, body }));
}

function isSamePerson({ name }: ManuscriptPerson, other: { name: string }): boolean {
  return folded(name) === folded(other.name);
}

/** ISO 8601 to the second; "" where there is no date. */
function second(at: string | null): string {
  const time = at === null ? Number.NaN : Date.parse(at);
  return Number.isNaN(time) ? "" : new Date(time).toISOString().slice(0, 19);
}
