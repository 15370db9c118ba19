/**
 * `npm run bench -- export`: what it takes to make the files of a very long article with a very long review, beside
 * Pandoc, where it is installed, writing the same document in the same run.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import type { ParagraphDto } from "@/domain/contract";
import { toDocx, toPdfArticle, toReviewedDocx } from "@/domain/draft";
import { flagOn, underReview } from "@/domain/draft/testing/reviewed-articles";
import { FLAG_KINDS } from "@/domain/flag/kinds";
import { p } from "@/domain/testing";
import { renderPdf } from "@/server/pdf";
import { generatedArticle } from "./article";
import { inFolder, lastChild, memoryOf, runPandoc, watch, type Reading } from "./process-memory";
import { figure, markdownTable } from "./table";

const WORDS = 100_000;
const COMMENTS = 2_000;

await inFolder(async (folder) => {
  const paragraphs = longArticle();
  const words = paragraphs.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
  const article = underReview(paragraphs, review(paragraphs));
  const idle = memoryOf(process.pid);
  // The smaller one first: a process tells the most that it ever had.
  const clean = await made(() => toDocx(article));
  let file: Uint8Array = new Uint8Array();
  const reviewed = await made(() => {
    file = toReviewedDocx(article);
  });
  const pdf = await watch(lastChild, () => renderPdf(toPdfArticle(article)));
  const pandoc = await writeWithPandoc(folder, file);
  const row = (name: string, reading: Reading | null) => [
    name,
    figure(reading && reading.seconds, 2),
    figure(reading && pandoc && reading.seconds / pandoc.seconds, 2),
    figure(reading && reading.peak),
  ];
  console.log(`
### Files for other programs: ${figure(words)} words, ${figure(COMMENTS)} comments

${markdownTable(
  ["", "s", "times Pandoc", "MB at most"],
  [
    row("clean Word file", clean),
    row("reviewed Word file", reviewed),
    row("PDF, in a process of its own", pdf),
    row("Pandoc writes the reviewed Word file", pandoc),
  ],
)}

${pandoc === null ? "Pandoc is not installed: nothing to compare with. " : ""}Memory is a whole process's; ours had ${figure(idle)} MB before the first file. The reviewed one has ${figure(file.length / 1e6, 1)} MB.`);
});

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

/** Of this very process. */
async function made(work: () => unknown): Promise<Reading> {
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1000;
  return { seconds, peak: (process.resourceUsage().maxRSS * 1024) / 1e6 };
}

/** Of Pandoc from its own tree to a Word file with comments and changes, as we write one; null where it is absent. */
async function writeWithPandoc(folder: string, reviewed: Uint8Array): Promise<Reading | null> {
  const [file, tree] = [path.join(folder, "reviewed.docx"), path.join(folder, "tree.json")];
  writeFileSync(file, reviewed);
  const read = await runPandoc(["--track-changes=all", "-f", "docx", "-t", "json", "-o", tree, file]);
  return read && runPandoc(["-f", "json", "-t", "docx", "-o", path.join(folder, "pandoc.docx"), tree]);
}
