import fc from "fast-check";
import type { Node } from "prosemirror-model";
import { canJoin, type Step, Transform } from "prosemirror-transform";
import { describe, expect, it } from "vitest";
import { paragraphText, placeParagraphs } from "../article/document";
import { acceptSteps, nothingSince, takeBack } from "../article/accept";
import { applySteps, rebaseSteps, type AppliedSteps } from "../article/rebase";
import { schema } from "../article/schema";
import { anchorOn, doc, p, uuid, withoutMemory } from "../testing";
import type { Anchor } from "./anchor";
import { moveAnchors } from "./move";

/**
 * Every letter of these documents is a different one, so that a letter is its own identity: where the words of
 * an anchor are after any number of edits can be read off the text, without a second model of positions.
 */
const letters = (count: number, from: number) =>
  Array.from({ length: count }, (_, i) => String.fromCharCode(0x4e00 + from + i)).join("");

const A = p("a", letters(12, 0));
const B = p("b", letters(10, 100), "heading");
const C = p("c", letters(14, 200));
const start = doc(A, B, C);
const anchors = [
  anchorOn(A, A.text.slice(2, 6)),
  anchorOn(A, A.text.slice(4, 9)),
  anchorOn(A, A.text.slice(11)),
  anchorOn(B, B.text),
  anchorOn(C, C.text.slice(0, 3)),
  anchorOn(C, C.text.slice(6, 12)),
];

type Op =
  | { type: "insert" | "split" | "join" | "move" | "kind"; at: number; to: number }
  | { type: "delete"; at: number; to: number };

// Even over the whole text (fc.double prefers the smallest of numbers).
const place = fc.integer({ min: 0, max: 999 }).map((part) => part / 1000);
const op: fc.Arbitrary<Op> = fc.record({
  type: fc.constantFrom("insert", "delete", "delete", "split", "join", "move", "kind"),
  at: place,
  to: place,
}) as fc.Arbitrary<Op>;
const some = fc.array(op, { minLength: 1, maxLength: 3 });
const batches = fc.array(fc.array(op, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 });

/** The same plans at every run; GALLEY_PROPERTY_RUNS=20000 looks longer and elsewhere, and prints its seed. */
const LONGER = process.env.GALLEY_PROPERTY_RUNS;
const SEED = process.env.GALLEY_PROPERTY_SEED;
const RUNS = {
  numRuns: LONGER ? Number(LONGER) : 500,
  ...(SEED ? { seed: Number(SEED) } : LONGER ? {} : { seed: 412071775 }),
};

let fresh = 0;
let made = 0;

/** At the beginning of every plan: letters and ids stay few, and a plan found once does the same again. */
function begin(): void {
  fresh = 1000;
  made = 0;
}

/** One edit after the title; an edit that the schema does not allow changes nothing. */
function edit(tr: Transform, { type, at, to }: Op): void {
  const first = tr.doc.child(0).nodeSize;
  const position = (part: number) => first + Math.floor(part * (tr.doc.content.size - first + 1));
  const [from, until] = [position(at), position(to)].sort((a, b) => a - b) as [number, number];
  const $from = tr.doc.resolve(from);
  const before = tr.steps.length;
  try {
    if (type === "insert" && $from.depth === 1) tr.insert(from, schema.text(letters(2, (fresh += 2))));
    if (type === "delete" && $from.depth === 1 && tr.doc.resolve(until).depth === 1) tr.delete(from, until);
    if (type === "split" && $from.depth === 1) tr.split(from);
    if (type === "join" && $from.depth === 1 && $from.before() > first && canJoin(tr.doc, $from.before()))
      tr.join($from.before());
    if (type === "kind" && $from.depth === 1)
      tr.setNodeMarkup($from.before(), schema.nodes[to > 0.5 ? "body" : "quote"], {
        id: $from.parent.attrs.id as string,
      });
    if (type === "move" && $from.depth === 1 && tr.doc.childCount > 2) {
      const node = $from.parent;
      tr.delete($from.before(), $from.after());
      const target = Math.floor(to * (tr.doc.childCount - 1)) + 1;
      let place = 0;
      for (let i = 0; i < target; i++) place += tr.doc.child(i).nodeSize;
      tr.insert(place, node);
    }
  } catch (error) {
    if (tr.steps.length > before) throw error;
  }
}

interface State {
  doc: Node;
  anchors: Anchor[];
}

type Stored = State & { change: AppliedSteps };

