import fc from "fast-check";
import { Node } from "prosemirror-model";
import { canJoin, Step, Transform } from "prosemirror-transform";
import { describe, expect, it } from "vitest";
import { GalleyError } from "../errors";
import type { Anchor } from "../flag/anchor";
import { followChange, type Earlier } from "../flag/restore";
import { strandedAnchors, WayBack, type StoodAnchor } from "../flag/way-back";
import { anchorOn, doc, p, uuid, withoutMemory } from "../testing";
import { acceptSteps, nothingSince, takeBack } from "./accept";
import { paragraphText, placeParagraphs } from "./document";
import { applySteps } from "./rebase";
import { restoreArticleSteps, restoreParagraphSteps } from "./restore";
import { schema } from "./schema";

/** Every letter is a different one, so that words are found again by reading. */
const letters = (count: number, from: number) =>
  Array.from({ length: count }, (_, i) => String.fromCodePoint(0x4e00 + from + i)).join("");
const words = (count: number, from: number) =>
  Array.from({ length: count }, (_, i) => letters(2, from + 3 * i)).join(" ");

const A = p("a", words(6, 0));
const B = p("b", words(3, 100), "heading");
const C = p("c", `${words(4, 200)}[r] 👩‍🚀 ${words(2, 300)}[s]`);
const R = p("r", words(2, 400), "reference");
const S = p("s", words(2, 500), "reference");
const start = doc(p("by", "Somebody", "byline"), A, B, C, R, S);
const anchors = [
  anchorOn(A, A.text.slice(0, 5)),
  anchorOn(A, A.text.slice(3, 8)),
  anchorOn(A, A.text.slice(-2)),
  anchorOn(B, B.text),
  anchorOn(C, C.text.slice(3, 8)),
  anchorOn(C, "👩‍🚀"),
  anchorOn(R, R.text.slice(3)),
].map((anchor, i) => ({ ...anchor, id: `f${i}` }));
type Flagged = Anchor & { id: string };

interface Op {
  type: "insert" | "delete" | "split" | "join" | "move" | "kind" | "bold" | "cite";
  at: number;
  to: number;
}
const place = fc.integer({ min: 0, max: 999 }).map((part) => part / 1000);
const op: fc.Arbitrary<Op> = fc.record({
  type: fc.constantFrom("insert", "delete", "delete", "split", "join", "move", "kind", "bold", "cite"),
  at: place,
  to: place,
});

let fresh = 0;

/** One edit; an edit that the schema does not allow changes nothing. */
function edit(tr: Transform, { type, at, to }: Op): void {
  const ends = [at, to].map((part) => Math.floor(part * (tr.doc.content.size + 1)));
  const [from, until] = ends.sort((a, b) => a - b) as [number, number];
  const $from = tr.doc.resolve(from);
  const before = tr.steps.length;
  try {
    if (type === "delete" && $from.depth === 1 && tr.doc.resolve(until).depth === 1) tr.delete(from, until);
    if ($from.depth === 0) return;
    if (type === "insert") tr.insert(from, schema.text(letters(2, (fresh += 2))));
    if (type === "split") tr.split(from);
    if (type === "join" && $from.before() > 0 && canJoin(tr.doc, $from.before())) tr.join($from.before());
    if (type === "bold") tr.addMark($from.start(), from, schema.mark("strong"));
    if (type === "cite")
      tr.insert(from, schema.node("citation", { referenceId: uuid(to > 0.5 ? "r" : "s") }));
    if (type === "kind") {
      const kind = (["body", "quote", "list_item", "byline", "standfirst"] as const)[Math.floor(to * 5)]!;
      tr.setNodeMarkup($from.before(), schema.nodes[kind], { id: $from.parent.attrs.id as string });
    }
    if (type === "move") {
      const node = $from.parent;
      tr.delete($from.before(), $from.after());
      let target = 0;
      for (let i = 0; i < Math.floor(to * (tr.doc.childCount + 1)); i++) target += tr.doc.child(i).nodeSize;
      tr.insert(target, node);
    }
  } catch (error) {
    if (tr.steps.length > before && type !== "move") throw error;
  }
}

