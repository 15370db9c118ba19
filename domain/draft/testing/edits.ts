import fc from "fast-check";
import { ReplaceError } from "prosemirror-model";
import { canJoin, Transform, type Step } from "prosemirror-transform";
import { docFromParagraphs, paragraphsFromDoc, paragraphText, placeParagraphs } from "../../article/document";
import { normalise } from "../../article/normalise";
import { schema } from "../../article/schema";
import type { ParagraphDto, PersonDto, StepDto } from "../../contract";
import { GalleyError } from "../../errors";
import { uuid } from "../../testing";
import type { SinceImport } from "../reviewed/since-import";
import { ADA, BEN, LEILA, minute, reviewedSample } from "./reviewed-articles";

/** Articles that were edited by several people since their import, as the one door would have stored it. */

const WORDS = ["river", "dam", "Tigris", "رود", "می‌شود", "2024", "🚀", "👩‍🚀", "don't", "é", "a", "the dam"];
const PEOPLE = [ADA, BEN, LEILA];

export interface Edit {
  type:
    | "insert"
    | "delete"
    | "replace"
    | "split"
    | "join"
    | "remove"
    | "move"
    | "kind"
    | "mark"
    | "cite"
    | "paragraph";
  /** Where, as parts of the text (0 to 1). */
  at: number;
  to: number;
  words: string;
}

const place = fc.integer({ min: 0, max: 999 }).map((part) => part / 1000);
const edit: fc.Arbitrary<Edit> = fc.record({
  type: fc.constantFrom<Edit["type"][]>(
    ...([
      "insert",
      "insert",
      "delete",
      "delete",
      "replace",
      "replace",
      "split",
      "join",
      "remove",
      "move",
    ] as const),
    ...(["kind", "mark", "cite", "paragraph"] as const),
  ),
  at: place,
  to: place,
  words: fc
    .array(fc.constantFrom(...WORDS, " ", " ", ", "), { minLength: 1, maxLength: 4 })
    .map((all) => all.join("")),
});

/** A revision: who, and what they did. */
export const arbitraryRevisions = fc.array(
  fc.record({
    by: fc.constantFrom(...PEOPLE),
    edits: fc.array(edit, { minLength: 1, maxLength: 3 }),
  }),
  { maxLength: 8 },
);

/** No editor cuts a character in two. */
function beforeCharacter(tr: Transform, position: number): number {
  const { parent, parentOffset } = tr.doc.resolve(position);
  const cuts = parent.isTextblock && /^[\uDC00-\uDFFF]/.test(paragraphText(parent).slice(parentOffset));
  return cuts ? position - 1 : position;
}

/** One edit; it throws where the text has no place for it. */
function applyEdit(tr: Transform, { type, at, to, words }: Edit): void {
  const ends = [at, to].map((part) => beforeCharacter(tr, Math.floor(part * (tr.doc.content.size + 1))));
  const [from, until] = ends.sort((one, other) => one - other) as [number, number];
  const $from = tr.doc.resolve(from);
  if ($from.depth === 0) return;
  const near = beforeCharacter(tr, Math.min(until, from + 12, $from.end()));
  const isBody = ["body", "quote", "heading", "list_item"].includes($from.parent.type.name);
  switch (type) {
    case "insert":
      tr.insert(from, schema.text(words));
      return;
    case "delete":
      if (tr.doc.resolve(until).depth === 1 && until - from < 60) tr.delete(from, until);
      return;
    case "replace":
      if (near > from) tr.replaceWith(from, near, schema.text(words));
      return;
    case "split":
      if (isBody) tr.split(from);
      return;
    case "join":
      if (isBody && canJoin(tr.doc, $from.before())) tr.join($from.before());
      return;
    case "remove":
      tr.delete($from.before(), $from.after());
      return;
    case "paragraph":
      if (isBody) tr.insert($from.after(), schema.node("body", null, schema.text(words)));
      return;
    case "move": {
      if (!isBody) return;
      const node = $from.parent;
      tr.delete($from.before(), $from.after());
      const $to = tr.doc.resolve(Math.floor(to * tr.doc.content.size));
      tr.insert($to.depth === 1 ? $to.after() : $to.pos, node);
      return;
    }
    case "kind": {
      if (!isBody) return;
      const kind = (["body", "quote", "heading", "list_item"] as const)[Math.floor(to * 4)]!;
      const list = kind === "list_item" ? { ordered: at > 0.5 } : {};
      const level = kind === "heading" ? { level: at > 0.5 ? 2 : 3 } : {};
      const id = $from.parent.attrs.id as string;
      tr.setNodeMarkup($from.before(), schema.nodes[kind], { id, ...list, ...level });
      return;
    }
    case "mark":
      if (!isBody || near <= from) return;
      if (at + to > 1) tr.addMark(from, near, schema.marks[to > 0.5 ? "em" : "strong"]!.create());
      else tr.removeMark(from, near);
      return;
    case "cite": {
      const references = tr.doc.children.filter((node) => node.type.name === "reference");
      const reference = references[Math.floor(to * references.length)];
      if (!isBody || !reference) return;
      tr.insert(from, schema.node("citation", { referenceId: reference.attrs.id as string }));
    }
  }
}

