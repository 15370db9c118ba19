import { describe, expect, it } from "vitest";
import type { Repair } from "@/domain/contract";
import { manuscriptOf, textManuscript } from "../manuscript/given";
import {
  articleInputOf,
  emptyDraft,
  guessFormat,
  holdsManuscript,
  withJoin,
  withKind,
  withManuscript,
  withRepair,
  withSource,
  withTitle,
  type ImportDraft,
} from "./draft";

const draftOf = (source: string): ImportDraft => ({ ...emptyDraft("article", "desk", ["author"]), source });
const repairAt = (line: number): Repair => ({
  id: `join-${line}`,
  type: "join",
  line,
  message: "",
  before: "",
  after: "",
});

describe("formats", () => {
  it.each([
    ["A title\n\nSome text [1].", "text"],
    ["# A title\n\nSome text", "markdown"],
    ["See [this](https://example.org)", "markdown"],
    ["<!doctype html><html>", "html"],
    ["<p>Text", "html"],
    ["<angle> brackets in a text", "text"],
    ["Item #1 of many", "text"],
  ])("%j looks like %s", (source, format) => {
    expect(guessFormat(source)).toBe(format);
  });
});

describe("corrections", () => {
  it("are forgotten with another manuscript", () => {
    const draft = withRepair(withKind(draftOf("a\nb"), "L2", "heading"), repairAt(1), false);
    expect(withManuscript(draft, textManuscript("c", "text"))).toMatchObject({
      corrections: { undo: [], kinds: {}, joins: [] },
      undone: [],
    });
  });

  it("a join and a repair can be taken back and put again", () => {
    const joined = withJoin(withJoin(draftOf("a\nb"), "L2", true), "L2", true);
    expect(joined.corrections.joins).toEqual(["L2"]);
    expect(withJoin(joined, "L2", false).corrections.joins).toEqual([]);

    const undone = withRepair(draftOf("a\nb"), repairAt(2), false);
    expect(undone.corrections.undo).toEqual(["join-2"]);
    expect(undone.undone).toEqual([repairAt(2)]);
    expect(withRepair(undone, repairAt(2), true)).toMatchObject({ corrections: { undo: [] }, undone: [] });
  });

  it("an empty title is none", () => {
    const titled = withTitle(draftOf("a"), "New");
    expect(titled.corrections.title).toBe("New");
    expect("title" in withTitle(titled, "").corrections).toBe(false);
  });
});

describe("editing the source", () => {
  const source = "one\ntwo\nthree\nfour";
  const corrected = withTitle(
    withJoin(withKind(withKind(draftOf(source), "L1", "heading"), "L4.2", "quote"), "L3", true),
    "Title",
  );

  it("takes corrections along with their lines", () => {
    const { corrections } = withSource(corrected, "one\ntwo\nnew\nthree\nfour");
    expect(corrections).toEqual({
      undo: [],
      kinds: { L1: "heading", "L5.2": "quote" },
      joins: ["L4"],
      title: "Title",
    });
  });

  it("drops those of the lines that changed", () => {
    const { corrections } = withSource(corrected, "one\ntwo\nthree!\nfour");
    expect(corrections.joins).toEqual([]);
    expect(corrections.kinds).toEqual({ L1: "heading", "L4.2": "quote" });
  });

  it("keeps a repair taken back only above the edit", () => {
    const draft = withRepair(withRepair(draftOf(source), repairAt(1), false), repairAt(4), false);
    expect(withSource(draft, "one\nnew\ntwo\nthree\nfour").undone).toEqual([repairAt(1)]);
    expect(withSource(draft, "one\nnew\ntwo\nthree\nfour").corrections.undo).toEqual(["join-1"]);
  });

  it("keeps everything when nothing changed", () => {
    expect(withSource(corrected, source)).toEqual(corrected);
  });
});

describe("articleInputOf", () => {
  it("leaves out what was left open", () => {
    expect(articleInputOf(draftOf("text"), "UTC")).toEqual({
      id: "article",
      deskId: "desk",
      authorIds: ["author"],
      format: "text",
      source: "text",
      corrections: { undo: [], kinds: {}, joins: [] },
    });
  });

  it("sends the due date as the moment it is in the desk's zone", () => {
    const draft = { ...draftOf("text"), due: "2026-11-23T18:00", language: "fa" };
    expect(articleInputOf(draft, "Asia/Tehran")).toMatchObject({
      dueAt: "2026-11-23T14:30:00.000Z",
      language: "fa",
    });
  });
});

describe("a Word file", () => {
  const file = { id: "file", bytes: new Uint8Array([1, 2, 3]) };
  const draft = withManuscript(draftOf("text"), {
    source: "",
    format: "docx",
    fileName: "a.docx",
    file,
    pasted: null,
  });

  it("is sent as it is, with its name", () => {
    const manuscript = { format: "docx", file: file.bytes, filename: "a.docx" };
    expect(manuscriptOf(draft)).toMatchObject(manuscript);
    expect(articleInputOf(draft, "UTC")).toMatchObject({ ...manuscript, deskId: "desk" });
    expect(manuscriptOf(draft)).not.toHaveProperty("source");
  });

  it("that the device has lost is still what the draft is about, but nothing to send", () => {
    const lost = { ...draft, file: null };
    expect(holdsManuscript(lost)).toBe(true);
    expect(manuscriptOf(lost)).toBeNull();
    expect(articleInputOf(lost, "UTC")).toBeNull();
  });
});

it("a text mended by hand has no other form any more", () => {
  const pasted = { html: "<p>text</p>", text: "text" };
  const draft = withManuscript(draftOf(""), { ...textManuscript(pasted.html, "html"), pasted });
  expect(draft.pasted).toEqual(pasted);
  expect(withSource(draft, "<p>texts</p>").pasted).toBeNull();
});
