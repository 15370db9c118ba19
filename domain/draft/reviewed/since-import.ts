import type { Node } from "prosemirror-model";
import { Step } from "prosemirror-transform";
import { citationsOf } from "../../article/citation-labels";
import type { CitationStyle } from "../../article/citations";
import { docFromParagraphs } from "../../article/document";
import type { MarkJson } from "../../article/kinds";
import { applySteps } from "../../article/rebase";
import { schema } from "../../article/schema";
import type { ParagraphDto, StepDto } from "../../contract";
import { styleOfParagraph } from "../../docx/styles";
import { FIRST_NUMBERING, type Numbering } from "../docx/numbering";
import { lastTouch } from "./last-touch";
import { Layout } from "./layout";
import {
  formOf,
  numberingsOf,
  partOf,
  piecesOf,
  type Change,
  type ParagraphForm,
  type Piece,
  type Trace,
  type Track,
  type TrackedParagraph,
} from "./track";
import { wordChanges, type TracedRange, type TracedStep } from "./word-changes";

/** How an article came to be what it is. */
export interface SinceImport {
  /** The article as its manuscript came in: its version 1. */
  paragraphs: readonly ParagraphDto[];
  /** Every revision since, the oldest first: its steps in order of application, who made it and when (ISO 8601). */
  revisions: readonly ({ steps: readonly StepDto[] } & Trace)[];
}

/**
 * The article with all that changed since its import as tracked changes. Throws where these revisions do not lead to
 * this text.
 */
export function sinceImportTrack(
  { paragraphs: manuscript, revisions }: SinceImport,
  paragraphs: readonly ParagraphDto[],
  style: CitationStyle,
): Track {
  const before = docFromParagraphs(manuscript);
  const after = docFromParagraphs(paragraphs);
  const steps = revisions.flatMap(({ steps, by, at }) => {
    const trace = { by, at };
    return steps.map(({ step }): TracedStep => ({ step: Step.fromJSON(schema, step), trace }));
  });
  const applied = applySteps(
    before,
    steps.map(({ step }) => step),
  );
  if (!applied?.after.eq(after))
    throw new Error("These revisions do not lead from the manuscript to the text.");
  const old = new Side(manuscript, before, style);
  const now = new Side(paragraphs, after, style);
  return new TrackBuilder(old, now, steps, style).build();
}

/** One of the two documents, by positions. */
class Side {
  readonly layout: Layout;
  readonly ids: ReadonlySet<string>;
  readonly #pieces: Piece[][];

  constructor(
    readonly paragraphs: readonly ParagraphDto[],
    doc: Node,
    style: CitationStyle,
  ) {
    this.layout = new Layout(doc);
    this.ids = new Set(paragraphs.map(({ id }) => id));
    this.#pieces = piecesOf(paragraphs, style);
  }

  paragraphAt(position: number): ParagraphDto {
    return this.paragraphs[this.layout.indexAt(position)]!;
  }

  /** What stands between two positions, in order: beginnings, parts of words, ends; each with its position. */
  between(from: number, to: number): Token[] {
    const tokens: Token[] = [];
    const { starts } = this.layout;
    for (
      let index = this.layout.indexAt(from);
      index < this.paragraphs.length && starts[index]! < to;
      index++
    ) {
      const [start, end] = [starts[index]!, starts[index + 1]!];
      const paragraph = this.paragraphs[index]!;
      if (start >= from) tokens.push({ type: "open", at: start, paragraph });
      for (const piece of this.#pieces[index]!) {
        const at = start + 1 + piece.place!.start;
        const length = piece.node.type === "text" ? piece.node.text.length : 1;
        const [first, last] = [Math.max(from, at), Math.min(to, at + length)];
        if (first < last)
          tokens.push({ type: "piece", at: first, end: last, piece: partOf(piece, first - at, last - at) });
      }
      if (end - 1 >= from && end - 1 < to) tokens.push({ type: "close", at: end - 1, paragraph });
    }
    return tokens;
  }
}

interface PieceToken {
  type: "piece";
  at: number;
  end: number;
  piece: Piece;
}

type Token =
  | { type: "open"; at: number; paragraph: ParagraphDto }
  | { type: "close"; at: number; paragraph: ParagraphDto }
  | PieceToken;

class TrackBuilder {
  readonly #done: TrackedParagraph[] = [];
  #items: TrackedParagraph["items"] = [];
  readonly #numberings: Numbering[];
  readonly #listOf: ReadonlyMap<string, number>;
  readonly #oldListOf: ReadonlyMap<string, number>;
  readonly #oldLabels: ReadonlyMap<string, string>;

  constructor(
    private readonly old: Side,
    private readonly now: Side,
    private readonly steps: readonly TracedStep[],
    private readonly style: CitationStyle,
  ) {
    const { of, numberings } = numberingsOf(now.paragraphs, style);
    this.#numberings = numberings;
    this.#listOf = of;
    this.#oldListOf = this.#oldLists();
    this.#oldLabels = citationsOf(old.paragraphs, style).labels;
  }

