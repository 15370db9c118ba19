import type { InlineJson } from "@/domain/article/kinds";

/** A range of one paragraph that is drawn under its words; offsets in UTF-16 units. */
export interface Range {
  id: string;
  start: number;
  end: number;
}

/** A stretch of a paragraph over which the same flags lie. */
export interface Segment {
  start: number;
  end: number;
  /** Outermost first: the longer range around the shorter, the earlier before the later. */
  flagIds: string[];
  content: InlineJson[];
}

const lengthOf = (node: InlineJson) => (node.type === "text" ? node.text.length : 1);

/** Cuts a paragraph's content wherever a range begins or ends, so that every stretch has one set of flags. */
export function segmentsOf(content: readonly InlineJson[], ranges: readonly Range[]): Segment[] {
  const length = content.reduce((sum, node) => sum + lengthOf(node), 0);
  const drawn = ranges
    .map(({ id, start, end }) => ({ id, start: Math.max(0, start), end: Math.min(length, end) }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1));
  const cuts = [...new Set([0, length, ...drawn.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  const segments: Segment[] = [];
  for (let index = 0; index + 1 < cuts.length; index++) {
    const [start, end] = [cuts[index]!, cuts[index + 1]!];
    segments.push({
      start,
      end,
      flagIds: drawn.filter((range) => range.start <= start && range.end >= end).map(({ id }) => id),
      content: sliceContent(content, start, end),
    });
  }
  return segments;
}

/** The inline content between two offsets; text nodes are cut, marks kept. */
export function sliceContent(content: readonly InlineJson[], start: number, end: number): InlineJson[] {
  const slice: InlineJson[] = [];
  let at = 0;
  for (const node of content) {
    const [from, to] = [at, at + lengthOf(node)];
    at = to;
    if (to <= start || from >= end) continue;
    if (node.type !== "text") slice.push(node);
    else slice.push({ ...node, text: node.text.slice(Math.max(0, start - from), Math.min(to, end) - from) });
  }
  return slice;
}
