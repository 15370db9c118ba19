import type { FlagDto } from "../../contract";
import { flagComments, type CommentText } from "./comment-text";
import { isSettled, type PlacedFlag } from "./placed-flags";

/** A comment or reply with all that Word knows it by. */
export interface PlannedComment extends CommentText {
  flagId: string;
  /** Of each of its paragraphs; the last is what Word knows the comment by. Eight hexadecimal digits below 80000000. */
  paraIds: string[];
  durableId: string;
  /** The comment that it replies to: its last paragraph's id. Null for a comment itself. */
  parentParaId: string | null;
  /** Of a comment: marked as resolved. */
  done: boolean;
}

/**
 * The comments of these flags, each with its replies, in the same order. Ids are made of those of flag and thread
 * entry alone, so the same entry has the same ones in every file, whatever else is in it.
 */
export function planComments(flags: readonly PlacedFlag[]): Map<string, PlannedComment[]> {
  const paraIds = new Ids();
  const durableIds = new Ids();
  const commented = flags.filter(({ hasComment }) => hasComment);
  return new Map(commented.map(({ flag }) => [flag.id, thread(flag, paraIds, durableIds)]));
}

function thread(flag: FlagDto, paraIds: Ids, durableIds: Ids): PlannedComment[] {
  let parentParaId: string | null = null;
  return flagComments(flag).map((comment): PlannedComment => {
    const key = `${flag.id}/${comment.entryId}`;
    const lines = comment.text.split("\n");
    const planned = {
      ...comment,
      flagId: flag.id,
      // Counted from the last, so that a paragraph more does not make it another comment.
      paraIds: lines.map((_, index) => paraIds.of(`${key}/${lines.length - index}`)),
      durableId: durableIds.of(key),
      parentParaId,
      done: parentParaId === null && isSettled(flag),
    };
    parentParaId ??= planned.paraIds.at(-1)!;
    return planned;
  });
}

/** Names made into Word's ids; of two names that make the same one, the second gets the next. */
class Ids {
  readonly #taken = new Set<number>();

  of(name: string): string {
    let id = hash(name) & 0x7fffffff;
    while (id === 0 || this.#taken.has(id)) id = (id + 1) & 0x7fffffff;
    this.#taken.add(id);
    return id.toString(16).toUpperCase().padStart(8, "0");
  }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
  return value >>> 0;
}