/** What the one door does to a change. */
function store(state: State, steps: readonly Step[], over = nothingSince(state.doc)): Stored | null {
  const change = acceptSteps(steps, over, () => uuid(`n${made++}`));
  return (
    change && {
      doc: change.after,
      anchors: moveAnchors(change.before, change.after, change.steps, state.anchors),
      change,
    }
  );
}

function textOf(state: State, anchor: Anchor): string {
  const paragraph = placeParagraphs(state.doc).get(anchor.paragraphId);
  return paragraph ? paragraphText(paragraph.node).slice(anchor.start, anchor.end) : "";
}

function isInOneParagraph(doc: Node, quote: string): boolean {
  return doc.children.some((node) => paragraphText(node).includes(quote));
}

function checkAnchors(before: State, after: State): void {
  const all = new Set(paragraphText(after.doc));
  after.anchors.forEach((anchor, i) => {
    const earlier = before.anchors[i]!;
    const words = textOf(after, anchor);
    if (anchor.state === "exact") expect(words).toBe(anchor.quote);
    if (anchor.state === "changed") expect(words).not.toBe("");
    if (earlier.state === "detached") return;
    const surviving = [...textOf(before, earlier)].filter(
      (letter) => all.has(letter) && earlier.quote.includes(letter),
    );
    if (surviving.length === 0) return;
    // A quote that no edit touched is always found.
    if (earlier.state === "exact" && isInOneParagraph(after.doc, anchor.quote))
      expect([anchor.state, words]).toEqual(["exact", anchor.quote]);
    // Its words survive: it is on them, and on all of them that are in its paragraph.
    expect(anchor.state).not.toBe("detached");
    const paragraph = paragraphText(placeParagraphs(after.doc).get(anchor.paragraphId)!.node);
    expect(surviving.some((letter) => words.includes(letter))).toBe(true);
    for (const letter of surviving) if (paragraph.includes(letter)) expect(words).toContain(letter);
  });
}

describe("anchors under any edits", () => {
  it("stay on their surviving words, and all come home when everything is undone", () => {
    fc.assert(
      fc.property(batches, (plan) => {
        begin();
        const done: State[] = [];
        const undo: Step[][] = [];
        let state: State = { doc: start, anchors };
        for (const batch of plan) {
          const tr = new Transform(state.doc);
          batch.forEach((one) => edit(tr, one));
          const next = store(state, tr.steps)!;
          checkAnchors(state, next);
          done.push(state);
          undo.push(takeBack(next.change));
          state = next;
        }
        while (undo.length > 0) {
          state = store(state, undo.pop()!)!;
          const was = done.pop()!;
          expect(state.doc.toString()).toBe(was.doc.toString());
        }
        expect(state.anchors.map(withoutMemory)).toEqual(anchors);
      }),
      RUNS,
    );
  }, 1_200_000);

  it("are where the words are when two write at once and the later is rebased", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(op, op), { minLength: 1, maxLength: 6 }), (plan) => {
        begin();
        let state: State = { doc: start, anchors };
        for (const [mine, theirs] of plan) {
          const [one, other] = [new Transform(state.doc), new Transform(state.doc)];
          edit(one, mine);
          edit(other, theirs);
          const first = store(state, one.steps)!;
          checkAnchors(state, first);
          const second = store(first, other.steps, first.change);
          if (second) checkAnchors(first, second);
          state = second ?? first;
        }
      }),
      RUNS,
    );
  }, 1_200_000);

  it("lose no word and double none: of two changes at once, each letter that both leave stands once", () => {
    fc.assert(
      fc.property(some, some, (mine, theirs) => {
        begin();
        const [one, other] = [new Transform(start), new Transform(start)];
        mine.forEach((each) => edit(one, each));
        theirs.forEach((each) => edit(other, each));
        const rebased = rebaseSteps(one.steps, applySteps(start, other.steps)!);
        if (!rebased) return;
        const [had, byOne, byOther, now] = [start, one.doc, other.doc, rebased.after].map((node) => [
          ...paragraphText(node),
        ]) as [string[], string[], string[], string[]];
        const title = 5;
        expect(new Set(now.slice(title)).size).toBe(now.length - title);
        for (const letter of had)
          if (byOne.includes(letter) && byOther.includes(letter)) expect(now).toContain(letter);
        // What the rebased one wrote is there; only into a passage that it deleted itself may the other have written.
        for (const letter of byOne) if (!had.includes(letter)) expect(now).toContain(letter);
        if (mine.every(({ type }) => type !== "delete"))
          for (const letter of byOther) expect(now).toContain(letter);
      }),
      RUNS,
    );
  }, 1_200_000);
});
