import fc from "fast-check";
import type { Slice } from "prosemirror-model";
import { TextSelection, type Transaction } from "prosemirror-state";
import { ReplaceAroundStep, ReplaceStep, type Step } from "prosemirror-transform";
import { describe, expect, it } from "vitest";
import { takeBack } from "@/domain/article/accept";
import { paragraphText, placeParagraphs } from "@/domain/article/document";
import { GalleyError } from "@/domain/errors";
import { anchorAt, isSamePlace, placeOf, type Anchor } from "@/domain/flag/anchor";
import type { FlagAnchor } from "@/domain/flag/way-back";
import { pasteSlice } from "../clipboard/paste";
import { cutWhole } from "../clipboard/whole";
import { joinBackward } from "../commands/join";
import { KIND_CHOICES, setKind } from "../commands/kind";
import { moveParagraphs, moveParagraphTo } from "../commands/move";
import { splitParagraph } from "../commands/split";
import { withoutMemory } from "@/domain/testing";
import { Authority, doc, lines, uuid, type AuthorityState } from "../testing";
import { collaborationOf } from "./state";
import { PlannedWriter } from "./testing/writer";
import { redo, undo } from "./undo";

/**
 * Every letter of these articles is a different one, and so rare that no two make a word, so that a letter is its own
 * identity: where the words of an
 * anchor are, after whatever was done, can be read off the text. The writers are the editor's own states, commands
 * and history; the one door is the server's own, without its rows.
 */
const letters = (count: number, from: number) =>
  Array.from({ length: count }, (_, i) => String.fromCharCode(0x3400 + from + i)).join("");

const [A, B, C, D] = [letters(12, 0), letters(8, 100), letters(14, 200), letters(6, 300)] as const;
const article = () =>
  doc(["title", "Title"], ["body", A], ["heading", B, { level: 2 }], ["body", C], ["quote", D]);

function anchorOn(text: string, paragraph: number, start: number, end = text.length): FlagAnchor {
  const place = { paragraphId: uuid(paragraph), start, end };
  const id = `${paragraph}.${start}`;
  return { id, ...place, ...anchorAt(text, start, end), state: "exact", recovery: null };
}

const ANCHORS = [
  anchorOn(A, 2, 2, 6),
  anchorOn(A, 2, 4, 9),
  anchorOn(A, 2, 11),
  anchorOn(B, 3, 0),
  anchorOn(C, 4, 0, 3),
  anchorOn(C, 4, 6, 12),
  anchorOn(D, 5, 1, 4),
];

const WRITERS = 3;
const OF_TEXT = ["insert", "delete", "delete", "replace", "split", "join", "kind"] as const;
const OF_PLACE = ["up", "down", "move", "drag"] as const;
const OF_CLIPBOARD = ["cut", "cut paragraph", "paste", "paste back", "paste back"] as const;
const OF_TIME = ["undo", "undo", "redo", "restore paragraph", "restore article"] as const;
const OF_NETWORK = ["send", "send", "receive"] as const;
type What =
  | (typeof OF_TEXT)[number]
  | (typeof OF_PLACE)[number]
  | (typeof OF_CLIPBOARD)[number]
  | (typeof OF_TIME)[number]
  | (typeof OF_NETWORK)[number];

interface Deed {
  what: What;
  who: number;
  /** Places as parts of the text: even over all of it. */
  at: number;
  to: number;
}

const part = fc.integer({ min: 0, max: 999 }).map((thousandths) => thousandths / 1000);
const deed: fc.Arbitrary<Deed> = fc.record({
  what: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom<What>(...OF_TEXT) },
    { weight: 2, arbitrary: fc.constantFrom<What>(...OF_PLACE) },
    { weight: 3, arbitrary: fc.constantFrom<What>(...OF_CLIPBOARD) },
    { weight: 3, arbitrary: fc.constantFrom<What>(...OF_TIME) },
    { weight: 6, arbitrary: fc.constantFrom<What>(...OF_NETWORK) },
  ),
  who: fc.nat({ max: WRITERS - 1 }),
  at: part,
  to: part,
});