interface State {
  doc: Node;
  anchors: Flagged[];
  /** What undoes the change that led here, and what it would not bring home. */
  undo: Step[];
  stood: StoodAnchor[];
}

/** What the first of these states was, walked back to from the last. */
function wayBack(states: readonly State[]): Earlier {
  const now = states.at(-1)!;
  const way = new WayBack(now.doc, now.anchors);
  for (const { undo, stood } of states.slice(1).reverse()) way.undo({ steps: undo, stood });
  return way;
}

/** What the one door does to a change; one it refuses changes nothing. */
function store(state: State, made: readonly Step[], name: string, earlier?: Earlier): State {
  // As they come over the network: with nodes of their own.
  const steps = made.map((step) => Step.fromJSON(schema, step.toJSON()));
  let ids = 0;
  try {
    const change = acceptSteps(steps, nothingSince(state.doc), () => uuid(`${name}.${ids++}`));
    if (!change) return { ...state, undo: [], stood: [] };
    const moved = followChange(change, state.anchors, earlier);
    const undo = takeBack(change);
    const stood = strandedAnchors(state.doc, change.after, undo, state.anchors, moved);
    return { doc: change.after, anchors: moved, undo, stood };
  } catch (error) {
    if (error instanceof GalleyError) return { ...state, undo: [], stood: [] };
    throw error;
  }
}

const history = fc
  .array(fc.array(op, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 })
  .map((plan): State[] => {
    fresh = 2_000;
    const states: State[] = [{ doc: start, anchors, undo: [], stood: [] }];
    plan.forEach((batch, version) => {
      const tr = new Transform(states.at(-1)!.doc);
      batch.forEach((one) => edit(tr, one));
      states.push(store(states.at(-1)!, tr.steps, `v${version}`));
    });
    return states;
  });
/** As it comes back from the database: none of its nodes is one that stands. */
const stored = (node: Node) => Node.fromJSON(schema, node.toJSON());

const RUNS = { numRuns: Number(process.env.GALLEY_PROPERTY_RUNS ?? 400), seed: 20261123 };

describe("restoring an article", () => {
  const standsAgain = (then: State, back: State) =>
    then.anchors.forEach(({ state, paragraphId, start, end }, i) => {
      if (state !== "detached") expect(back.anchors[i]).toMatchObject({ state, paragraphId, start, end });
    });

  it("gives exactly the document of that version, with its ids, and every anchor that had words has them again", () => {
    fc.assert(
      fc.property(history, fc.nat(), (states, which) => {
        const version = which % states.length;
        const then = states[version]!;
        const now = states.at(-1)!;
        const steps = restoreArticleSteps(now.doc, stored(then.doc));
        const back = store(now, steps, "back", wayBack(states.slice(version)));
        expect(back.doc.toJSON()).toEqual(then.doc.toJSON());
        standsAgain(then, back);
      }),
      RUNS,
    );
  }, 600_000);

  it("does so again after any number of restores, to whatever versions", () => {
    fc.assert(
      fc.property(history, fc.array(fc.nat(), { minLength: 2, maxLength: 5 }), (states, visits) => {
        const all = [...states];
        visits.forEach((visit, turn) => {
          const version = visit % all.length;
          const now = all.at(-1)!;
          const steps = restoreArticleSteps(now.doc, stored(all[version]!.doc));
          const back = store(now, steps, `back${turn}`, wayBack(all.slice(version)));
          standsAgain(all[version]!, back);
          all.push(back);
        });
      }),
      RUNS,
    );
  }, 600_000);

  it("brings an anchor home whose words went letter by letter, in more changes than it remembers", () => {
    const A = p("a", "the harbour and all that belongs to it");
    const states: State[] = [
      {
        doc: doc(A),
        anchors: [{ ...anchorOn(A, "harbour and all that belongs"), id: "f" }],
        undo: [],
        stood: [],
      },
    ];
    for (let at = 32; at > 4; at--)
      states.push(
        store(states.at(-1)!, new Transform(states.at(-1)!.doc).delete(7 + at, 8 + at).steps, `v${at}`),
      );
    expect(states.at(-1)!.anchors).toMatchObject([{ state: "detached" }]);
    const steps = restoreArticleSteps(states.at(-1)!.doc, stored(states[0]!.doc));
    const back = store(states.at(-1)!, steps, "back", wayBack(states));
    expect(back.anchors.map(withoutMemory)).toEqual(states[0]!.anchors);
  });

  it("touches only what differs, so that what stands beside it never moves", () => {
    const now = doc(p("a", "one two three"), p("b", "left alone"), p("c", "new"));
    const then = doc(p("a", "one 2 three"), p("b", "left alone"), p("d", "old"));
    const steps = restoreArticleSteps(now, then).map((step) => step.toJSON() as { from: number; to: number });
    expect(steps.map(({ from, to }) => now.textBetween(from, to))).toEqual(["new", "two"]);
  });

  it("has no steps where nothing differs", () => {
    expect(restoreArticleSteps(start, stored(start))).toEqual([]);
  });
});

