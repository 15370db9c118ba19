import { Fragment, type Node } from "prosemirror-model";
import type { Step } from "prosemirror-transform";
import { GalleyError } from "../errors";
import { placeParagraphs } from "./document";
import { makesArticle, nearestPlace } from "./shape";
import { stepsBetween } from "./steps-between";

/** Steps that bring the whole article back to how it was: ids, order and all. */
export function restoreArticleSteps(now: Node, then: Node): Step[] {
  return stepsBetween(now, then);
}

/**
 * Steps that bring one paragraph back to how it was: in its place where it stands, otherwise behind what it stood
 * after. References that it cites come back with it. Throws `invalid` when it was not there then, and `conflict`
 * where it can stand nowhere as the article is now.
 */
export function restoreParagraphSteps(now: Node, then: Node, paragraphId: string): Step[] {
  const wanted = placeParagraphs(then).get(paragraphId);
  if (!wanted) throw new GalleyError("invalid", "This paragraph was not in the article then.");
  const nodes = placed(now.children, then, wanted);
  if (!nodes)
    throw new GalleyError(
      "conflict",
      "There is no place for this paragraph in the article as it stands: restore the whole article instead.",
    );
  return stepsBetween(now, now.copy(Fragment.from(withReferences(nodes, then, wanted.node))));
}

function placed(
  nodes: readonly Node[],
  then: Node,
  { node, index }: { node: Node; index: number },
): Node[] | null {
  const at = nodes.findIndex(({ attrs }) => attrs.id === node.attrs.id);
  const inPlace = nodes.with(Math.max(at, 0), node);
  if (at !== -1 && makesArticle(inPlace)) return inPlace;
  const others = nodes.filter((_, i) => i !== at);
  const ids = new Map(others.map(({ attrs }, i) => [attrs.id as string, i]));
  let before = index - 1;
  while (before >= 0 && !ids.has(then.child(before).attrs.id as string)) before--;
  const behind = before < 0 ? -1 : ids.get(then.child(before).attrs.id as string)!;
  const place = nearestPlace(others, behind + 1, node);
  return place === null ? null : others.toSpliced(place, 0, node);
}

function withReferences(nodes: readonly Node[], then: Node, paragraph: Node): Node[] {
  const there = new Set(nodes.map(({ attrs }) => attrs.id as string));
  const cited = new Set(paragraph.children.map(({ attrs }) => attrs.referenceId as string | undefined));
  const missing = then.children.filter(
    ({ attrs }) => cited.has(attrs.id as string) && !there.has(attrs.id as string),
  );
  return [...nodes, ...missing];
}
