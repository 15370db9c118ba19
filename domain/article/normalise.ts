import { Fragment, type Node, Slice } from "prosemirror-model";
import { AttrStep, ReplaceStep, type Mappable, type Step } from "prosemirror-transform";
import { GalleyError } from "../errors";
import { placeParagraphs } from "./document";
import type { InlineJson, ParagraphAttrs, ParagraphKind } from "./kinds";
import { applySteps, type AppliedSteps } from "./rebase";
import { compareReferences } from "./citation-labels";
import type { CitationStyle, CitedParagraph } from "./citations";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * What the one door adds to a writer's steps so that every stored document has the shape we promise: a unique
 * UUID on every paragraph, and references in the order of the article's style (by first citation, or by author),
 * uncited ones last.
 * `mapping` leads from `before` to `doc`. Throws `conflict` where a citation would lose its reference, and
 * `invalid` where content breaks the schema.
 */
export function normalise(
  before: Node,
  doc: Node,
  mapping: Mappable,
  newId: () => string,
  style: CitationStyle = "numbered",
): AppliedSteps {
  checkTouched(before, doc);
  const ids = applySteps(doc, idSteps(before, doc, mapping, newId))!;
  const citing = touchesCitations(before, ids.after);
  const order = applySteps(ids.after, citing ? orderSteps(ids.after, style) : [])!;
  if (citing) checkCitations(before, order.after);
  return {
    before: doc,
    after: order.after,
    steps: [...ids.steps, ...order.steps],
    inverse: [...ids.inverse, ...order.inverse],
  };
}

/** Unchanged paragraphs are the same objects in both documents, so only touched ones are looked at. */
function checkTouched(before: Node, doc: Node): void {
  const known = new Set(before.children);
  try {
    if (!doc.type.validContent(doc.content)) throw new RangeError("The order of paragraphs is broken.");
    for (const node of doc.children) if (!known.has(node)) node.check();
  } catch (cause) {
    throw new GalleyError("invalid", "This change would leave the article without its shape.", {
      cause: String(cause),
    });
  }
}

/** Whether a touched paragraph, as it was or as it is, cites or is a reference: a keystroke elsewhere is cheap. */
function touchesCitations(before: Node, after: Node): boolean {
  const concerns = (nodes: readonly Node[], others: ReadonlySet<Node>) =>
    nodes.some(
      (node) =>
        !others.has(node) &&
        (node.type.name === "reference" || node.children.some((child) => child.type.name === "citation")),
    );
  return (
    concerns(before.children, new Set(after.children)) || concerns(after.children, new Set(before.children))
  );
}

/** Of two paragraphs with one id (split, or pasted beside its source) the one that was there keeps it. */
function idSteps(before: Node, doc: Node, mapping: Mappable, newId: () => string): Step[] {
  const placedBefore = placeParagraphs(before);
  const keeper = new Map<string, number>();
  doc.forEach((node, offset) => {
    const id = node.attrs.id as string | null;
    if (!id || !UUID.test(id)) return;
    const old = placedBefore.get(id);
    const isOriginal = old !== undefined && mapping.map(old.start - 1, 1) === offset;
    if (!keeper.has(id) || isOriginal) keeper.set(id, offset);
  });
  const steps: Step[] = [];
  doc.forEach((node, offset) => {
    if (keeper.get(node.attrs.id as string) !== offset) steps.push(new AttrStep(offset, "id", newId()));
  });
  return steps;
}

/** Moves references, one at a time, until they stand in the order of the style. */
export function orderSteps(doc: Node, style: CitationStyle): Step[] {
  const references = doc.children.filter((node) => node.type.name === "reference");
  if (references.length === 0) return [];
  const cited = doc.children.map(citedParagraph);
  const compare = compareReferences(cited, style);
  const listed = cited.filter(({ kind }) => kind === "reference");
  const wanted = references.map((node, index) => ({ node, cited: listed[index]! }));
  wanted.sort((a, b) => compare(a.cited, b.cited));

  const steps: Step[] = [];
  const current = [...references];
  const listStart = doc.content.size - references.reduce((size, node) => size + node.nodeSize, 0);
  const positionOf = (index: number) =>
    current.slice(0, index).reduce((position, node) => position + node.nodeSize, listStart);
  wanted.forEach(({ node }, index) => {
    const from = current.indexOf(node);
    if (from === index) return;
    const position = positionOf(from);
    steps.push(new ReplaceStep(position, position + node.nodeSize, Slice.empty));
    current.splice(from, 1);
    const target = positionOf(index);
    steps.push(new ReplaceStep(target, target, new Slice(Fragment.from(node), 0, 0)));
    current.splice(index, 0, node);
  });
  return steps;
}

function citedParagraph(node: Node): CitedParagraph {
  return {
    id: node.attrs.id as string,
    kind: node.type.name as ParagraphKind,
    content: (node.content.toJSON() ?? []) as InlineJson[],
    attrs: { csl: (node.attrs as ParagraphAttrs).csl ?? null },
  };
}

function citedIds(doc: Node): Set<string> {
  const cited = new Set<string>();
  doc.descendants((node) => {
    if (node.type.name === "citation") cited.add(node.attrs.referenceId as string);
    return true;
  });
  return cited;
}

/** A citation always has its reference. */
function checkCitations(before: Node, after: Node): void {
  const references = new Set(
    after.children.filter((node) => node.type.name === "reference").map((node) => node.attrs.id as string),
  );
  const missing = [...citedIds(after)].filter((id) => !references.has(id));
  if (missing.length === 0) return;
  const wasThere = before.children.some((node) => missing.includes(node.attrs.id as string));
  throw new GalleyError(
    "conflict",
    wasThere
      ? "A reference that is still cited cannot be deleted: take out its citations first."
      : "This citation points at a reference that is not in the article.",
    { references: missing },
  );
}