/** The same plans at every run; GALLEY_PROPERTY_RUNS=20000 looks longer and elsewhere, and prints its seed. */
const LONGER = process.env.GALLEY_PROPERTY_RUNS;
const SEED = process.env.GALLEY_PROPERTY_SEED;
const RUNS = LONGER
  ? { numRuns: Number(LONGER), ...(SEED ? { seed: Number(SEED) } : {}) }
  : { numRuns: 400, seed: 20261127, interruptAfterTimeLimit: 10_000 };

/** A cut passage, where it came from, and how the text there was left. */
interface Clipboard {
  slice: Slice;
  from: { paragraphId: string; offset: number };
}

class Writer extends PlannedWriter {
  clipboard: Clipboard | null = null;

  select(at: number, to = at): void {
    const { doc } = this.state;
    const [from, until] = [at, to]
      .map((where) => Math.floor(where * (doc.content.size + 1)))
      .sort((a, b) => a - b);
    this.dispatch(this.state.tr.setSelection(TextSelection.between(doc.resolve(from!), doc.resolve(until!))));
  }

  selectRange(from: number, to = from): void {
    this.dispatch(this.state.tr.setSelection(TextSelection.create(this.state.doc, from, to)));
  }
}

class World {
  readonly authority = new Authority(article(), ANCHORS);
  /** Letters that were pasted as something else (two paragraphs as one line): these words are new ones. */
  readonly remade = new Set<string>();
  private lastId = 1_000;
  private lastLetter = 1_000;
  readonly writers = Array.from(
    { length: WRITERS },
    (_, index) => new Writer(this.authority, `writer ${index}`),
  );

  newId = () => uuid(++this.lastId);
  newLetters = () => letters(2, (this.lastLetter += 2));

  do({ what, who, at, to }: Deed): void {
    const writer = this.writers[who]!;
    const { state } = writer;
    switch (what) {
      case "insert":
        writer.select(at);
        return writer.dispatch(writer.state.tr.insertText(this.newLetters()));
      case "delete":
        writer.select(at, to);
        return writer.dispatch(writer.state.tr.deleteSelection());
      case "replace":
        writer.select(at, Math.min(0.999, at + to / 8));
        return writer.dispatch(writer.state.tr.insertText(this.newLetters()));
      case "split":
        writer.select(at);
        return writer.run(splitParagraph(this.newId));
      case "join":
        writer.select(at);
        writer.selectRange(writer.state.selection.$from.start());
        return writer.run(joinBackward);
      case "kind":
        writer.select(at);
        return writer.run(setKind(KIND_CHOICES[Math.floor(to * 6)]!));
      case "up":
      case "down":
        writer.select(at);
        return writer.run(moveParagraphs(what));
      case "move": {
        const count = state.doc.childCount;
        return writer.run(moveParagraphTo(Math.floor(at * count), Math.floor(to * (count + 1))));
      }
      case "drag":
        return this.drag(writer, at, to);
      case "cut": {
        writer.select(at, Math.min(0.999, at + to / 6));
        if (writer.state.selection.empty) return;
        const { $from } = writer.state.selection;
        writer.clipboard = {
          slice: writer.state.selection.content(),
          from: { paragraphId: $from.parent.attrs.id as string, offset: $from.parentOffset },
        };
        return writer.dispatch(writer.state.tr.deleteSelection());
      }
      case "cut paragraph": {
        writer.select(at);
        const { $from } = writer.state.selection;
        writer.selectRange($from.start(), $from.end());
        const cut = cutWhole(writer.state);
        const index = $from.index(0);
        if (!cut || index === 0) return;
        const before = state.doc.child(index - 1);
        writer.clipboard = {
          slice: cut.slice,
          from: { paragraphId: before.attrs.id as string, offset: before.content.size },
        };
        return writer.dispatch(cut.transaction);
      }
      case "paste":
        writer.select(at);
        return this.paste(writer);
      case "paste back": {
        const from = writer.clipboard?.from;
        const place = from && placeParagraphs(state.doc).get(from.paragraphId);
        if (!place) return;
        writer.selectRange(place.start + Math.min(from.offset, place.node.content.size));
        return this.paste(writer);
      }
      case "undo":
        return writer.run(undo);
      case "redo":
        return writer.run(redo);
      case "restore article":
      case "restore paragraph":
        return this.restore(what === "restore paragraph", at, to);
      case "send":
        return writer.send();
      case "receive":
        return writer.receive();
    }
  }

