/** The text changes under its flags: cut, paste, split, undo; and many at once. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { APIRequestContext, Locator, Page } from "playwright/test";
import { anyFreePort } from "../scripts/ports.mjs";
import { startServer } from "../scripts/server.mjs";
import { MANUSCRIPT, newArticle, raise, readArticle, rewrite } from "./support/articles";
import { accounts, expect, test } from "./support/fixtures";
import {
  articleText,
  caretBefore,
  editorText,
  flagWords,
  leaveEditor,
  noteFace,
  openEditor,
  openNote,
  openReview,
  placeOf,
} from "./support/review";

/** The first real article, which lies beside the project and is no part of it. */
const REAL = path.resolve(import.meta.dirname, "../../shared/articles/iran-russia-paradox.txt");

const standing = async (api: APIRequestContext, articleId: string) => {
  const { flags, paragraphs } = await readArticle(api, articleId);
  const texts = new Map(paragraphs.map(({ id, text }) => [id, text]));
  return flags.map(({ paragraphId, anchor: { state, start, end, quote } }) => ({
    state,
    quote,
    words: texts.get(paragraphId)?.slice(start, end),
  }));
};

/** A paragraph's own words on screen, without the numbers of its citations. */
const wordsOf = (page: Page, id: string) =>
  page.locator(`.review-text [data-paragraph="${id}"]`).evaluate((element) => {
    const copy = element.cloneNode(true) as Element;
    for (const citation of copy.querySelectorAll("[data-reference]")) citation.remove();
    return copy.textContent;
  });

const saved = (page: Page) => expect(page.getByRole("toolbar", { name: "Writing" })).toContainText("Saved");

/** Writes into words that somebody else takes away before the connection is back; gives where they are kept. */
async function writeRefused(page: Page, other: APIRequestContext, articleId: string): Promise<Locator> {
  await openEditor(page);
  await caretBefore(page, "florins for");
  await page.context().setOffline(true);
  await page.keyboard.type("golden ");
  await rewrite(other, articleId, "800 florins for the lens", "a fortune");
  await page.context().setOffline(false);
  return page.getByRole("region", { name: "Words that were not saved" });
}

test("a paragraph with three flags is cut, pasted elsewhere, split, and undone step by step", async ({
  page,
  login,
  apiAs,
}) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  await raise(editor, article, { kind: "fact_check", quote: "800 florins", note: "Who says so?" });
  await raise(editor, article, { kind: "comment", quote: "Ines Corvin, paid 800", note: "Both?" });
  await raise(editor, article, { kind: "typo", quote: "remembers", replacement: "recalls" });
  const before = await standing(editor, article.id);
  await login(page, accounts.author);
  await openReview(page, article.id);
  await openEditor(page);
  const text = () => editorText(page).innerText();
  const first = await text();

  await placeOf(page, "The keeper").then(({ first: at }) =>
    page.mouse.click(at.left + 30, at.middle, { clickCount: 3 }),
  );
  await page.keyboard.press("ControlOrMeta+x");
  await expect(editorText(page)).not.toContainText("Ines Corvin");
  await saved(page);
  const gone = await standing(editor, article.id);
  expect(gone.map(({ state }) => state)).toEqual(["detached", "detached", "detached"]);
  expect(gone.map(({ quote }) => quote)).toEqual(before.map(({ quote }) => quote));

  await caretBefore(page, "Nobody knows what");
  await page.keyboard.press("ControlOrMeta+v");
  await expect(editorText(page)).toContainText("Ines Corvin, paid 800 florins");
  await caretBefore(page, "800 florins");
  await page.keyboard.press("Enter");
  await saved(page);

  // Every one of these steps back, however many the library made of them.
  await expect
    .poll(
      async () => {
        await page.keyboard.press("ControlOrMeta+z");
        return text();
      },
      { intervals: [100] },
    )
    .toBe(first);
  await saved(page);
  await leaveEditor(page);
  expect(await standing(editor, article.id)).toEqual(before);
});

test("a quick press on flagged words puts the caret there, and shows their flag", async ({
  page,
  login,
  apiAs,
}) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  await raise(editor, article, { kind: "comment", quote: "800 florins", note: "Who says so?" });
  await login(page, accounts.author);
  await openReview(page, article.id);
  await openEditor(page);
  await caretBefore(page, "Most captains");
  await page.keyboard.type("(here) ");
  // As a tap does it: pressed and let go at once.
  const { first } = await placeOf(page, "florins");
  await page.mouse.click(first.left + 1, first.middle);
  await expect(openNote(page).getByText("Who says so?")).toBeVisible();
  await page.keyboard.type("gold ");
  await expect(editorText(page)).toContainText("paid 800 gold florins");
  await leaveEditor(page);
});

test("who leaves the editor is told of words that could not be saved, and finds them again", async ({
  page,
  login,
  apiAs,
  tolerate,
}) => {
  tolerate(409, "offline");
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  await login(page, accounts.author);
  await openReview(page, article.id);
  const kept = await writeRefused(page, await apiAs(accounts.chief), article.id);
  const tools = page.getByRole("toolbar", { name: "Writing" });
  await tools.getByRole("button", { name: "Done" }).click();
  await expect(kept).toContainText("golden florins");
  await expect(tools).toContainText("Not saved yet: it is kept on this device");
  await tools.getByRole("button", { name: "Leave it unsaved" }).click();
  await expect(tools).toBeHidden();
  await openEditor(page);
  await kept.getByRole("button", { name: "Put mine back" }).click();
  await expect(editorText(page)).toContainText("800 golden florins");
  await leaveEditor(page);
});

