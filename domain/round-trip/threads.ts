import type { FlagDto, ManuscriptFlag, ManuscriptGalley } from "../contract";
import { flagComments, type CommentText } from "../draft/reviewed/comment-text";
import { folded } from "../flag/comment-words";
import { isSamePerson, newReplies, second, type NewReply } from "./replies";

/** The comments and changes of a file that came back, told apart by what the article knows of them. */
export interface ThreadsRead {
  /** What became of a flag's comment or change, by the flag's id. */
  known: Map<string, ManuscriptFlag>;
  /** Those that no flag of the article is. */
  fresh: ManuscriptFlag[];
  replies: NewReply[];
  /** Typo fixes that are still tracked changes of the file. */
  tracked: Set<string>;
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
  const tracked = new Set([...known].flatMap(([id, given]) => (given.tracked ? [id] : [])));
  const said = new Map(
    flags.flatMap((flag) =>
      flagComments(flag)
        .slice(1)
        .map((reply) => [keyOf(reply), flag.id]),
    ),
  );
  const left = found.filter((given) => !taken.has(given) && !isEchoOf(given, roots, tracked));
  const alone = new Map<string, ManuscriptFlag[]>();
  const fresh = left.filter((given) => {
    const of = replyAloneOf(given, said);
    if (of !== undefined) alone.set(of, [...(alone.get(of) ?? []), given]);
    return of === undefined;
  });
  const replies = flags.flatMap((flag) => newReplies(flag, known.get(flag.id), alone.get(flag.id) ?? []));
  return { known, fresh, replies, tracked };
}

/** A tracked change beside the comment of the same proposal, which words over several lines keep from being read so. */
function isEchoOf(
  given: ManuscriptFlag,
  roots: readonly { flag: FlagDto; range: Range | undefined }[],
  tracked: Set<string>,
): boolean {
  if (!given.tracked) return false;
  const { paragraphKey, start, end, replacement = "" } = given;
  const echoed = roots.find(
    ({ flag, range }) =>
      range?.paragraphKey === paragraphKey &&
      range.start === start &&
      range.end === end &&
      flag.replacement !== null &&
      folded(flag.replacement) === folded(replacement),
  );
  if (echoed) tracked.add(echoed.flag.id);
  return echoed !== undefined;
}

const keyOf = ({ by, at, text }: { by: { name: string }; at: string | null; text: string }) =>
  JSON.stringify([folded(by.name), second(at), folded(text)]);

/** The flag of a reply of a known thread that is a comment of its own: so LibreOffice saves it. */
function replyAloneOf(
  { by, at, note }: ManuscriptFlag,
  said: ReadonlyMap<string, string>,
): string | undefined {
  return said.get(keyOf({ by, at, text: note }));
}

function scoreOf(given: ManuscriptFlag, flag: FlagDto, root: CommentText, range: Range | undefined): number {
  const isThere =
    range?.paragraphKey === given.paragraphKey && range.start <= given.end && given.start <= range.end;
  const isJustThere = isThere && range.start === given.start && range.end === given.end;
  return (
    Number(isSamePerson(given.by, root.by)) +
    2 * Number(second(given.at) === second(root.at)) +
    Number(isThere) +
    Number(isJustThere) +
    Number(given.kind === flag.kind) +
    wordsInCommon(given, flag, root)
  );
}

/** A proposal is known by its new words; a comment by those it was raised with, or all that the file said of it. */
function wordsInCommon(given: ManuscriptFlag, flag: FlagDto, { text }: CommentText): number {
  const said = folded(given.note);
  if (said !== "" && folded(text) === said) return 4;
  if (said !== "" && folded(text).endsWith(said)) return 2;
  if (flag.replacement !== null) return 2 * Number(given.replacement === flag.replacement);
  const raised = flag.thread.find(({ type }) => type === "raised")?.body ?? "";
  return Number(said === folded(raised));
}
