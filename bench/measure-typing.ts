import { chromium, type Browser, type CDPSession } from "playwright";
import { makeArticle } from "@/server/testing/factories";
import { makeFlag } from "@/server/testing/flags";
import { BROWSER_ARGUMENTS } from "../scripts/browser.mjs";
import { generatedArticle } from "./article";
import { flagMaker } from "./flags";
import { sessionCookie, type People, type SignedIn } from "./people";
import { percentile } from "./statistics";
import { figure, markdownTable } from "./table";

const FLAG_COUNTS = [0, 500];
const ROUNDS = 3;
/** Milliseconds between two keys: a quick typist. */
const PAUSE = 80;
const WORDS =
  "the harbour council said that trade fell again this year and that the old pipeline would close before winter ";

interface Keystrokes {
  /** Milliseconds from each key to the frame that shows its letter. */
  latencies: number[];
  /** Milliseconds of the main thread's processor time for each key, on an average; saving is in it. */
  work: number;
}

/** Measures typing in the editor on the real-sized article, without flags and with many; gives it as Markdown. */
export async function measureTyping(address: string, people: People): Promise<string> {
  const author: SignedIn = { actor: people.author, cookie: await sessionCookie(people.author) };
  const visits: { url: string; flags: number }[] = [];
  for (const flags of FLAG_COUNTS) {
    const article = await makeArticle(people.author, { paragraphs: generatedArticle() });
    const inputs = Array.from({ length: flags }, flagMaker(article, flags));
    await Promise.all(inputs.map((input) => makeFlag(people.editors[0]!.actor, article, input)));
    visits.push({ url: `${address}/articles/${article.id}`, flags });
  }
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: BROWSER_ARGUMENTS,
  });
  try {
    const runs = visits.map((): Keystrokes[] => []);
    for (let round = 1; round <= ROUNDS; round++)
      for (const [index, { url, flags }] of visits.entries()) {
        const typed = await typeSome(browser, address, url, author);
        runs[index]!.push(typed);
        const p95 = figure(percentile(typed.latencies, 0.95));
        console.log(`Typing, round ${round} of ${ROUNDS}: ${flags} flags, 95 of 100 keys within ${p95} ms`);
      }
    return describe(runs, browser.version());
  } finally {
    await browser.close();
  }
}

async function typeSome(
  browser: Browser,
  address: string,
  url: string,
  { cookie }: SignedIn,
): Promise<Keystrokes> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    await context.addCookies([{ ...cookie, url: address }]);
    const page = await context.newPage();
    await page.goto(url);
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    const text = page.getByRole("textbox", { name: "Article text" });
    await text.locator("[data-kind=body]").nth(2).click();
    const session = await context.newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const type = async (words: string) => {
      for (const letter of words) await page.keyboard.press(letter, { delay: PAUSE });
    };
    await type(WORDS.slice(0, 20)); // the code has to warm up
    const trace = await startTrace(browser);
    const before = await workOf(session);
    await type(WORDS);
    const work = ((await workOf(session)) - before) / WORDS.length;
    return { latencies: latenciesOf(await trace()), work };
  } finally {
    await context.close();
  }
}

async function workOf(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? NaN);
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  /** Microseconds. */
  ts: number;
  id?: string;
  id2?: { local?: string; global?: string };
  args?: { event_latency?: { event_type?: string } };
}

/** Begins to trace what goes in and out of Chromium; the answer ends it and gives its events. */
async function startTrace(browser: Browser): Promise<() => Promise<TraceEvent[]>> {
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["input", "latencyInfo", "cc", "benchmark"] },
  });
  return async () => {
    const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
    await session.send("Tracing.end");
    await complete;
    await session.detach();
    return events;
  };
}

/** From the key to the frame being presented, as Chromium's own EventLatency has it, ms. */
function latenciesOf(events: readonly TraceEvent[]): number[] {
  const begun = new Map<string, number>();
  const latencies: number[] = [];
  const idOf = ({ pid, id, id2 }: TraceEvent) => `${pid} ${id2?.local ?? id2?.global ?? id}`;
  for (const event of events
    .filter(({ name }) => name === "EventLatency")
    .toSorted((one, other) => one.ts - other.ts)) {
    const type = event.args?.event_latency?.event_type;
    if (event.ph === "b" && (type === "KEY_PRESSED" || type === undefined)) begun.set(idOf(event), event.ts);
    const began = begun.get(idOf(event));
    if (event.ph !== "e" || began === undefined) continue;
    begun.delete(idOf(event));
    if ((type ?? "KEY_PRESSED") === "KEY_PRESSED") latencies.push((event.ts - began) / 1000);
  }
  return latencies;
}

function describe(runs: readonly Keystrokes[][], version: string): string {
  const keys = runs.map((rounds) => rounds.flatMap(({ latencies }) => latencies));
  const work = runs.map((rounds) => rounds.reduce((sum, round) => sum + round.work, 0) / rounds.length);
  return `### Typing in a real-sized article

${ROUNDS} × ${WORDS.length} keys, one each ${PAUSE} ms, in the third paragraph of text, while it is saved as always (Chromium
${version}, 1440 × 900). *To paint*: from the key to the frame that shows its letter, from Chromium's trace.

${markdownTable(
  ["", ...FLAG_COUNTS.map((count) => `${count} flags`)],
  [
    ["keys seen", ...keys.map((all) => figure(all.length))],
    ["key to paint, median, ms", ...keys.map((all) => figure(percentile(all, 0.5), 1))],
    ["key to paint, p95, ms", ...keys.map((all) => figure(percentile(all, 0.95), 1))],
    ["processor time of the page's main thread a key, ms", ...work.map((ms) => figure(ms, 1))],
  ],
)}`;
}
