import type { ParagraphDto } from "../contract";
import { movedIds } from "./order";

/** A paragraph in two states of an article. */
export interface ComparedParagraph {
  id: string;
  /** How it was; null where it was not there yet. */
  before: ParagraphDto | null;
  /** How it became; null where it is gone. */
  after: ParagraphDto | null;
  /** It stands elsewhere among the others. */
  moved: boolean;
  /** Anything at all of it is not as it was. */
  changed: boolean;
}

/** Two states of an article, in the order of the later one; what is gone stands after what it stood after. */
export function compareParagraphs(
  before: readonly ParagraphDto[],
  after: readonly ParagraphDto[],
): ComparedParagraph[] {
  const was = new Map(before.map((paragraph) => [paragraph.id, paragraph]));
  const idsOf = (paragraphs: readonly ParagraphDto[]) => paragraphs.map(({ id }) => id);
  const moved = new Set(movedIds(idsOf(before), idsOf(after)));
  const rows = after.map((paragraph): ComparedParagraph => {
    const old = was.get(paragraph.id) ?? null;
    const isMoved = moved.has(paragraph.id);
    const changed = isMoved || old === null || !isSame(old, paragraph);
    return { id: paragraph.id, before: old, after: paragraph, moved: isMoved, changed };
  });
  const placed = new Set(after.map(({ id }) => id));
  before.forEach((old, index) => {
    if (placed.has(old.id)) return;
    placed.add(old.id);
    const previous = before[index - 1]?.id;
    const at = rows.findIndex(({ id }) => id === previous) + 1;
    rows.splice(at, 0, { id: old.id, before: old, after: null, moved: false, changed: true });
  });
  return rows;
}

function isSame(one: ParagraphDto, other: ParagraphDto): boolean {
  return (
    one === other ||
    (one.text === other.text &&
      one.kind === other.kind &&
      JSON.stringify([one.attrs, one.content], inOrder) ===
        JSON.stringify([other.attrs, other.content], inOrder))
  );
}

/** PostgreSQL keeps JSON in an order of its own: what has the same keys and values is the same. */
function inOrder(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