test("what is said in passing leaves the words that were not saved free, and what to do with them", async ({
  page,
  login,
  apiAs,
  tolerate,
}) => {
  tolerate(409, "offline");
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  await raise(editor, article, { kind: "typo", quote: "evry", replacement: "every" });
  await login(page, accounts.author);
  await openReview(page, article.id);
  const kept = await writeRefused(page, await apiAs(accounts.chief), article.id);
  await expect(kept).toContainText("golden florins");
  await noteFace(page, "evry").click();
  await openNote(page).getByRole("button", { name: "Apply", exact: true }).click();
  const said = page.getByRole("status").locator("div", { hasText: "1 fix applied." });
  for (const [width, height] of [
    [1440, 900],
    [820, 700],
    [390, 780],
  ] as const) {
    await page.setViewportSize({ width, height });
    const gap = async () => {
      const [above, below] = await Promise.all([said.boundingBox(), kept.boundingBox()]);
      return below!.y - (above!.y + above!.height);
    };
    await expect.poll(gap, { message: `free at ${width} × ${height}` }).toBeGreaterThanOrEqual(0);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await kept.getByRole("button", { name: "Throw mine away" }).click();
  await expect(kept).toBeHidden();
  await leaveEditor(page);
});

test("two authors type in one paragraph while an editor flags it, each on a process of their own, and the third is killed and comes back", async ({
  page,
  openAs,
  login,
  apiAs,
  tolerate,
}) => {
  tolerate("offline");
  const env = {
    ...process.env,
    DATABASE_URL: process.env.GALLEY_E2E_DATABASE,
    NEXTAUTH_SECRET: process.env.GALLEY_E2E_SECRET,
    NEXTAUTH_URL: "",
  };
  const second = await startServer({ port: await anyFreePort(), env });
  const port = await anyFreePort();
  let third = await startServer({ port, env });
  try {
    const editor = await apiAs(accounts.editor);
    const source = existsSync(REAL) ? readFileSync(REAL, "utf8") : MANUSCRIPT;
    const authorIds = [accounts.author.id, accounts.secondAuthor.id];
    const article = await newArticle(editor, { source, authorIds });
    const body = article.paragraphs.find(({ kind, text }) => kind === "body" && text.length > 90)!;
    const words = body.text.split("\uFFFC")[0]!.split(" ").slice(0, -1);
    const some = (from: number, to: number) => words.slice(from, to).join(" ");

    await login(page, accounts.editor);
    await openReview(page, article.id);
    const one = await openAs(accounts.author);
    await one.goto(`${second.address}/articles/${article.id}`);
    const other = await openAs(accounts.secondAuthor);
    await other.goto(`${third.address}/articles/${article.id}`);
    for (const author of [one, other]) {
      await openEditor(author);
    }
    await caretBefore(one, some(1, 5));
    await caretBefore(other, some(-4, words.length));

    const typing = (author: Page, word: string) =>
      author.keyboard.type(Array.from({ length: 30 }, (_, number) => `${word}${number} `).join(""), {
        delay: 25,
      });
    const restart = async () => {
      await expect(articleText(page)).toContainText("beta3");
      process.kill(third.pid, "SIGKILL");
      await expect(other.getByRole("toolbar", { name: "Writing" })).toContainText("Not saved: kept here");
      third = await startServer({ port, env });
    };
    const flag = () => flagWords(page, some(6, 8), "m", "Is this so?");
    await Promise.all([typing(one, "alpha"), typing(other, "beta"), restart(), flag()]);

    for (const author of [one, other]) await saved(author);
    await expect(articleText(page)).toContainText("beta29");
    await expect(articleText(page)).toContainText("alpha29");
    const stored = await readArticle(editor, article.id);
    const text = stored.paragraphs.find(({ id }) => id === body.id)!.text.replaceAll("\uFFFC", "");
    for (let number = 0; number < 30; number++)
      for (const word of ["alpha", "beta"]) expect(text.split(`${word}${number} `)).toHaveLength(2);
    for (const window of [page, one, other]) await expect.poll(() => wordsOf(window, body.id)).toBe(text);
    const [mark] = await standing(editor, article.id);
    expect(mark).toEqual({ state: "exact", quote: some(6, 8), words: some(6, 8) });
    for (const author of [one, other]) await author.close();
  } finally {
    await Promise.all([second.stop(), third.stop()]);
  }
});

test("words that their writer left before they were saved are spoken of until they are, and when they cannot be", async ({
  page,
  login,
  apiAs,
  axe,
  tolerate,
}) => {
  tolerate("offline", 409);
  const article = await newArticle(await apiAs(accounts.editor));
  const other = await apiAs(accounts.author);
  await login(page, accounts.author);
  await openReview(page, article.id);
  const line = page.getByRole("region", { name: "Text that is not saved" });
  const writeAndLeave = async (before: string, words: string) => {
    await openEditor(page);
    await page.context().setOffline(true);
    await caretBefore(page, before);
    await page.keyboard.type(words);
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "Leave it unsaved" }).click();
    await expect(line).toContainText("not saved yet");
  };

  await writeAndLeave("captains have", "old ");
  await axe(page);
  await line.getByRole("button", { name: "Go on writing" }).click();
  await expect(editorText(page)).toContainText("Most old captains");
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Leave it unsaved" }).click();
  await page.context().setOffline(false);
  await expect(articleText(page)).toContainText("Most old captains");
  await expect(line).toBeHidden();

  await writeAndLeave("knows what will", "ever ");
  await rewrite(other, article.id, "Nobody knows what will happen when the keeper retires.", "");
  await page.context().setOffline(false);
  await expect(line).toContainText("could not be saved");
  await line.getByRole("button", { name: "Show both texts" }).click();
  await expect(page.getByRole("region", { name: "Words that were not saved" })).toContainText(
    "Nobody ever knows",
  );
});
