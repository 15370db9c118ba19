import { Fragment, Slice, type Node } from "prosemirror-model";
import { ReplaceStep, type Step } from "prosemirror-transform";

/**
 * Steps that lead from one document to another when nobody knows how it came about: as small as comparing
 * them paragraph by paragraph makes them, so that pending steps elsewhere can stay.
 */
export function stepsBetween(from: Node, to: Node): Step[] {
  const old = from.children;
  const now = to.children;
  let first = 0;
  while (first < old.length && first < now.length && old[first]!.eq(now[first]!)) first++;
  let last = 0;
  while (
    last < old.length - first &&
    last < now.length - first &&
    old[old.length - 1 - last]!.eq(now[now.length - 1 - last]!)
  )
    last++;
  const oldMiddle = old.slice(first, old.length - last);
  const newMiddle = now.slice(first, now.length - last);
  const start = sizeOf(old.slice(0, first));

  const sameRow =
    oldMiddle.length === newMiddle.length &&
    oldMiddle.every((node, index) => node.hasMarkup(newMiddle[index]!.type, newMiddle[index]!.attrs));
  if (sameRow) {
    // From the end, so that positions before stay what they were.
    return oldMiddle
      .map((node, index) => ({ node, index }))
      .reverse()
      .flatMap(({ node, index }) =>
        contentStep(node, newMiddle[index]!, start + sizeOf(oldMiddle.slice(0, index)) + 1),
      );
  }
  return [new ReplaceStep(start, start + sizeOf(oldMiddle), new Slice(Fragment.from(newMiddle), 0, 0))];
}

function sizeOf(nodes: readonly Node[]): number {
  return nodes.reduce((size, node) => size + node.nodeSize, 0);
}

/** One replacement inside a paragraph, from the first to the last place where the two differ. */
function contentStep(old: Node, now: Node, start: number): Step[] {
  const from = old.content.findDiffStart(now.content);
  const end = old.content.findDiffEnd(now.content);
  if (from === null || end === null) return [];
  // In a run of the same letters start and end can overlap.
  const overlap = Math.max(0, from - Math.min(end.a, end.b));
  return [new ReplaceStep(start + from, start + end.a + overlap, now.slice(from, end.b + overlap))];
}
