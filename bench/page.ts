import { readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, BrowserContext, CDPSession, Page } from "playwright";
import type { SignedIn } from "./people";

/** One visit to the review of an article, by a browser that has seen nothing of Galley before. */
export interface PageFigures {
  /** Bytes over the wire: bodies of scripts, of the page itself, and all with their headers. */
  script: number;
  document: number;
  transferred: number;
  requests: number;
  /** Milliseconds since the navigation began; see page-watch.js. */
  firstByte: number;
  text: number;
  flags: number;
  all: number;
  still: number;
  /** Sum of the main thread's tasks over 50 ms. */
  longTasks: number;
  /** Milliseconds of processor time that the page's main thread took until it was quiet. */
  work: number;
}

export interface Visit {
  address: string;
  reader: SignedIn;
  article: {
    id: string;
    paragraphs: number;
    flags: number;
    /** The flag that the link names. */
    linked?: string;
  };
}

const PATIENCE = 120_000;
const WATCH = readFileSync(path.join(import.meta.dirname, "page-watch.js"), "utf8");

export async function measurePage(browser: Browser, visit: Visit): Promise<PageFigures> {
  const { context, page, session, traffic } = await openReview(browser, visit);
  try {
    const { metrics } = await session.send("Performance.getMetrics");
    const work = 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? NaN);
    const seen = await page.evaluate(() => {
      const { text, flags, all, still, longTasks } = (globalThis as unknown as Watched).benchFigures;
      const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
      const blocked = longTasks.reduce((sum, { duration }) => sum + duration, 0);
      return { text, flags, all, still, longTasks: blocked, firstByte: navigation?.responseStart ?? NaN };
    });
    return { ...seen, ...traffic(), work };
  } finally {
    await context.close();
  }
}

/**
 * Bytes of script once somebody has moved about as people do who read and flag: a note opened, a flag begun on a
 * word, the list of keys and the palette seen. All of the JavaScript there is before anyone edits.
 */
export async function measureReading(browser: Browser, visit: Visit): Promise<number> {
  const { context, page, traffic } = await openReview(browser, visit);
  try {
    await page.locator("[data-note] button").first().click();
    await page.locator("[data-note] textarea").first().waitFor();
    await page.keyboard.press("Escape");
    await page.locator("[data-article] [data-kind=body]").first().dblclick();
    await page.keyboard.press("m");
    const form = page.getByRole("form", { name: /^New/ });
    await form.getByRole("textbox").press("Escape");
    await form.waitFor({ state: "detached" });
    for (const keys of ["?", "Control+k"]) {
      await page.keyboard.press(keys);
      const dialog = page.getByRole("dialog");
      await dialog.waitFor();
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
    }
    await page.waitForLoadState("load");
    return traffic().script;
  } finally {
    await context.close();
  }
}

/** Milliseconds until who follows the link to a flag, by its place in the text, sees its words and its open note. */
export async function measureLink(browser: Browser, visit: Visit, place: number): Promise<number> {
  const first = await openReview(browser, visit);
  const id = await first.page
    .locator("[data-note]")
    .nth(place - 1)
    .getAttribute("data-note");
  await first.context.close();
  if (id === null) throw new Error(`There is no flag ${place}.`);
  const { context, page } = await openReview(browser, {
    ...visit,
    article: { ...visit.article, linked: id },
  });
  try {
    return await page.evaluate(() => (globalThis as unknown as Watched).benchFigures.linked);
  } finally {
    await context.close();
  }
}

/** What page-watch.js puts into the page. */
interface Watched {
  benchFigures: {
    text: number;
    flags: number;
    all: number;
    linked: number;
    still: number;
    longTasks: { startTime: number; duration: number }[];
  };
  benchIsQuiet: () => boolean;
}

async function openReview(
  browser: Browser,
  { address, reader, article }: Visit,
): Promise<{ context: BrowserContext; page: Page; session: CDPSession; traffic: () => Traffic }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    await context.addCookies([{ ...reader.cookie, url: address }]);
    const page = await context.newPage();
    await page.addInitScript({ content: `${WATCH}\nwatchPage(${JSON.stringify(article)});` });
    const session = await context.newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const traffic = await watchTraffic(session);
    const query = article.linked ? `?flag=${article.linked}` : "";
    await page.goto(`${address}/articles/${article.id}${query}`, { timeout: PATIENCE });
    await page.waitForFunction(() => (globalThis as unknown as Watched).benchIsQuiet(), undefined, {
      timeout: PATIENCE,
      polling: 250,
    });
    return { context, page, session, traffic };
  } catch (error) {
    await context.close();
    throw error;
  }
}

type Traffic = Pick<PageFigures, "script" | "document" | "transferred" | "requests">;

/** Counts what goes over the wire, as Chromium's network stack sees it; ask when it is quiet. */
async function watchTraffic(session: CDPSession): Promise<() => Traffic> {
  const answers = new Map<string, { type: string; header: number; all: number }>();
  let requests = 0;
  session.on("Network.requestWillBeSent", ({ request }) => {
    if (request.url.startsWith("http")) requests++;
  });
  session.on("Network.responseReceived", ({ requestId, type, response }) => {
    const header = response.encodedDataLength;
    if (response.url.startsWith("http")) answers.set(requestId, { type, header, all: header });
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const answer = answers.get(requestId);
    if (answer) answer.all = encodedDataLength;
  });
  await session.send("Network.enable");
  return () => {
    const all = [...answers.values()];
    const bodies = (type: string) =>
      all
        .filter((answer) => answer.type === type)
        .reduce((sum, answer) => sum + answer.all - answer.header, 0);
    return {
      script: bodies("Script"),
      document: bodies("Document"),
      transferred: all.reduce((sum, answer) => sum + answer.all, 0),
      requests,
    };
  };
}