  build(): Track {
    let [a, b] = [0, 0];
    for (const change of wordChanges(this.old.layout.doc, this.now.layout.doc, this.steps)) {
      this.#keep(a, b, change.fromB);
      for (const range of change.deleted) this.#delete(range);
      for (const range of change.inserted) this.#insert(range);
      [a, b] = [change.toA, change.toB];
    }
    this.#keep(a, b, this.now.layout.doc.content.size);
    return { paragraphs: this.#done, numberings: this.#numberings };
  }

  #keep(fromA: number, from: number, to: number): void {
    for (const token of this.now.between(from, to)) {
      const atA = fromA + token.at - from;
      if (token.type === "open") {
        this.#begin(token.paragraph.id);
        this.#beginGone(this.old.paragraphAt(atA).id);
      } else if (token.type === "close") {
        const { paragraph } = token;
        const was = this.old.paragraphAt(atA);
        const isOther =
          styleOfParagraph(was.kind, was.attrs) !== styleOfParagraph(paragraph.kind, paragraph.attrs);
        this.#end(
          formOf(paragraph, this.#listOf),
          null,
          isOther
            ? { form: formOf(was, this.#oldListOf), ...this.#touched(token.at - paragraph.text.length - 1) }
            : null,
        );
      } else this.#keepPiece(token, atA);
    }
  }

  /** The old words under these, which may have been marked otherwise. */
  #keepPiece({ piece, at, end }: PieceToken, atA: number): void {
    for (const under of this.old.between(atA, atA + end - at)) {
      if (under.type !== "piece") continue;
      const from = under.at - atA;
      const part = partOf(piece, from, from + under.end - under.at);
      const marks = under.piece.node.marks ?? [];
      const isSame = emphasis(marks) === emphasis(part.node.marks ?? []);
      this.#items.push(isSame ? part : { ...part, before: { marks, ...this.#touched(at + from) } });
    }
  }

  #delete({ from, to, trace }: TracedRange): void {
    const change: Change = { type: "del", ...trace };
    for (const token of this.old.between(from, to)) {
      if (token.type === "open") this.#beginGone(token.paragraph.id);
      else if (token.type === "close") this.#end(this.#goneForm(token.paragraph), change, null);
      else this.#items.push({ ...token.piece, place: null, change });
    }
  }

  #insert({ from, to, trace }: TracedRange): void {
    const change: Change = { type: "ins", ...trace };
    for (const token of this.now.between(from, to)) {
      if (token.type === "open") this.#begin(token.paragraph.id);
      else if (token.type === "close") this.#end(formOf(token.paragraph, this.#listOf), change, null);
      else this.#items.push({ ...token.piece, change });
    }
  }

  #begin(paragraphId: string): void {
    this.#items.push({ type: "begin", paragraphId });
  }

  /** One that is still there begins elsewhere. */
  #beginGone(paragraphId: string): void {
    if (!this.now.ids.has(paragraphId)) this.#begin(paragraphId);
  }

  #end(form: ParagraphForm, mark: Change | null, before: TrackedParagraph["before"]): void {
    this.#done.push({ items: this.#items, form, mark, before });
    this.#items = [];
  }

  #touched(position: number): Trace {
    return lastTouch(this.steps, position) ?? this.steps.at(-1)!.trace;
  }

  /** A reference that is gone, or stands elsewhere, still shows its old number, and counts for no other. */
  #goneForm(paragraph: ParagraphDto): ParagraphForm {
    const form = formOf(paragraph, this.#oldListOf);
    const here = this.#items.find((item) => item.type === "piece" && item.place !== null) as
      Piece | undefined;
    const list = here && this.#listOf.get(here.place!.paragraphId);
    // Words are still here: only their end is gone.
    if (paragraph.kind === "reference" && list !== undefined) return { ...form, numbering: list };
    const number = Number(this.#oldLabels.get(paragraph.id));
    if (paragraph.kind !== "reference" || this.style !== "numbered" || !(number >= 1)) return form;
    return { ...form, numbering: this.#newNumbering("references", number) };
  }

  #newNumbering(of: Numbering["of"], start: number): number {
    const id = FIRST_NUMBERING + this.#numberings.length;
    this.#numberings.push({ id, of, start });
    return id;
  }

  /** Old items count in the list that those of them are in which are still there. */
  #oldLists(): Map<string, number> {
    const result = new Map<string, number>();
    const { of, numberings } = numberingsOf(this.old.paragraphs, this.style);
    for (const { id: list, of: kind } of numberings) {
      if (kind !== "items") continue;
      const items = [...of].filter(([, numbering]) => numbering === list).map(([id]) => id);
      const kept = items.find((id) => this.#listOf.has(id));
      const numbering = kept ? this.#listOf.get(kept)! : this.#newNumbering("items", 1);
      for (const id of items) result.set(id, numbering);
    }
    return result;
  }
}

/** Word tracks these; that an address was linked it does not. */
function emphasis(marks: readonly MarkJson[]): string {
  return ["strong", "em"].filter((type) => marks.some((mark) => mark.type === type)).join();
}
