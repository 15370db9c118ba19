import type { Node } from "prosemirror-model";
import { Transform } from "prosemirror-transform";
import { describe, expect, it } from "vitest";
import { paragraphStart, paragraphText, placeParagraphs } from "../article/document";
import { normalise } from "../article/normalise";
import { schema } from "../article/schema";
import { anchorOn, doc, p, uuid, withoutMemory } from "../testing";
import type { Anchor } from "./anchor";
import { moveAnchors } from "./move";

let made = 0;
const newId = () => uuid(`n${made++}`);

/** Runs a change as the one door does, and moves one anchor through it. */
function change(
  before: Node,
  anchor: Anchor,
  edit: (tr: Transform, at: (name: string, offset?: number) => number) => void,
) {
  const tr = new Transform(before);
  edit(tr, (name, offset = 0) => paragraphStart(tr.doc, uuid(name))! + offset);
  const normal = normalise(before, tr.doc, tr.mapping, newId);
  const [moved] = moveAnchors(before, normal.after, [...tr.steps, ...normal.steps], [anchor]);
  return {
    doc: normal.after,
    anchor: moved!,
    steps: [...tr.steps, ...normal.steps],
    docs: [...tr.docs, tr.doc],
  };
}

function undo(result: { doc: Node; anchor: Anchor; steps: Transform["steps"] }, original: Node) {
  const tr = new Transform(original);
  result.steps.forEach((step) => tr.step(step));
  return change(result.doc, result.anchor, (back) => {
    for (let i = tr.steps.length - 1; i >= 0; i--) back.step(tr.steps[i]!.invert(tr.docs[i]!));
  });
}

const words = ({ doc, anchor }: { doc: Node; anchor: Anchor }) =>
  paragraphText(placeParagraphs(doc).get(anchor.paragraphId)!.node).slice(anchor.start, anchor.end);

