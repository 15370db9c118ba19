import http from "node:http";
import { chromium, type Browser, type Page } from "playwright";
import { makeArticle } from "@/server/testing/factories";
import { BROWSER_ARGUMENTS } from "../scripts/browser.mjs";
import { generatedArticle } from "./article";
import { flagMaker } from "./flags";
import type { People, SignedIn } from "./people";
import { median, percentile } from "./statistics";
import { figure, markdownTable } from "./table";

const TIMES = 20;
const OTHERS = [1, 100];

/** How long it takes until a flag raised in one browser is drawn in another, as Markdown. */
export async function measureLive(address: string, people: People): Promise<string> {
  const article = await makeArticle(people.author, { paragraphs: generatedArticle() });
  const [one, other] = people.editors as [SignedIn, SignedIn];
  const input = flagMaker(article, TIMES);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: BROWSER_ARGUMENTS,
  });
  try {
    const pages = [await openReview(browser, address, one, article.id)] as Page[];
    pages.push(await openReview(browser, address, other, article.id));
    const [from, to] = pages as [Page, Page];
    const rows: string[][] = [];
    for (const others of OTHERS) {
      const streams = await Promise.all(
        Array.from({ length: others }, (_, index) =>
          openStream(address, people.editors[index % people.editors.length]!, article.id),
        ),
      );
      const times: number[] = [];
      // The first wakes everything up.
      for (let time = 0; time <= TIMES; time++) {
        const took = await raiseAndSee(from, to, article.id, input());
        if (time > 0) times.push(took);
      }
      rows.push([`${others} other streams`, figure(median(times)), figure(percentile(times, 0.95))]);
      console.log(`Live, ${others} other streams: median ${figure(median(times))} ms`);
      for (const close of streams) close();
    }
    return `### A flag raised in one browser, seen in another

From before the request is sent in the one until the note is in the page of the other, ms, ${TIMES} times.

${markdownTable(["", "median", "95 of 100"], rows)}`;
  } finally {
    await browser.close();
  }
}

async function openReview(
  browser: Browser,
  address: string,
  who: SignedIn,
  articleId: string,
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addCookies([{ ...who.cookie, url: address }]);
  const page = await context.newPage();
  const following = page.waitForResponse(/\/events\?/);
  await page.goto(`${address}/articles/${articleId}`);
  await following;
  return page;
}

/** Both pages read the same machine's clock. */
async function raiseAndSee(from: Page, to: Page, articleId: string, input: object): Promise<number> {
  const id = crypto.randomUUID();
  const seen = to.evaluateHandle((flagId) => {
    const at = new Promise<number>((resolve) => {
      // No function in here may have a name: the compiler would mark it by a helper that the page does not have.
      new MutationObserver((_, observer) => {
        if (!document.getElementById(`note-${flagId}`)) return;
        observer.disconnect();
        resolve(performance.timeOrigin + performance.now());
      }).observe(document.body, { childList: true, subtree: true });
    });
    return { at };
  }, id);
  const watching = await seen;
  const sent = await from.evaluate(
    async ({ path, body }) => {
      const began = performance.timeOrigin + performance.now();
      const headers = { "content-type": "application/json" };
      const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
      if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
      return began;
    },
    { path: `/api/articles/${articleId}/flags`, body: { ...input, id } },
  );
  return (await watching.evaluate(({ at }) => at)) - sent;
}

/** One more reader's stream; the answer closes it. */
function openStream(address: string, { cookie }: SignedIn, articleId: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const headers = { cookie: `${cookie.name}=${cookie.value}` };
    const request = http.get(
      `${address}/api/articles/${articleId}/events`,
      { headers, agent: false },
      (answer) => {
        answer.resume();
        answer.on("error", () => undefined);
        answer.once("data", () => resolve(() => request.destroy()));
      },
    );
    request.on("error", reject);
  });
}