describe("restoring a paragraph", () => {
  it("gives the paragraph as it was and leaves all others as they are, or says why not", () => {
    fc.assert(
      fc.property(history, fc.nat(), fc.nat(), (states, which, index) => {
        const then = states[which % states.length]!.doc;
        const now = states.at(-1)!;
        const wanted = then.child(index % then.childCount);
        const id = wanted.attrs.id as string;
        let steps: Step[];
        try {
          steps = restoreParagraphSteps(now.doc, stored(then), id);
        } catch (error) {
          expect(error).toMatchObject({ code: "conflict" });
          return;
        }
        const back = store(now, steps, "back").doc;
        // A reference that it cites has become a paragraph of the text since: the one door says so.
        if (back === now.doc && steps.length > 0) return;
        const places = placeParagraphs(back);
        expect(places.get(id)!.node.eq(wanted)).toBe(true);
        for (const [other, { node }] of placeParagraphs(now.doc))
          if (other !== id) expect(places.get(other)!.node.eq(node)).toBe(true);
      }),
      RUNS,
    );
  }, 600_000);

  const lines = (node: Node) => node.children.map(paragraphText).slice(1);
  const after = (now: Node, steps: Step[]) => lines(applySteps(now, steps)!.after);

  it("puts one that was deleted behind what it stood after, with the reference it cites", () => {
    const now = doc(p("new", "new"), p("a", "a"), p("c", "c"));
    const then = doc(p("a", "a"), p("b", "b[r]"), p("c", "c"), p("r", "R", "reference"));
    expect(after(now, restoreParagraphSteps(now, then, uuid("b")))).toEqual([
      "new",
      "a",
      "b\uFFFC",
      "c",
      "R",
    ]);
  });

  it("moves one whose kind cannot stand where it is", () => {
    const now = doc(p("a", "a"), p("b", "b"));
    const then = doc(p("b", "b", "standfirst"), p("a", "a"));
    expect(after(now, restoreParagraphSteps(now, then, uuid("b")))).toEqual(["b", "a"]);
  });

  it("refuses one that was not there then", () => {
    const then = doc(p("a", "a"));
    expect(() => restoreParagraphSteps(doc(p("a", "a"), p("b", "b")), then, uuid("b"))).toThrow("was not in");
  });

  it("refuses one for which there is no place", () => {
    const then = doc(p("s", "s", "standfirst"), p("a", "a"));
    expect(() => restoreParagraphSteps(doc(p("t", "t", "standfirst"), p("a", "a")), then, uuid("s"))).toThrow(
      "There is no place",
    );
  });
});