  private drag(writer: Writer, at: number, to: number): void {
    writer.select(at, Math.min(0.999, at + 0.1));
    const { selection, doc: before } = writer.state;
    const target = Math.floor(to * (before.content.size + 1));
    if (selection.empty || (target >= selection.from && target <= selection.to)) return;
    if (!before.resolve(target).parent.isTextblock) return;
    const slice = selection.content();
    const transaction = writer.state.tr.deleteSelection();
    const place = transaction.mapping.map(target);
    transaction.replaceRange(place, place, slice);
    writer.dispatch(transaction);
    this.noteRemade(writer, slice, transaction);
  }

  /** Once: pasted twice the same letters would be two. */
  private paste(writer: Writer): void {
    if (!writer.clipboard) return;
    const transaction = pasteSlice(writer.state, writer.clipboard.slice, this.newId);
    if (!transaction) return;
    const { slice } = writer.clipboard;
    this.noteRemade(writer, slice, transaction);
    writer.clipboard = null;
    writer.dispatch(transaction);
  }

  /**
   * Words are the same ones only where they go as they came, in as many paragraphs: what was cut last of them is all of
   * them, and nobody wrote or deleted between them since.
   */
  private noteRemade({ state }: Writer, slice: Slice, { steps }: Transaction): void {
    const [words, letters] = [wordsOf(slice), lettersIn(slice)];
    const { confirmed, pending } = collaborationOf(state);
    const saved = lettersOf(paragraphText(confirmed));
    const last = pending.findLast(({ inverted }) =>
      [...takenBy(inverted)].some((letter) => letters.includes(letter)),
    );
    const isAsCut = last
      ? isPassage(last.inverted, words)
      : [...letters].every((letter) => !saved.has(letter));
    if (isAsCut && steps.some((step) => isPassage(step, words))) return;
    for (const letter of letters) this.remade.add(letter);
  }

  private restore(isParagraph: boolean, at: number, to: number): void {
    const { authority } = this;
    const version = 1 + Math.floor(at * (authority.version - 1));
    const then = authority.states[version - 1]!.doc;
    const id = then.child(Math.floor(to * then.childCount)).attrs.id as string;
    try {
      authority.restore(version, isParagraph ? id : undefined);
    } catch (error) {
      if (!(error instanceof GalleyError)) throw error;
    }
  }

  settle(): void {
    for (const writer of this.writers) {
      writer.send();
      // What a conflict left pending.
      writer.send();
      expect(collaborationOf(writer.state).pending).toEqual([]);
    }
    for (const writer of this.writers) writer.receive();
  }
}

/** The words of a slice, by paragraphs. */
const wordsOf = ({ content }: Slice) =>
  content.firstChild?.isTextblock
    ? content.content.map((node) => node.textContent).join("\n")
    : content.textBetween(0, content.size);

const lettersIn = ({ content }: Slice) => content.textBetween(0, content.size);

/** What a step took out, by what takes it back. */
function takenBy(inverted: Step): string {
  return inverted instanceof ReplaceStep || inverted instanceof ReplaceAroundStep
    ? lettersIn(inverted.slice)
    : "";
}

function isPassage(step: Step, words: string): boolean {
  return step instanceof ReplaceStep && wordsOf(step.slice) === words;
}

const lettersOf = (text: string) => new Set(text);

/** Letters that stand more than once: the same words were pasted while somebody else brought them back. */
function doubled(text: string): Set<string> {
  const seen = new Set<string>();
  return new Set([...text].filter((letter) => seen.size === seen.add(letter).size));
}

/** Letters put in alone: what is left of a passage, when it is moved, may as well have been typed there. */
function single({ change }: AuthorityState): string[] {
  return change!.steps.flatMap((step) => {
    const words = step instanceof ReplaceStep ? wordsOf(step.slice) : "";
    return words.length === 1 ? [words] : [];
  });
}