export interface Edited {
  paragraphs: ParagraphDto[];
  since: SinceImport;
}

/** The manuscript after these revisions, each as the one door stores it; an edit that it refuses is not made. */
export function edited(
  manuscript: readonly ParagraphDto[],
  revisions: readonly { by: PersonDto; edits: readonly Edit[] }[],
): Edited {
  let doc = docFromParagraphs(manuscript);
  let made = 0;
  const stored = revisions.map(({ by, edits }, index) => {
    const steps: Step[] = [];
    for (const one of edits) {
      try {
        const tr = new Transform(doc);
        applyEdit(tr, one);
        const normal = normalise(doc, tr.doc, tr.mapping, () => uuid(`n${made++}`));
        steps.push(...tr.steps, ...normal.steps);
        doc = normal.after;
      } catch (error) {
        if (!(error instanceof RangeError || error instanceof GalleyError || isReplaceError(error)))
          throw error;
      }
    }
    const json = steps.map((step) => ({ clientId: "test", step: step.toJSON() as Record<string, unknown> }));
    return { by, at: minute(20 * index), steps: json };
  });
  return { paragraphs: paragraphsFromDoc(doc), since: { paragraphs: manuscript, revisions: stored } };
}

const isReplaceError = (error: unknown) =>
  error instanceof Error && (error instanceof ReplaceError || error.name === "TransformError");

/** One change of the text by one person; `at` is where words stand in a paragraph, or where it begins. */
export type Revision = (tr: Transform, at: (id: string, words?: string) => number) => void;

/** The manuscript after these revisions, each as the one door stores it, twenty minutes apart. */
export function changedBy(
  manuscript: readonly ParagraphDto[],
  ...revisions: readonly (readonly [PersonDto, Revision])[]
): Edited {
  let doc = docFromParagraphs(manuscript);
  let made = 0;
  const stored = revisions.map(([by, revision], index) => {
    const tr = new Transform(doc);
    revision(tr, (id, words = "") => {
      const { node, start } = placeParagraphs(tr.doc).get(id)!;
      return start + paragraphText(node).indexOf(words);
    });
    const normal = normalise(doc, tr.doc, tr.mapping, () => uuid(`c${made++}`));
    doc = normal.after;
    return { by, at: minute(20 * (index + 1)), steps: stepDtos([...tr.steps, ...normal.steps]) };
  });
  return { paragraphs: paragraphsFromDoc(doc), since: { paragraphs: manuscript, revisions: stored } };
}

function stepDtos(steps: readonly Step[]): StepDto[] {
  return steps.map((step) => ({ clientId: "test", step: step.toJSON() as Record<string, unknown> }));
}

/** The reviewed sample, which several people changed since its import in every way there is. */
export function changedSample(): Edited {
  const manuscript = reviewedSample().paragraphs;
  const idOf = (start: string) => manuscript.find(({ text }) => text.startsWith(start))!.id;
  const [claim, heading, dry, quote, two] = ["The first", "Upstream", "It was", "Nobody ever", "two"].map(
    idOf,
  ) as [string, string, string, string, string];
  const added = schema.node("body", { id: uuid("added") }, schema.text("All of this is new."));
  return changedBy(
    manuscript,
    [
      ADA,
      (tr, at) =>
        tr.delete(at(dry, "very "), at(dry, "dry")).insert(at(claim, "claim"), schema.text("bold ")),
    ],
    [BEN, (tr, at) => tr.insert(at(claim, "claim") + 5, schema.text("s")).insert(at(heading) - 1, added)],
    [
      LEILA,
      (tr, at) => {
        const node = tr.doc.nodeAt(at(quote) - 1)!;
        tr.delete(at(quote) - 1, at(quote) - 1 + node.nodeSize).insert(at(claim) - 1, node);
      },
    ],
    [BEN, (tr, at) => tr.split(at(claim, " stands")).join(at(two) - 1)],
  );
}
