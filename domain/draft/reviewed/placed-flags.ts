import { inlineText } from "../../article/kinds";
import type { FlagDto, ParagraphDto } from "../../contract";
import { authorName } from "./authors";
import { hasWords } from "./comment-text";
import type { TrackedParagraph } from "./track";

/** A flag and the words that its comment stands on. */
export interface PlacedFlag {
  flag: FlagDto;
  paragraphId: string;
  /** UTF-16 offsets in the paragraph as it stands; the whole of it for a flag whose words are gone. */
  start: number;
  end: number;
  /** It is shown as a tracked change: replaced by its proposal. Never over another, or over new words of its own author. */
  isChange: boolean;
  /** It has a comment; a tracked change has one only where its thread has words. */
  hasComment: boolean;
}

/** Nothing more is asked of anybody. A verified claim whose sentence changed asks again. */
export function isSettled({ status, recheck }: FlagDto): boolean {
  return status !== "open" && recheck === null;
}

/**
 * The flags that a reviewed file shows, in text order. Those whose words are gone stand on the paragraph they were
 * lost in, or on the title. `settled`: with those that are settled. `track`: the words they stand among, with what changed.
 */
export function placedFlags(
  paragraphs: readonly ParagraphDto[],
  flags: readonly FlagDto[],
  { settled, track = [] }: { settled: boolean; track?: readonly TrackedParagraph[] },
): PlacedFlag[] {
  const insertions = insertionsIn(track);
  const order = new Map(paragraphs.map(({ id }, index) => [id, index]));
  const shown = flags
    .filter((flag) => !flag.pending && (settled || !isSettled(flag)))
    .map((flag) => place(flag, paragraphs[order.get(flag.paragraphId) ?? 0]!))
    .sort(
      (one, other) =>
        order.get(one.paragraphId)! - order.get(other.paragraphId)! ||
        one.start - other.start ||
        other.end - one.end ||
        one.flag.createdAt.localeCompare(other.flag.createdAt) ||
        one.flag.id.localeCompare(other.flag.id),
    );
  let taken: PlacedFlag | null = null;
  return shown.map((placed) => {
    const overlaps = taken?.paragraphId === placed.paragraphId && placed.start < taken.end;
    if (overlaps || !isFix(placed) || insertions.some((one) => isOwn(placed, one))) return placed;
    taken = { ...placed, isChange: true, hasComment: hasWords(placed.flag) };
    return taken;
  });
}

/** New words of somebody's. */
interface Insertion {
  paragraphId: string;
  start: number;
  end: number;
  author: string;
}

function insertionsIn(track: readonly TrackedParagraph[]): Insertion[] {
  return track
    .flatMap(({ items }) => items)
    .flatMap((item) => {
      if (item.type !== "piece" || item.place === null || item.change?.type !== "ins") return [];
      const length = inlineText([item.node]).length;
      const author = authorName(item.change.by.name);
      return [{ ...item.place, end: item.place.start + length, author }];
    });
}

/** Who takes out words of their own takes them back: Word and LibreOffice would no longer know that they were new. */
function isOwn({ flag, paragraphId, start, end }: PlacedFlag, insertion: Insertion): boolean {
  return (
    insertion.paragraphId === paragraphId &&
    insertion.start < end &&
    start < insertion.end &&
    insertion.author === authorName(flag.raisedBy.name)
  );
}

type Whereabouts = Pick<PlacedFlag, "flag" | "paragraphId" | "start" | "end">;

function place(flag: FlagDto, { id, text }: ParagraphDto): PlacedFlag {
  const base = { flag, paragraphId: id, isChange: false, hasComment: true };
  const start = Math.min(flag.anchor.start, text.length);
  const end = Math.min(flag.anchor.end, text.length);
  if (flag.anchor.state === "detached" || id !== flag.paragraphId || start >= end)
    return { ...base, start: 0, end: text.length };
  return {
    ...base,
    start: start - Number(splitsPair(text, start)),
    end: end + Number(splitsPair(text, end)),
  };
}

function splitsPair(text: string, offset: number): boolean {
  return /[\uD800-\uDBFF]/.test(text.charAt(offset - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(offset));
}

/** An open proposal that could be applied as things stand. */
function isFix({ flag, paragraphId, start, end }: Whereabouts): boolean {
  return (
    flag.status === "open" &&
    flag.replacement !== null &&
    flag.anchor.state === "exact" &&
    flag.paragraphId === paragraphId &&
    flag.anchor.start === start &&
    flag.anchor.end === end
  );
}