/** A restore compares words: letters that it takes out and puts back within one are those of another word. */
function rewrittenBy({ change }: AuthorityState): Set<string> {
  const letters = change!.steps.flatMap((step, index) => {
    const old = change!.inverse[index]!;
    if (!(step instanceof ReplaceStep) || !(old instanceof ReplaceStep)) return [];
    const put = lettersOf(lettersIn(step.slice));
    return step.slice.content.firstChild?.isText
      ? [...lettersIn(old.slice)].filter((one) => put.has(one))
      : [];
  });
  return new Set(letters);
}

/** The whole text before and after every step of a change. */
function textsBetween(before: AuthorityState, after: AuthorityState): string[] {
  const texts = [paragraphText(before.doc)];
  let text = before.doc;
  for (const step of after.change!.steps) {
    text = step.apply(text).doc!;
    texts.push(paragraphText(text));
  }
  return texts;
}

/** Whether a letter stands between others. */
function isAmong(letter: string, others: string, text: string): boolean {
  const at = [...others].map((other) => text.indexOf(other)).filter((index) => index !== -1);
  const index = text.indexOf(letter);
  return index > Math.min(...at) && index < Math.max(...at);
}

/** Whether a paragraph reads the same in two states. */
function readsAs(one: AuthorityState, other: AuthorityState, id: string): boolean {
  const [was, is] = [one, other].map(({ doc }) => placeParagraphs(doc).get(id)?.node);
  return was !== undefined && is !== undefined && paragraphText(was) === paragraphText(is);
}

function textAt({ doc: text }: Pick<AuthorityState, "doc">, { paragraphId }: Anchor): string {
  const paragraph = placeParagraphs(text).get(paragraphId);
  return paragraph ? paragraphText(paragraph.node) : "";
}

function wordsAt(state: Pick<AuthorityState, "doc">, anchor: Anchor): string {
  return textAt(state, anchor).slice(anchor.start, anchor.end);
}

/** What a change went back to: a restore, or what takes another change back. */
interface Return {
  then: AuthorityState;
  isWhole: boolean;
  isRestore: boolean;
}

/** Of each anchor every letter that it has ever stood on, and every place, with how the paragraph read. */
type Known = { letters: Set<string>; places: Set<string> }[];

function checkChange(
  before: AuthorityState,
  after: AuthorityState,
  known: Known,
  remade: ReadonlySet<string>,
  restored: Return | undefined,
): void {
  const all = paragraphText(after.doc);
  const texts = textsBetween(before, after);
  const other = new Set([...texts.flatMap((text) => [...doubled(text)]), ...remade, ...single(after)]);
  const rewritten = restored?.isRestore ? rewrittenBy(after) : new Set<string>();
  const isOne = (words: string) => [...words].every((letter) => !other.has(letter));
  after.anchors.forEach((anchor, index) => {
    const earlier = before.anchors[index]!;
    const { quote, prefix, suffix, state } = anchor;
    expect({ quote, prefix, suffix }).toEqual(
      (({ quote, prefix, suffix }) => ({ quote, prefix, suffix }))(ANCHORS[index]!),
    );
    const words = wordsAt(after, anchor);
    if (state === "exact") expect(words).toBe(quote);
    if (state === "changed") expect(words).not.toBe("");
    const was = earlier.state === "detached" ? "" : wordsAt(before, earlier);
    if (earlier.state === "detached" && state !== "detached")
      // It comes home to words that it stood on.
      for (const letter of words) expect([...known[index]!.letters]).toContain(letter);
    const knew = { letters: new Set(known[index]!.letters), places: new Set(known[index]!.places) };
    const place = [...Object.values(placeOf(anchor)), textAt(after, anchor)].join(" ");
    if (state !== "detached") {
      for (const letter of words) known[index]!.letters.add(letter);
      known[index]!.places.add(place);
    }
    // Whatever is excused below: where nothing changed it stays.
    if (!restored && earlier.state !== "detached" && readsAs(before, after, earlier.paragraphId))
      expect([state, placeOf(anchor)]).toEqual([earlier.state, placeOf(earlier)]);
    // Back at how it was, it is where it stood then; when all of the article is, it has no words if it had none.
    const then = restored?.then.anchors[index];
    if (then?.state === state && state !== "detached" && isSamePlace(then, anchor)) return;
    if (then?.state === "detached" && state === "detached" && restored?.isWhole) return;
    // Which of two same words are the flag's, and whether words pasted as others are the same, is not to be told.
    if (earlier.state === "detached" || !isOne(was) || !isOne(quote)) return;

    const home = after.doc.children.find((node) => paragraphText(node).includes(quote));
    if (earlier.state === "exact" && home) expect([state, words]).toEqual(["exact", quote]);
    // In a paragraph that reads as it once did, it stands as it did then, if on a part of its words only.
    if (state !== "detached" && knew.places.has(place)) return;
    const surviving = [...was].filter(
      (letter) => all.includes(letter) && quote.includes(letter) && !rewritten.has(letter),
    );
    if (surviving.length === 0) {
      // Its words are gone. What was written over them may stand for them, with what was put in between it; nothing
      // that stood elsewhere does, but what it stood on before, when it comes back to that.
      for (const letter of state === "detached" ? "" : words)
        if (
          !was.includes(letter) &&
          !knew.letters.has(letter) &&
          isOne(letter) &&
          !texts.some((text) => isAmong(letter, was, text))
        )
          expect(paragraphText(before.doc)).not.toContain(letter);
      return;
    }
    // Torn apart it is in one paragraph, on all of its words there.
    expect(state).not.toBe("detached");
    const paragraph = paragraphText(placeParagraphs(after.doc).get(anchor.paragraphId)!.node);
    expect(surviving.some((letter) => words.includes(letter))).toBe(true);
    for (const letter of surviving) if (paragraph.includes(letter)) expect(words).toContain(letter);
  });
}

