import { describe, expect, it } from "vitest";
import { type EditorState, type Command } from "prosemirror-state";
import { citedReferences } from "../cited-references";
import { citationsIn } from "../citation-numbers";
import { stepsBetween } from "@/domain/article/steps-between";
import type { KeptParagraph } from "../collaboration/conflict";
import { paragraphDto } from "@/domain/article/document";
import { applyAll } from "../collaboration/rebase";
import { doc, editing, lines, uuid, type Line } from "../testing";
import { insertCitation, isCitationPlace, mayCite } from "./citation";
import { addressOf, linkAt, setLink } from "./link";
import { leftOut, putBack } from "./put-back";
import fc from "fast-check";

const TITLE: Line = ["title", "T"];

function run(state: EditorState, command: Command): EditorState {
  let next = state;
  command(state, (transaction) => (next = state.apply(transaction)));
  return next;
}

describe("citations", () => {
  it("are put behind the selected words; a new reference comes last", () => {
    const state = run(
      editing([TITLE, ["body", "|Claim|."], ["reference", "Old"]]),
      insertCitation({ newId: uuid(9), text: " New\n one " }),
    );
    expect(lines(state.doc)).toEqual(["title: T", "body: Claim^9.", "reference: Old", "reference: New one"]);
    expect(citationsIn(state.doc, "numbered").labels.get(uuid(9))).toBe("1");
  });
  it("point at a reference that is there", () => {
    const state = run(
      editing([TITLE, ["body", "Claim|."], ["reference", "Old"]]),
      insertCitation({ id: uuid(3) }),
    );
    expect(lines(state.doc)[1]).toBe("body: Claim^3.");
  });
  it("are meant by a bracket behind a word, not by one after a space, and not in the bibliography", () => {
    const isPlace = (article: Line[]) => {
      const state = editing(article);
      return isCitationPlace(state, state.selection.from, state.selection.to);
    };
    expect(isPlace([TITLE, ["body", "Claim|."]])).toBe(true);
    expect(isPlace([TITLE, ["body", "Claim”|"]])).toBe(true);
    expect(isPlace([TITLE, ["body", "said |"]])).toBe(false);
    expect(isPlace([TITLE, ["body", "|"]])).toBe(false);
    expect(mayCite(editing([TITLE, ["body", "x"], ["reference", "R|"]]))).toBe(false);
  });
  it("keep their reference in the article", () => {
    let refused = "";
    const state = editing(
      [TITLE, ["body", "a^3"], ["reference", "R"]],
      [citedReferences((message) => (refused = message))],
    );
    const { from, to } = { from: state.doc.content.size - 3, to: state.doc.content.size };
    expect(lines(state.apply(state.tr.delete(from, to)).doc)).toEqual(lines(state.doc));
    expect(refused).not.toBe("");
    const without = state.apply(state.tr.delete(5, 6));
    expect(
      lines(without.apply(without.tr.delete(without.doc.content.size - 3, without.doc.content.size)).doc),
    ).toEqual(["title: T", "body: a"]);
  });
});

describe("links", () => {
  it("take what people type as an address, and nothing that runs", () => {
    expect(addressOf(" https://example.org/a ")).toBe("https://example.org/a");
    expect(addressOf("example.org/a?b")).toBe("https://example.org/a?b");
    expect(addressOf("a.weaver@example.org")).toBe("mailto:a.weaver@example.org");
    for (const bad of ["", "words", "javascript:alert(1)", "data:text/html,x", "ht tp://x.y"])
      expect(addressOf(bad)).toBeNull();
  });
  it("are put on words, changed as a whole from inside, and taken away", () => {
    let state = run(
      editing([TITLE, ["body", "see |this| now"]]),
      setLink({ from: 8, to: 12 }, "https://a.org"),
    );
    expect(linkAt(state)).toEqual({ from: 8, to: 12, href: "https://a.org" });
    state = run(state, setLink({ from: 8, to: 12 }, null));
    expect(linkAt(state)).toBeNull();
  });
  it("are words of their own where nothing is selected", () => {
    const state = run(
      editing([TITLE, ["body", "see |"]]),
      setLink({ from: 8, to: 8 }, "https://a.org", "a.org"),
    );
    expect(lines(state.doc)[1]).toBe("body: see a.org");
  });
  it("are refused for an unsafe address", () => {
    expect(setLink({ from: 4, to: 5 }, "javascript:alert(1)")(editing([TITLE, ["body", "a|b"]]))).toBe(false);
  });
});

describe("words that could not be saved", () => {
  const kept = (line: Line, parts: Partial<KeptParagraph>): KeptParagraph => ({
    ...paragraphDto(doc(TITLE, line).child(1)),
    afterId: null,
    ...parts,
  });
  it("go back over what stands now", () => {
    const state = run(editing([TITLE, ["body", "Theirs"]]), putBack(kept(["body", "Mine"], { id: uuid(2) })));
    expect(lines(state.doc)).toEqual(["title: T", "body: Mine"]);
  });
  it("come back behind the paragraph they stood after, with their id, without citations of what is gone", () => {
    const article: Line[] = [TITLE, ["body", "a"], ["body", "b"], ["reference", "R"]];
    const mine = kept(["quote", "Mine^9"], { id: uuid(7), afterId: uuid(2) });
    expect(leftOut(mine, doc(...article))).toBe(1);
    const state = run(editing(article), putBack(mine));
    expect(lines(state.doc)).toEqual(["title: T", "body: a", "quote: Mine", "body: b", "reference: R"]);
    expect(state.doc.child(2).attrs.id).toBe(uuid(7));
  });
  it("find the nearest place where they may stand", () => {
    const article: Line[] = [TITLE, ["body", "a"], ["reference", "R"], ["reference", "S"]];
    const state = run(editing(article), putBack(kept(["body", "Mine"], { id: uuid(7), afterId: uuid(4) })));
    expect(lines(state.doc)).toEqual(["title: T", "body: a", "body: Mine", "reference: R", "reference: S"]);
  });
});

describe("the steps between two texts", () => {
  const line = fc.oneof(
    fc.tuple(
      fc.constantFrom("body" as const, "heading" as const, "quote" as const),
      fc.string({ unit: fc.constantFrom("a", "b", " ", "^9", "م", "🌍"), maxLength: 8 }),
    ),
  );
  const article = fc
    .array(line, { minLength: 1, maxLength: 6 })
    .map((body): Line[] => [TITLE, ...body, ["reference", "R"]]);
  it("lead from one to the other, whatever they are", () => {
    fc.assert(
      fc.property(article, article, (one, two) => {
        const [from, to] = [doc(...one), doc(...two)];
        expect(applyAll(from, stepsBetween(from, to)).eq(to)).toBe(true);
      }),
    );
  });
  it("touch only the paragraph that differs", () => {
    const from = doc(TITLE, ["body", "one"], ["body", "two"], ["body", "three"]);
    const to = doc(TITLE, ["body", "one"], ["body", "twoo"], ["body", "three!"]);
    expect(stepsBetween(from, to).length).toBe(2);
  });
});
