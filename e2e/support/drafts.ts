/** Drafts as they leave: downloaded by a press, read by content. */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright/test";
import { all, paragraphText, parseXml, partsOf } from "../../domain/draft/testing/docx-reading";
import { pdfPages } from "../../domain/draft/testing/pdf-reading";
import type { DraftFormat } from "../../domain/contract";
import type { JsonArticle, JsonInline } from "../../domain/draft/json";
import { expect } from "./fixtures";

const NAMES: Record<DraftFormat, string> = {
  docx: "Word",
  html: "HTML",
  json: "JSON",
  md: "Markdown",
  pdf: "PDF",
  txt: "Plain text",
};

export interface Draft {
  fileName: string;
  /** All of it that is text: for a Word file, every part. */
  raw: string;
  /** What a reader reads. */
  words: string;
  /** Numbers of the citations in the text, by first appearance. */
  cited: number[];
  /** How many entries the list of references has. */
  references: number;
}

/** Presses Download beside a format, and whatever the page asks before it gives the file. */
export async function download(page: Page, format: DraftFormat, confirm?: string): Promise<Draft> {
  const { fileName, bytes } = await press(page, `Download as ${NAMES[format]}`, confirm);
  expect(fileName).toMatch(new RegExp(`\\.${format}$`));
  return { fileName, ...READ[format](bytes) };
}

/** The file that a button gives. */
export async function press(
  page: Page,
  button: string,
  confirm?: string,
): Promise<{ fileName: string; bytes: Uint8Array }> {
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).click();
  if (confirm) await page.getByRole("dialog").getByRole("button", { name: confirm }).click();
  const file = await coming;
  return { fileName: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

type Reader = (bytes: Uint8Array) => Omit<Draft, "fileName">;

const READ: Record<DraftFormat, Reader> = {
  md: (bytes) => {
    const raw = utf8(bytes);
    return {
      raw,
      words: raw,
      cited: numbers(raw, /\[\^(\d+)\](?!:)/g),
      references: numbers(raw, /^\[\^(\d+)\]:/gm).length,
    };
  },
  txt: (bytes) => {
    const raw = utf8(bytes);
    const [text = "", list = ""] = raw.split(/^References$/m);
    return {
      raw,
      words: raw,
      cited: numbers(text, /\[(\d+)\]/g),
      references: numbers(list, /^(\d+)\. /gm).length,
    };
  },
  html: (bytes) => {
    const raw = utf8(bytes);
    return {
      raw,
      words: raw.replace(/<style[\s\S]*?<\/style>|<[^>]+>/g, ""),
      cited: numbers(raw, /href="#reference-(\d+)"/g),
      references: numbers(raw, /id="reference-(\d+)"/g).length,
    };
  },
  docx: (bytes) => {
    const parts = partsOf(bytes);
    const [document, endnotes] = ["word/document.xml", "word/endnotes.xml"].map((name) => parts[name] ?? "");
    if (!document || !endnotes) throw new Error("The Word file has no document, or no endnotes.");
    const paragraphs = [document, endnotes].flatMap((xml) => all(parseXml(xml), "w:p"));
    return {
      raw: Object.values(parts).join("\n"),
      words: paragraphs.map(paragraphText).join("\n"),
      cited: numbers(document, /<w:endnoteReference w:id="(\d+)"/g),
      references: numbers(endnotes, /<w:endnote w:id="([1-9]\d*)"/g).length,
    };
  },
  // With footnotes, as it is given unless somebody chooses.
  pdf: (bytes) => {
    const words = pdfPages(bytes).join("").replaceAll("\n", "");
    const structure = Buffer.from(bytes).toString("latin1");
    return {
      raw: `${structure}\n${words}`,
      words,
      cited: numbers(structure, /\/Contents \(Footnote (\d+)\)/g),
      references: numbers(structure, /\/ID \(Note (\d+)\)/g).length,
    };
  },
  json: (bytes) => {
    const raw = utf8(bytes);
    const article = JSON.parse(raw) as JsonArticle;
    const blocks = article.blocks.flatMap((block) =>
      "content" in block ? [block] : "items" in block ? block.items : block.paragraphs,
    );
    const inlines = [...blocks, ...article.references].flatMap(({ content }) => content);
    const cited = inlines.flatMap((inline: JsonInline) =>
      inline.type === "citation" ? [inline.reference] : [],
    );
    return {
      raw,
      words: inlines.map((inline) => ("text" in inline ? inline.text : "\n")).join(""),
      cited: [...new Set(cited)],
      references: article.references.length,
    };
  },
};

const utf8 = (bytes: Uint8Array) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);

/** By first appearance, each once. */
function numbers(text: string, pattern: RegExp): number[] {
  return [...new Set([...text.matchAll(pattern)].map(([, number]) => Number(number)))];
}

export const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
