/**
 * `npm run bench -- export`: what it takes to make the files of a very long article with a very long review, beside
 * Pandoc, where it is installed, writing the same document in the same run.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ParagraphDto } from "@/domain/contract";
import { toDocx, toPdfArticle, toReviewedDocx } from "@/domain/draft";
import { flagOn, underReview } from "@/domain/draft/testing/reviewed-articles";
import { FLAG_KINDS } from "@/domain/flag/kinds";
import { p } from "@/domain/testing";
import { renderPdf } from "@/server/pdf";
import { generatedArticle } from "./article";
import { figure, markdownTable } from "./table";

const WORDS = 100_000;
const COMMENTS = 2_000;

const folder = mkdtempSync(path.join(tmpdir(), "galley-export-"));
try {
  const paragraphs = longArticle();
  const words = paragraphs.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
  const article = underReview(paragraphs, review(paragraphs));
  const megabytes = (bytes: number) => bytes / 1e6;
  const idle = process.memoryUsage.rss();
  let reviewed: Uint8Array = new Uint8Array();
  const reviewedTime = await timed(() => {
    reviewed = toReviewedDocx(article);
  });
  const cleanTime = await timed(() => toDocx(article));
  // Of a process: what it ever had, so that nothing between two looks is missed.
  const peak = process.resourceUsage().maxRSS * 1024;
  const pdfTime = await timed(() => renderPdf(toPdfArticle(article)));
  const pandocTime = await timePandoc(reviewed);
  const row = (name: string, time: number | null) => [
    name,
    figure(time && time / 1000, 2),
    figure(time && pandocTime && time / pandocTime, 2),
  ];
  console.log(`
### Files for other programs: ${figure(words)} words, ${figure(COMMENTS)} comments

${markdownTable(
  ["", "s", "times Pandoc"],
  [
    row("reviewed Word file", reviewedTime),
    row("clean Word file", cleanTime),
    row("PDF, in a process of its own", pdfTime),
    row("Pandoc writes the reviewed Word file", pandocTime),
  ],
)}

${pandocTime === null ? "Pandoc is not installed: nothing to compare with. " : ""}The Word files took ${figure(megabytes(peak - idle))} MB beyond the ${figure(megabytes(idle))} MB before them; the reviewed one has ${figure(megabytes(reviewed.length), 1)} MB.`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function longArticle(): ParagraphDto[] {
  const texts = generatedArticle()
    .filter(({ kind }) => kind === "body")
    .map(({ content }) => content.map((part) => ("text" in part ? part.text : "")).join(""));
  const paragraphs = [p("title", "A very long article", "title")];
  for (let words = 0, index = 0; words < WORDS; index++) {
    const text = texts[index % texts.length]!;
    words += text.split(" ").length;
    paragraphs.push(p(`b${index}`, text));
  }
  return paragraphs;
}

function review(paragraphs: readonly ParagraphDto[]) {
  const bodies = paragraphs.slice(1);
  const perParagraph = Math.ceil(COMMENTS / bodies.length);
  return Array.from({ length: COMMENTS }, (_, index) => {
    const paragraph = bodies[Math.floor(index / perParagraph)]!;
    const word = [...paragraph.text.matchAll(/\p{L}{5,}/gu)][(index % perParagraph) * 4]![0];
    const kind = FLAG_KINDS[index % FLAG_KINDS.length]!;
    const facts = kind === "typo" ? { replacement: `${word}s` } : {};
    return flagOn(paragraph, word, {
      id: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
      kind,
      ...facts,
      note: "Is this still so? The last figure that I can find is two years older.",
      thread: [{ type: "reply", body: "The ministry says so." }],
    });
  });
}

/** Milliseconds. */
async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Of Pandoc from its own tree to a Word file with comments and changes, as we write one; null where it is absent. */
async function timePandoc(reviewed: Uint8Array): Promise<number | null> {
  const [file, tree] = [path.join(folder, "reviewed.docx"), path.join(folder, "tree.json")];
  writeFileSync(file, reviewed);
  try {
    execFileSync("pandoc", ["--track-changes=all", "-f", "docx", "-t", "json", "-o", tree, file]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  const made = path.join(folder, "pandoc.docx");
  return timed(() => execFileSync("pandoc", ["-f", "json", "-t", "docx", "-o", made, tree]));
}
