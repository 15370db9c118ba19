import { describe, expect, it } from "vitest";
import type { ManuscriptWarning, Repair } from "@/domain/contract";
import { NO_CORRECTIONS } from "../manuscript/given";
import { placeNotes, previewNotes } from "./places";

const repair = (id: string, line: number): Repair => ({
  id,
  type: "join",
  line,
  message: "",
  before: "",
  after: "",
});
const warning = (line: number): ManuscriptWarning => ({ type: "other", line, message: "" });
const paragraph = (line: number) => ({ key: `L${line}`, line });
const notes = (
  repairs: Repair[],
  warnings: ManuscriptWarning[] = [],
  undone: Repair[] = [],
  joins: string[] = [],
) => previewNotes({ repairs, warnings }, { undone, corrections: { ...NO_CORRECTIONS, joins } });

describe("previewNotes", () => {
  it("are in the order of their places, whatever they are", () => {
    expect(notes([repair("a", 9)], [warning(2)], [repair("b", 4)], ["L7.2"]).map(({ line }) => line)).toEqual(
      [2, 4, 7, 9],
    );
  });

  it("show a repair once while the preview has not caught up with its undoing", () => {
    expect(notes([repair("a", 3)], [], [repair("a", 3)])).toMatchObject([{ id: "a", undone: false }]);
    expect(notes([], [], [repair("a", 3)])).toMatchObject([{ id: "a", undone: true }]);
  });
});

describe("placeNotes", () => {
  const ids = (placed: ReturnType<typeof placeNotes>) =>
    Object.fromEntries([...placed].map(([key, beside]) => [key, beside.map(({ id }) => id)]));

  it("stand beside the paragraph that holds their line", () => {
    const paragraphs = [paragraph(1), paragraph(4), paragraph(9)];
    expect(ids(placeNotes(paragraphs, notes([repair("a", 4), repair("b", 8), repair("c", 20)])))).toEqual({
      L4: ["a", "b"],
      L9: ["c"],
    });
  });

  it("go by the source's order, not the document's", () => {
    const paragraphs = [paragraph(3), paragraph(1), paragraph(5)];
    expect(ids(placeNotes(paragraphs, notes([repair("a", 2), repair("b", 3)])))).toEqual({
      L1: ["a"],
      L3: ["b"],
    });
  });

  it("stand beside the first paragraph when they lie before it, and nowhere without one", () => {
    expect(ids(placeNotes([paragraph(5)], notes([repair("a", 1)])))).toEqual({ L5: ["a"] });
    expect(placeNotes([], notes([repair("a", 1)])).size).toBe(0);
  });
});