/** By version, what it went back to. */
type Returns = Map<number, Return>;

function checkAll({ authority, remade }: World, takenBack: Returns = new Map()): void {
  const known: Known = authority.states[0]!.anchors.map(({ quote }) => ({
    letters: lettersOf(quote),
    places: new Set<string>(),
  }));
  for (let version = 1; version < authority.version; version++) {
    const restore = authority.restores.get(version + 1);
    const restored = restore ? { ...restore, isRestore: true } : takenBack.get(version + 1);
    checkChange(authority.states[version - 1]!, authority.states[version]!, known, remade, restored);
  }
}

describe("anchors, whatever three writers do at once", () => {
  const plans = fc.array(deed, { minLength: 1, maxLength: 40, size: "max" });

  it("are on their surviving words at every version, and home when everything is undone", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const world = new World();
        const { authority, writers } = world;
        for (const one of plan) world.do(one);
        world.settle();
        for (const { state } of writers) expect(lines(state.doc)).toEqual(lines(authority.doc));
        checkAll(world);
        const done = authority.version;
        const restored = new Set(authority.restores.keys());
        const takenBack: Returns = new Map();
        for (let version = done; version > 1; version--)
          // A restore is undone by another; everything else as the editor undoes it.
          if (restored.has(version)) authority.restore(version - 1);
          else {
            authority.change(takeBack(authority.states[version - 1]!.change!));
            takenBack.set(authority.version, {
              then: authority.states[version - 2]!,
              isWhole: true,
              isRestore: false,
            });
          }
        expect(authority.doc.toJSON()).toEqual(article().toJSON());
        checkAll(world, takenBack);
        expect(authority.anchors.map(withoutMemory)).toEqual(ANCHORS);
      }),
      RUNS,
    );
  }, 3_600_000);

  it("are home when the article is restored", () => {
    fc.assert(
      fc.property(plans, part, (plan, which) => {
        const world = new World();
        const { authority } = world;
        for (const one of plan) world.do(one);
        world.settle();
        const version = 1 + Math.floor(which * authority.version);
        const then = authority.states[version - 1]!;
        const stood = authority.version;
        authority.restore(version);
        // It reads as it did then already.
        if (authority.version === stood) return;
        expect(authority.doc.toJSON()).toEqual(then.doc.toJSON());
        then.anchors.forEach((anchor, index) => {
          if (anchor.state !== "detached")
            expect(authority.anchors[index]).toMatchObject({ state: anchor.state, ...placeOf(anchor) });
        });
      }),
      RUNS,
    );
  }, 3_600_000);
});
