import { Fragment, type Node, Slice } from "prosemirror-model";
import { ReplaceStep, type Step } from "prosemirror-transform";
import { GalleyError } from "../errors";
import { paragraphStart } from "./document";
import { schema } from "./schema";

interface TextRange {
  paragraphId: string;
  /** UTF-16 offsets in the paragraph. */
  start: number;
  end: number;
}

/** Replaces a range by plain words, in the type of its first letter. Citations and breaks inside it go. */
export function replaceTextSteps(
  doc: Node,
  { paragraphId, start, end, text }: TextRange & { text: string },
): Step[] {
  const origin = originOf(doc, paragraphId);
  const marks = doc.resolve(origin + start).nodeAfter?.marks ?? [];
  const content = text === "" ? Fragment.empty : Fragment.from(schema.text(text, marks));
  return [new ReplaceStep(origin + start, origin + end, new Slice(content, 0, 0))];
}

/** The reference a citation points at: one that is there, or a new one with the id it is to have. */
export type CitedReference = { id: string } | { newId: string; text: string };

/** Puts a citation at an offset of a paragraph and, for a new reference, the entry at the end of the list. */
export function insertCitationSteps(
  doc: Node,
  { paragraphId, offset, reference }: { paragraphId: string; offset: number; reference: CitedReference },
): Step[] {
  const position = originOf(doc, paragraphId) + offset;
  const referenceId = "id" in reference ? reference.id : reference.newId;
  const steps: Step[] = [];
  if ("newId" in reference) {
    const entry = schema.node("reference", { id: reference.newId }, schema.text(reference.text));
    steps.push(new ReplaceStep(doc.content.size, doc.content.size, new Slice(Fragment.from(entry), 0, 0)));
  }
  const citation = schema.node("citation", { referenceId });
  steps.push(new ReplaceStep(position, position, new Slice(Fragment.from(citation), 0, 0)));
  return steps;
}

function originOf(doc: Node, paragraphId: string): number {
  const origin = paragraphStart(doc, paragraphId);
  if (origin === null) throw new GalleyError("conflict", "The paragraph is no longer there.");
  return origin;
}
