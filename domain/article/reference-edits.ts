import { Fragment, type Node, Slice } from "prosemirror-model";
import { AttrStep, ReplaceStep, type Step } from "prosemirror-transform";
import { GalleyError } from "../errors";
import type { CslItem } from "../reference/csl";
import { placeParagraphs, type PlacedParagraph } from "./document";
import type { InlineJson } from "./kinds";
import { schema } from "./schema";

/** Changes of the list of references, as steps. The one door puts the list in order afterwards. */

export interface ReferenceEntry {
  id: string;
  content: readonly InlineJson[];
  csl: CslItem | null;
}

export function addReferenceSteps(doc: Node, entries: readonly ReferenceEntry[]): Step[] {
  const nodes = entries.map(({ id, content, csl }) =>
    schema.node("reference", { id, csl }, inlineNodes(content)),
  );
  const end = doc.content.size;
  return [new ReplaceStep(end, end, new Slice(Fragment.from(nodes), 0, 0))];
}

/** Makes an entry read so: what stays the same stays where it is, and its flags with it. */
export function rewriteReferenceSteps(doc: Node, id: string, content: readonly InlineJson[]): Step[] {
  const { node, start } = referenceAt(doc, id);
  const next = Fragment.from(inlineNodes(content));
  const from = node.content.findDiffStart(next);
  const to = node.content.findDiffEnd(next);
  if (from === null || to === null) return [];
  // In a repeated word the two ends may overlap.
  const overlap = Math.max(0, from - Math.min(to.a, to.b));
  const slice = new Slice(next.cut(from, to.b + overlap), 0, 0);
  return [new ReplaceStep(start + from, start + to.a + overlap, slice)];
}

export function fieldsSteps(doc: Node, id: string, csl: CslItem | null): Step[] {
  return [new AttrStep(referenceAt(doc, id).start - 1, "csl", csl)];
}

/**
 * Every citation of `from` becomes one of `into`, and the entry goes: as `into`, so that whoever cites it meanwhile
 * finds what it became (`mergesIn`), also where nobody cited it yet.
 */
export function mergeReferenceSteps(doc: Node, from: string, into: string): Step[] {
  referenceAt(doc, into);
  const entry = referenceAt(doc, from).start - 1;
  const steps: Step[] = [];
  doc.descendants((node, position) => {
    if (node.type.name === "citation" && node.attrs.referenceId === from)
      steps.push(new AttrStep(position, "referenceId", into));
    return true;
  });
  return [...steps, new AttrStep(entry, "id", into), ...deleteReferenceSteps(doc, from)];
}

export function deleteReferenceSteps(doc: Node, id: string): Step[] {
  const { node, start } = referenceAt(doc, id);
  return [new ReplaceStep(start - 1, start - 1 + node.nodeSize, Slice.empty)];
}

/** Throws not_found where the list has no such entry. */
export function referenceAt(doc: Node, id: string): PlacedParagraph {
  const placed = placeParagraphs(doc).get(id);
  if (placed?.node.type.name !== "reference")
    throw new GalleyError("not_found", "This reference is not in the list (any more).");
  return placed;
}

function inlineNodes(content: readonly InlineJson[]): Node[] {
  return content.map((node) => schema.nodeFromJSON(node));
}
