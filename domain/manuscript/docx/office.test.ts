import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toReviewedDocx } from "../../draft";
import { isInstalled, LibreOffice } from "../../draft/testing/programs";
import { flagOn, reviewedSample } from "../../draft/testing/reviewed-articles";
import { checkDocument, outline } from "../testing";
import { flagsOf, read, warningsOf } from "./testing/build";
import { inlineText } from "../../article/kinds";
import type { ParsedManuscript } from "../../contract";

/** Files as LibreOffice writes them, made from scratch where it is installed. */

const FLAT = path.resolve(import.meta.dirname, "testing/office.fodt");
const HTML = `<html><head><title>River</title></head><body><h1>The Shared River</h1><p>By Mina Sattari</p>
<h2>The Treaty</h2><p>The river was <b>shared</b> out, and <i>nobody</i> reads the <a href="https://example.org/t">treaty</a>.</p>
<ul><li>water</li><li>power</li></ul><blockquote>We had no choice.</blockquote><h2>Its End</h2><p>So it was.</p></body></html>`;

describe.runIf(isInstalled("soffice"))("a file made by LibreOffice", () => {
  let folder = "";
  const file = (name: string) => new Uint8Array(readFileSync(path.join(folder, name)));

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "galley-office-"));
    writeFileSync(path.join(folder, "web.html"), HTML);
    writeFileSync(path.join(folder, "flat.fodt"), readFileSync(FLAT));
    const profile = `-env:UserInstallation=${pathToFileURL(path.join(folder, "profile"))}`;
    const convert = (format: string, ...names: string[]) =>
      execFileSync(
        "soffice",
        [
          profile,
          "--headless",
          "--convert-to",
          format,
          "--outdir",
          folder,
          ...names.map((name) => path.join(folder, name)),
        ],
        { stdio: "ignore" },
      );
    convert("docx", "flat.fodt");
    convert("docx:Office Open XML Text", "web.html");
  }, 240_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("has its structure, its notes, its comments and its changes", () => {
    const result = read(file("flat.docx"));
    expect(outline(result)).toEqual([
      "title: The Shared River",
      "standfirst: What two states made of it",
      "heading: The Treaty",
      "body: The river was shared out in 1987{L12}. They recieve its water.",
      "body: It was so.{L13} Nobody reads the treaty today.",
      "quote: We had no choice.",
      "list_item: read the treaty",
      "list_item: share the water",
      "body: State | Share",
      "body: Harran | 58",
      "body: رودخانه میان دو کشور تقسیم شد.",
      "reference: Sattari, Mina. 2021.",
      "reference: Demir, Yusuf. 2022.",
    ]);
    expect(flagsOf(result)).toEqual([
      "fact_check “in 1987” (Bob Reader): who says so? ✓",
      "typo “recieve” → “receive” (Ann Editor)",
      "comment “treaty” (Bob Reader): Nice.\nReally.",
      "comment “today” (Ann Editor): Paragraph inserted here: “A new paragraph.”",
    ]);
    expect(result.flags[0]!.at).toBe("2026-03-02T10:00:00.000Z");
    expect(result.repairs).toEqual([]);
    checkDocument(result);
  });

  it("keeps what came from a web page", () => {
    const result = read(file("web.docx"));
    expect(outline(result)).toEqual([
      "title: The Shared River",
      "byline: Mina Sattari",
      "heading: The Treaty",
      "body: The river was shared out, and nobody reads the treaty.",
      "list_item: water",
      "list_item: power",
      "quote: We had no choice.",
      "heading: Its End",
      "body: So it was.",
    ]);
    const marks = result.manuscript.paragraphs[3]!.content.flatMap((node) => node.marks ?? []);
    expect(marks.map(({ type }) => type)).toEqual(["strong", "em", "link"]);
    expect(warningsOf(result)).toEqual([]);
  });
});

describe.runIf(isInstalled("soffice"))("a reviewed file of ours that LibreOffice saved", () => {
  const sample = reviewedSample();
  // A fix of a paragraph's first word, too: what the paragraph is known by stands before it.
  const dam = sample.paragraphs.find(({ text }) => text.startsWith("It was"))!;
  const source = {
    ...sample,
    flags: [...sample.flags, flagOn(dam, "It", { replacement: "The dam" })],
  };
  const file = toReviewedDocx(source);
  const office = new LibreOffice();
  afterAll(() => office.dispose());

  /** What was written beside the text, replies as the comments that LibreOffice (7.4) makes of them. */
  const comments = ({ flags }: ParsedManuscript) =>
    flags
      .filter(({ note }) => note !== "")
      .flatMap(({ by, at, note, resolved, replies }) => [
        // What a fix proposed is told while the words are others that stood there when it was accepted.
        [by.name, at, note.replace(/^Typo: .* should read .*\n/, ""), resolved],
        ...replies.map((reply) => [reply.by.name, reply.at, reply.body, false]),
      ])
      .map((one) => JSON.stringify(one))
      .sort();
  const changes = ({ flags }: ParsedManuscript) => flags.filter(({ key }) => key.startsWith("change:"));
  const words = (result: ParsedManuscript) =>
    new Map(result.manuscript.paragraphs.map((paragraph) => [paragraph.key, inlineText(paragraph.content)]));
  /** Which article it is of, and by their ids the paragraphs and flags as they read. */
  const known = (result: ParsedManuscript) => {
    const { articleId, version, view, paragraphs, flags, citations } = result.galley!;
    const text = words(result);
    return {
      article: [articleId, version, view],
      paragraphs: paragraphs.map(({ id, paragraphKey }) => [id, text.get(paragraphKey)]),
      flags: Object.fromEntries(
        flags.map(({ id, paragraphKey, start, end }) => [id, text.get(paragraphKey)!.slice(start, end)]),
      ),
      citations: citations.map(({ text }) => text),
    };
  };
  const written = read(file);

  it("is known as it was: article, paragraphs, flags, citations, comments with their people, dates and states", () => {
    const saved = read(office.convert([file], "docx")[0]!);
    expect(known(saved)).toEqual(known(written));
    expect(comments(saved)).toEqual(comments(written));
    expect(warningsOf(saved)).toEqual(warningsOf(written));
    checkDocument(saved);
  }, 240_000);

  it("is known as it was with all changes rejected: the fixes are gone, and nothing else", () => {
    const rejected = read(office.settle(file, "Reject"));
    expect(known(rejected)).toEqual(known(written));
    expect(comments(rejected)).toEqual(comments(written));
    expect(changes(rejected)).toEqual([]);
    checkDocument(rejected);
  }, 240_000);

  it("is known as it was with all changes accepted, and its fixes stand where their words stood", () => {
    const accepted = read(office.settle(file, "Accept"));
    // Of two fixes of the same words only one is a tracked change: the other stays a comment.
    const fixes = new Map(
      source.flags.flatMap(({ id, replacement, status }) =>
        replacement !== null && replacement !== "wet, says" && status === "open" ? [[id, replacement]] : [],
      ),
    );
    expect(fixes.size).toBe(changes(written).length);
    const now = known(accepted);
    const before = known(written);
    expect(now.article).toEqual(before.article);
    expect(now.citations).toEqual(before.citations);
    expect(now.paragraphs.map(([id]) => id)).toEqual(before.paragraphs.map(([id]) => id));
    for (const [id, words] of fixes) expect(now.flags[id]).toBe(words);
    expect(Object.keys(now.flags).sort()).toEqual(Object.keys(before.flags).sort());
    expect(comments(accepted)).toEqual(comments(written));
    expect(changes(accepted)).toEqual([]);
    checkDocument(accepted);
  }, 240_000);
});
