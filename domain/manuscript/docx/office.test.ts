import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkDocument, outline } from "../testing";
import { flagsOf, read, warningsOf } from "./testing/build";

/** Files as LibreOffice writes them, made from scratch where it is installed. */

const FLAT = path.resolve(import.meta.dirname, "testing/office.fodt");
const HTML = `<html><head><title>River</title></head><body><h1>The Shared River</h1><p>By Mina Sattari</p>
<h2>The Treaty</h2><p>The river was <b>shared</b> out, and <i>nobody</i> reads the <a href="https://example.org/t">treaty</a>.</p>
<ul><li>water</li><li>power</li></ul><blockquote>We had no choice.</blockquote><h2>Its End</h2><p>So it was.</p></body></html>`;

function isInstalled(): boolean {
  try {
    execFileSync("soffice", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

describe.runIf(isInstalled())("a file made by LibreOffice", () => {
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
