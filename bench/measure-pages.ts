import { chromium } from "playwright";
import { makeArticle } from "@/server/testing/factories";
import { makeFlag } from "@/server/testing/flags";
import { BROWSER_ARGUMENTS } from "../scripts/browser.mjs";
import { generatedArticle } from "./article";
import { flagMaker } from "./flags";
import { measureLink, measurePage, measureReading, type PageFigures, type Visit } from "./page";
import type { People } from "./people";
import { usageOf, workBetween } from "./server-process";
import { median } from "./statistics";
import { figure, markdownTable } from "./table";

const FLAG_COUNTS = [0, 50, 500];
const ROUNDS = 7;
/** The flag whose link is followed, counted in text order: far below what stands in the first window. */
const LINKED = 300;

/** Measures the review of one article with no, some and many flags, and gives it as Markdown. */
export async function measurePages(address: string, pid: number, people: People): Promise<string> {
  console.log(`Storing three articles with ${FLAG_COUNTS.join(", ")} flags`);
  const visits: Visit[] = [];
  for (const flags of FLAG_COUNTS) {
    const article = await makeArticle(people.author, { paragraphs: generatedArticle() });
    const { actor } = people.editors[0]!;
    const inputs = Array.from({ length: flags }, flagMaker(article, flags));
    await Promise.all(inputs.map((input) => makeFlag(actor, article, input)));
    const { id, paragraphs } = article;
    visits.push({
      address,
      reader: people.editors[0]!,
      article: { id, paragraphs: paragraphs.length, flags },
    });
  }

  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: BROWSER_ARGUMENTS,
  });
  try {
    for (const visit of visits) await measurePage(browser, visit); // the server has to wake up
    const runs = visits.map((): VisitFigures[] => []);
    // In turn, so that whatever else the machine does falls on all alike.
    for (let round = 1; round <= ROUNDS; round++) {
      for (const [index, visit] of visits.entries()) {
        const before = usageOf(pid);
        const figures = await measurePage(browser, visit);
        runs[index]!.push({ ...figures, serverWork: workBetween(before, usageOf(pid)) });
      }
      const shown = runs.map((of) => figure(of.at(-1)!.flags)).join(", ");
      console.log(`Pages, round ${round} of ${ROUNDS}: flags visible after ${shown} ms`);
    }
    const links: number[] = [];
    for (let round = 1; round <= ROUNDS; round++)
      links.push(await measureLink(browser, visits.at(-1)!, LINKED));
    const reading = await measureReading(browser, visits[1]!);
    return describe(runs, { reading, linked: median(links) }, browser.version());
  } finally {
    await browser.close();
  }
}

interface VisitFigures extends PageFigures {
  /** Milliseconds of the server's processor time. */
  serverWork: number | null;
}

function describe(
  runs: readonly VisitFigures[][],
  { reading, linked }: { reading: number; linked: number },
  version: string,
): string {
  const row = (words: string, of: (figures: VisitFigures) => number | null, digits = 0) => [
    words,
    ...runs.map((visits) => figure(median(visits.map((figures) => of(figures) ?? NaN)), digits)),
  ];
  const fold = (of: (figures: PageFigures) => number) => {
    const [none, many] = [runs[0]!, runs.at(-1)!].map((figures) => median(figures.map(of)));
    return figure(many! / none!, 2);
  };
  return `### The review of a real-sized article

Medians of ${ROUNDS} visits by a browser that has nothing in its cache (Chromium ${version}, 1440 × 900), in ms since the
navigation began. *Text*: the frame is painted in which the last of all paragraphs is drawn. *Flags*: the one in
which all flags have their words marked, and those with words in the window or one height of it above or below have
their notes drawn in the margin: what a person can see, and the next screen. *All notes*: the one in which the others
are drawn too. *Still*: the notes have moved for the last time.

${markdownTable(
  ["", ...FLAG_COUNTS.map((count) => `${count} flags`)],
  [
    row("JavaScript, kB gzipped", ({ script }) => script / 1000, 1),
    row("the page itself, kB gzipped", ({ document }) => document / 1000, 1),
    row("all transferred, kB", ({ transferred }) => transferred / 1000, 1),
    row("requests", ({ requests }) => requests),
    row("first byte, ms", ({ firstByte }) => firstByte),
    row("text visible, ms", ({ text }) => text),
    row("flags visible, ms", ({ flags }) => flags),
    row("all notes there, ms", ({ all }) => all),
    row("notes still, ms", ({ still }) => still),
    row("long tasks (over 50 ms), ms in all", ({ longTasks }) => longTasks),
    row("processor time of the page's main thread, ms", ({ work }) => work),
    row("processor time of the server, ms", ({ serverWork }) => serverWork),
  ],
)}

${FLAG_COUNTS.at(-1)} flags against none: visible after ${fold(({ flags }) => flags)} times as long, still after ${fold(({ still }) => still)} times.
A link to flag ${LINKED} of ${FLAG_COUNTS.at(-1)}: its words and its note stand in the window after ${figure(linked)} ms.
JavaScript once notes, forms and dialogs have all been used, and nobody edits: ${figure(reading / 1000, 1)} kB gzipped.`;
}