describe("moveAnchors", () => {
  const a = p("a", "The quick brown fox jumps.");
  const b = p("b", "Over the lazy dog.");
  const before = doc(a, b);
  const fox = anchorOn(a, "brown fox");

  it("keeps an anchor where text comes in before, after and at its borders", () => {
    const result = change(before, fox, (tr, at) =>
      tr
        .insert(at("a", 19), schema.text("!"))
        .insert(at("a", 10), schema.text("~"))
        .insert(at("a"), schema.text("Look: ")),
    );
    expect(words(result)).toBe("brown fox");
    expect(result.anchor.state).toBe("exact");
  });

  it("is changed by what happens inside, and exact again when that is undone", () => {
    const result = change(before, fox, (tr, at) => tr.insert(at("a", 16), schema.text("red ")));
    expect([words(result), result.anchor.state]).toEqual(["brown red fox", "changed"]);
    const back = undo(result, before);
    expect([words(back), back.anchor.state]).toEqual(["brown fox", "exact"]);
  });

  it("stays around words that replace exactly its own, typed letter by letter", () => {
    const result = change(before, fox, (tr, at) =>
      tr.replaceWith(at("a", 10), at("a", 19), schema.text("g")).insert(at("a", 11), schema.text("rey wolf")),
    );
    expect([words(result), result.anchor.state]).toEqual(["grey wolf", "changed"]);
  });

  it("comes home when half of it was deleted and that is undone", () => {
    const result = change(before, fox, (tr, at) => tr.delete(at("a", 10), at("a", 16)));
    expect([words(result), result.anchor.state]).toEqual(["fox", "changed"]);
    expect(withoutMemory(undo(result, before).anchor)).toEqual(fox);
  });

  it("does not go along with what was dragged into its words, and is dragged out when these are deleted", () => {
    const dragged = change(before, fox, (tr, at) =>
      tr.delete(at("b", 9), at("b", 13)).insert(at("a", 16), schema.text("lazy")),
    );
    expect([words(dragged), dragged.anchor.state]).toEqual(["brown lazyfox", "changed"]);
    const gone = change(dragged.doc, dragged.anchor, (tr, at) =>
      tr
        .delete(at("a", 16), at("a", 20))
        .insert(at("b", 9), schema.text("lazy"))
        .delete(at("a", 4), at("a", 20)),
    );
    expect(gone.anchor.state).toBe("detached");
    const back = undo(gone, dragged.doc);
    expect([words(back), back.anchor.state]).toEqual(["brown lazyfox", "changed"]);
    const home = change(back.doc, back.anchor, (tr, at) =>
      tr.delete(at("a", 16), at("a", 20)).insert(at("b", 9), schema.text("lazy")),
    );
    expect(withoutMemory(home.anchor)).toEqual(fox);
  });

  it("stays on words of paragraphs that an old undo put in their own place again, with others around them", () => {
    const result = change(before, fox, (tr) => {
      const { doc } = tr;
      const [, one, two] = doc.children as [Node, Node, Node];
      const longer = one.copy(one.content.addToStart(schema.text("Look: ")));
      tr.replaceWith(doc.child(0).nodeSize, doc.content.size, [longer, two]);
      tr.insert(tr.doc.child(0).nodeSize + one.nodeSize + 5, schema.text(" And"));
    });
    expect(result.doc.child(1).textContent).toBe("Look: The quick brown fox jumps. And");
    expect([words(result), result.anchor.state]).toEqual(["brown fox", "exact"]);
    expect(withoutMemory(undo(result, before).anchor)).toEqual(fox);
  });

  it("goes with its words, not to where it stood on others while they were gone", () => {
    const lazy = anchorOn(b, "lazy");
    const torn = change(before, lazy, (tr, at) =>
      tr.delete(at("a", 26), at("b")).delete(at("a", 35), at("a", 37)).insert(at("a"), schema.text("la")),
    );
    expect(torn.doc.child(1).textContent).toBe("laThe quick brown fox jumps.Over the zy dog.");
    const gone = change(torn.doc, torn.anchor, (tr, at) =>
      tr.delete(at("a", 28), at("a", 44)).delete(at("a"), at("a", 2)),
    );
    // What had been put in between.
    expect([words(gone), gone.anchor.state]).toEqual(["The quick brown fox jumps.", "changed"]);
    const back = undo(gone, torn.doc);
    expect(withoutMemory(undo({ ...back, steps: torn.steps }, before).anchor)).toEqual(lazy);
  });

  it("is detached when its words go, keeps quote and context, and comes home by undo", () => {
    const result = change(before, fox, (tr, at) => tr.delete(at("a", 4), at("a", 20)));
    expect(result.anchor).toMatchObject({
      state: "detached",
      quote: "brown fox",
      prefix: "The quick ",
      suffix: " jumps.",
    });
    expect(withoutMemory(undo(result, before).anchor)).toEqual(fox);
  });

  it("comes home letter by letter after it went letter by letter", () => {
    let result = { doc: before, anchor: fox };
    const steps: { before: Node; steps: Transform["steps"] }[] = [];
    for (let end = 19; end > 8; end--) {
      const earlier = result.doc;
      const next = change(earlier, result.anchor, (tr, at) => tr.delete(at("a", end - 1), at("a", end)));
      steps.push({ before: earlier, steps: next.steps });
      result = next;
    }
    expect(result.anchor.state).toBe("detached");
    for (const { before: earlier, steps: done } of steps.reverse())
      result = undo({ ...result, steps: done }, earlier);
    expect(withoutMemory(result.anchor)).toEqual(fox);
  });

  it("does not take the same words elsewhere for its own", () => {
    const twice = p("a", "the cat saw the dog and the hen");
    const anchor = { ...anchorOn(twice, "the dog"), end: 15, quote: "the" };
    const gone = change(doc(twice), anchor, (tr, at) => tr.delete(at("a", 12), at("a", 16)));
    expect(gone.anchor.state).toBe("detached");
    const other = change(gone.doc, gone.anchor, (tr, at) => tr.delete(at("a", 0), at("a", 27)));
    const back = undo(other, gone.doc);
    expect(back.anchor.state).toBe("detached");
  });

  it("keeps its anchors when a paragraph is moved, in one save or in two", () => {
    const node = placeParagraphs(before).get(a.id)!.node;
    const cut = change(before, fox, (tr, at) => tr.delete(at("a") - 1, at("b") - 1));
    expect(cut.anchor.state).toBe("detached");
    const pasted = change(cut.doc, cut.anchor, (tr) => tr.insert(tr.doc.content.size, node));
    expect([words(pasted), pasted.anchor.state]).toEqual(["brown fox", "exact"]);
    const moved = change(before, fox, (tr, at) =>
      tr.delete(at("a") - 1, at("b") - 1).insert(tr.doc.content.size, node),
    );
    expect(moved.anchor).toEqual(fox);
  });

  it("goes with its words through a split and back through the join", () => {
    const result = change(before, fox, (tr, at) => tr.split(at("a", 4)));
    expect(words(result)).toBe("brown fox");
    expect(result.anchor.paragraphId).not.toBe(a.id);
    expect(withoutMemory(undo(result, before).anchor)).toEqual(fox);
  });

  it("stays with the larger part when it is cut in two, and is whole again after the join", () => {
    const result = change(before, fox, (tr, at) => tr.split(at("a", 16)));
    expect([words(result), result.anchor.state]).toEqual(["brown ", "changed"]);
    expect(withoutMemory(undo(result, before).anchor)).toEqual(fox);
  });

  it("follows its words into the paragraph before by a join, and back", () => {
    const dog = anchorOn(b, "lazy dog");
    const result = change(before, dog, (tr, at) => tr.join(at("b") - 1));
    expect([words(result), result.anchor.paragraphId]).toEqual(["lazy dog", a.id]);
    expect(withoutMemory(undo(result, before).anchor)).toEqual(dog);
  });

  it("comes home after a deletion over several paragraphs is undone", () => {
    const c = p("c", "The end of it.");
    const long = doc(a, b, c);
    for (const [paragraph, quote] of [
      [a, "jumps"],
      [b, "lazy"],
      [c, "The end"],
    ] as const) {
      const anchor = anchorOn(paragraph, quote);
      const result = change(long, anchor, (tr, at) => tr.delete(at("a", 15), at("c", 9)));
      expect(result.anchor.state).toBe("detached");
      expect(withoutMemory(undo(result, long).anchor)).toEqual(anchor);
    }
  });

  it("goes with words that are put in again in the same change, joined to others", () => {
    const result = change(before, fox, (tr, at) => {
      const joined = a.text + b.text;
      tr.replaceWith(at("a") - 1, at("b", b.text.length) + 1, schema.node("body", null, schema.text(joined)));
    });
    expect([words(result), result.anchor.state]).toEqual(["brown fox", "exact"]);
    expect(result.anchor.paragraphId).not.toBe(uuid("a"));
    expect(withoutMemory(undo(result, before).anchor)).toEqual(fox);
  });

  it("stays on its words where a newer wording of the paragraph is pasted over it", () => {
    const result = change(before, fox, (tr, at) =>
      tr.replaceWith(at("a"), at("a", a.text.length), schema.text("A quick brown fox jumps, and sleeps.")),
    );
    expect([words(result), result.anchor.state]).toEqual(["brown fox", "exact"]);
    const gone = change(before, fox, (tr, at) =>
      tr.replaceWith(at("a"), at("a", a.text.length), schema.text("A quick grey fox jumps, and sleeps.")),
    );
    expect(gone.anchor.state).not.toBe("exact");
    expect(withoutMemory(undo(gone, before).anchor)).toEqual(fox);
  });

  it("is not taken along by a few words that are deleted here and written there", () => {
    const the = anchorOn(b, "the lazy");
    const result = change(before, the, (tr, at) =>
      tr.delete(at("b", 5), at("b", 14)).insert(at("a", 26), schema.text(" So the lazy rest.")),
    );
    expect(result.anchor.state).toBe("detached");
  });

  it("comes home from a copy that came in between its words", () => {
    const result = change(before, fox, (tr, at) =>
      tr
        .insert(at("a", 16), schema.text(a.text))
        .delete(at("a", 17 + a.text.length), at("a", 2 * a.text.length))
        .insert(at("a"), schema.text("ox jumps.")),
    );
    expect(result.doc.child(1).textContent).toBe("ox jumps.The quick brown The quick brown fox jumps.f");
    expect(words(result)).toBe("brown fox");
    expect(withoutMemory(undo(result, before).anchor)).toEqual(fox);
  });

  it("comes home from a paragraph that reads as if nothing had been taken out of it", () => {
    const twin = p("b", a.text);
    const both = doc(twin, a);
    // The words of the second come into the first, whose own go.
    const result = change(both, fox, (tr, at) => tr.delete(at("b", 3), at("a", 3)));
    expect([words(result), result.anchor.paragraphId]).toEqual(["brown fox", uuid("b")]);
    expect(withoutMemory(undo(result, both).anchor)).toEqual(fox);
  });

  it("does not go along with what was dragged into its new words, when that is taken back", () => {
    const reworded = change(before, fox, (tr, at) =>
      tr.replaceWith(at("a", 10), at("a", 19), schema.text("cat")),
    );
    expect([words(reworded), reworded.anchor.state]).toEqual(["cat", "changed"]);
    const dragged = change(reworded.doc, reworded.anchor, (tr, at) =>
      tr.delete(at("b", 9), at("b", 13)).insert(at("a", 11), schema.text("lazy")),
    );
    expect(words(dragged)).toBe("clazyat");
    const back = undo(dragged, reworded.doc);
    expect([words(back), back.anchor.state]).toEqual(["cat", "changed"]);
    expect(withoutMemory(undo({ ...reworded, ...back, steps: reworded.steps }, before).anchor)).toEqual(fox);
  });

  it("takes none of the older words for its own that a restore puts beside what is left of them", () => {
    const later = p("a", "The quick dog barks.");
    const moved = doc(b, later);
    const flags = ["quick brown", "fox jumps."].map((quote) => anchorOn(a, quote));
    const [start] = [paragraphStart(before, uuid("a"))!];
    const tr = new Transform(before)
      .delete(start - 1, start + a.text.length + 1)
      .insert(moved.content.size - later.text.length - 2, moved.lastChild!);
    const [left, gone] = moveAnchors(before, tr.doc, tr.steps, flags, { rewords: false });
    expect(left).toMatchObject({ state: "changed", start: 4, end: 10 });
    expect(gone!.state).not.toBe("exact");
  });

  it("keeps an anchor when the kind of its paragraph changes", () => {
    const result = change(before, fox, (tr, at) =>
      tr
        .setNodeMarkup(at("a") - 1, schema.nodes.quote, { id: a.id })
        .insert(at("a", 3), schema.text(" very")),
    );
    expect([words(result), result.anchor.state]).toEqual(["brown fox", "exact"]);
  });
});
