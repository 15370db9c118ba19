/** Several windows, several people, several processes at one article. */
import type { Page, Request } from "playwright/test";
import { anyFreePort } from "../scripts/ports.mjs";
import { startServer } from "../scripts/server.mjs";
import { newArticle, raise, raiseOneOfEach, readArticle, rewrite } from "./support/articles";
import { accounts, expect, test } from "./support/fixtures";
import {
  articleText,
  correctWords,
  editorText,
  leaveEditor,
  noteFace,
  openEditor,
  openNote,
  openReview,
  placeOf,
  selectWords,
} from "./support/review";

const isStream = (request: Request) => /\/api\/articles\/[^/]+\/events/.test(request.url());

/** A further process on the same database. */
const startSecond = (port: number) =>
  startServer({
    port,
    env: {
      ...process.env,
      DATABASE_URL: process.env.GALLEY_E2E_DATABASE,
      NEXTAUTH_SECRET: process.env.GALLEY_E2E_SECRET,
      NEXTAUTH_URL: "",
    },
  });

/** The page's open event streams. */
function streamsOf(page: Page): Set<Request> {
  const open = new Set<Request>();
  page.on("request", (request) => isStream(request) && open.add(request));
  for (const ended of ["requestfinished", "requestfailed"] as const)
    page.on(ended as "requestfinished", (request) => void open.delete(request));
  return open;
}

test("tabs of one browser share one stream, and the next one goes on when the first closes", async ({
  page,
  login,
  apiAs,
}) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  await login(page, accounts.author);
  const first = streamsOf(page);
  await openReview(page, article.id);
  const other = await page.context().newPage();
  const second = streamsOf(other);
  await other.goto(`/articles/${article.id}`);
  await raise(editor, article, { kind: "comment", quote: "carry on", note: "A better ending?" });
  for (const tab of [page, other]) await expect(noteFace(tab, "A better ending?")).toBeVisible();
  expect([first.size, second.size]).toEqual([1, 0]);

  const taken = other.waitForRequest(isStream);
  await page.close();
  await raise(editor, article, { kind: "comment", quote: "800 florins", note: "Who says so?" });
  await taken;
  await expect(noteFace(other, "Who says so?")).toBeVisible();
  await raise(editor, article, { kind: "comment", quote: "nineteen miles", note: "Nautical?" });
  await expect(noteFace(other, "Nautical?")).toBeVisible();
});

const sendButton = (page: Page, count: number) =>
  page.getByRole("button", { name: `Send review (${count})` });

/** Adds a comment to one's own pending review. */
async function collect(page: Page, words: string, note: string): Promise<void> {
  await page.bringToFront();
  await selectWords(page, words);
  await page.keyboard.press("m");
  const form = page.getByRole("form", { name: "New comment flag" });
  await form.getByRole("textbox").fill(note);
  await form.getByRole("button", { name: "Add to my review" }).click();
}

test("a pending review is the same in all of its editor's tabs and browsers, and nowhere else", async ({
  page,
  login,
  openAs,
  apiAs,
  tolerate,
}) => {
  tolerate("offline");
  const article = await newArticle(await apiAs(accounts.editor));
  await login(page, accounts.editor);
  await openReview(page, article.id);
  const tab = await page.context().newPage();
  await tab.goto(`/articles/${article.id}`);
  const other = await openAs(accounts.secondEditor);
  await openReview(other, article.id);
  const port = await anyFreePort();
  let second = await startSecond(port);
  try {
    // The cookie is the host's, whatever the port.
    const elsewhere = await openAs(accounts.editor);
    const following = elsewhere.waitForRequest(isStream);
    await elsewhere.goto(`${second.address}/articles/${article.id}`);
    await following;

    await collect(page, "carry on", "A better ending?");
    for (const one of [tab, elsewhere]) {
      await expect(noteFace(one, "A better ending?")).toBeVisible();
      await expect(sendButton(one, 1)).toBeVisible();
    }
    await collect(elsewhere, "nineteen miles", "Nautical ones?");
    for (const one of [page, tab]) await expect(sendButton(one, 2)).toBeVisible();

    // One browser is away while a flag is thrown away and another changed; it hears of both when it is back.
    await second.stop();
    await expect(elsewhere.getByText("Reconnecting…")).toBeVisible();
    await tab.bringToFront();
    await noteFace(tab, "Nautical ones?").click();
    await openNote(tab).getByRole("button", { name: "Throw away" }).click();
    await expect(sendButton(page, 1)).toBeVisible();
    await noteFace(tab, "A better ending?").click();
    await openNote(tab).getByRole("button", { name: "Change…" }).click();
    const form = tab.getByRole("form", { name: "New comment flag" });
    await form.getByRole("textbox").fill("What becomes of it?");
    await form.getByRole("button", { name: "Add to my review" }).click();
    await expect(noteFace(page, "What becomes of it?")).toBeVisible();
    await expect(sendButton(elsewhere, 2)).toBeVisible();
    second = await startSecond(port);
    await expect(noteFace(elsewhere, "What becomes of it?")).toBeVisible();
    await expect(noteFace(elsewhere, "Nautical ones?")).toBeHidden();
    await expect(other.getByText("No flags yet")).toBeVisible();
    await expect(other.locator("[data-note]")).toHaveCount(0);

    await elsewhere.bringToFront();
    await sendButton(elsewhere, 1).click();
    for (const one of [page, tab, elsewhere, other])
      await expect(one.getByText("0 of 1 settled")).toBeVisible();
    for (const one of [page, tab])
      await expect(one.getByRole("button", { name: /Send review/ })).toBeHidden();
    // It would go on asking the process that is about to end.
    await elsewhere.close();
  } finally {
    await second.stop();
  }
});

test("who else is there is shown, with the paragraph they are in, until they leave", async ({
  page,
  login,
  openAs,
  apiAs,
  axe,
}) => {
  const article = await newArticle(await apiAs(accounts.editor));
  await login(page, accounts.editor);
  await openReview(page, article.id);
  const here = page.getByRole("list", { name: "Here now" });
  await expect(here).toBeHidden();
  const author = await openAs(accounts.author);
  await openReview(author, article.id);
  await expect(here.getByRole("button", { name: accounts.author.name })).toBeVisible();
  await selectWords(author, "captains");
  await expect(
    here.getByRole("button", { name: `${accounts.author.name}, at “Most captains have not` }),
  ).toBeVisible();
  const paragraph = articleText(page).getByText("Most captains have not looked");
  const mark = () => paragraph.evaluate((element) => getComputedStyle(element, "::before").content);
  await expect.poll(mark).toMatch(/^"\p{Lu}{2}"/u);
  await axe(page);
  // At once, by the page's last word; not when its time runs out.
  await author.close({ runBeforeUnload: true });
  await expect(here).toBeHidden({ timeout: 10_000 });

  const { secondEditor } = accounts;
  const elsewhere = await openAs(secondEditor);
  await openReview(elsewhere, article.id);
  await expect(here.getByRole("button", { name: secondEditor.name })).toBeVisible();
  await elsewhere.getByRole("button", { name: `Account of ${secondEditor.name}` }).click();
  await elsewhere.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(elsewhere.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(here).toBeHidden({ timeout: 10_000 });
});

test("the reader's line stays where it is when others write above it", async ({
  page,
  login,
  openAs,
  apiAs,
}) => {
  const lines = Array.from(
    { length: 14 },
    (_, index) => `Paragraph ${index} of a long article. ${"It goes on. ".repeat(40)}`,
  );
  const source = `A long article\nBy Farid Ansari\n\n${lines.join("\n\n")}\n`;
  const article = await newArticle(await apiAs(accounts.editor), { source });
  await login(page, accounts.editor);
  await openReview(page, article.id);
  const author = await openAs(accounts.author);
  await openReview(author, article.id);
  await openEditor(author);

  await placeOf(page, "Paragraph 9");
  const line = articleText(page).getByText("Paragraph 9 of a long article");
  const top = () => line.evaluate((element) => Math.round(element.getBoundingClientRect().top));
  const before = await top();
  await expect(editorText(author)).toBeVisible();
  await selectWords(author, "Paragraph 1 of");
  await author.keyboard.type(`${"Many more words. ".repeat(30)}Part 1 of`);
  await leaveEditor(author);
  await expect(articleText(page).getByText("Part 1 of")).toBeAttached();
  expect(await top()).toBe(before);
});

test("the reader's line stays when what changes above it is in view, and when it is in the same paragraph", async ({
  page,
  login,
  apiAs,
}) => {
  const long = Array.from({ length: 90 }, (_, index) => `Sentence ${index} of a long paragraph.`).join(" ");
  const source = `A long article\nBy Farid Ansari\n\nOne of the first.\n\n${long}\n\nThe last.\n`;
  const editor = await apiAs(accounts.editor);
  const author = await apiAs(accounts.author);
  const article = await newArticle(editor, { source });
  await login(page, accounts.editor);
  await openReview(page, article.id);
  const staysWhere = async (line: string, words: string, others: string, upTo = 1) => {
    const { first: before } = await placeOf(page, line, { scroll: false });
    await rewrite(author, article.id, words, others);
    await expect(articleText(page)).toContainText(others);
    const { first: after } = await placeOf(page, line, { scroll: false });
    expect(Math.abs(after.middle - before.middle)).toBeLessThan(upTo);
  };

  // At the head of the page: all that is above can be seen.
  await staysWhere(
    "Sentence 9 of",
    "A long article",
    "An article that is far longer than the window is wide",
  );
  // Nothing but the one paragraph can be seen. It is set anew: words may end up on the next line, or the one before.
  const set = 31;
  await page.setViewportSize({ width: 800, height: 500 });
  await placeOf(page, "Sentence 40 of");
  await staysWhere("Sentence 40 of", "Sentence 3 of", "Many more words. ".repeat(20), set);
  await staysWhere("Sentence 40 of", "Many more words. ".repeat(20), "Fewer of", set);
  await staysWhere("Sentence 40 of", "Sentence 70 of", "Many other words. ".repeat(20), set);
});

test("two processes on one database serve one article as one", async ({ page, login, openAs, apiAs }) => {
  const second = await startSecond(await anyFreePort());
  try {
    const editor = await apiAs(accounts.editor);
    const article = await newArticle(editor);
    await login(page, accounts.editor);
    await openReview(page, article.id);
    // The cookie is the host's, whatever the port.
    const author = await openAs(accounts.author);
    const following = author.waitForRequest(isStream);
    await author.goto(`${second.address}/articles/${article.id}`);
    await following;

    const flags = await raiseOneOfEach(editor, article);
    await expect(noteFace(author, "Who says so?")).toBeVisible();
    await expect(page.getByRole("list", { name: "Here now" })).toContainText(/\p{Lu}/u);
    await openEditor(author);
    await correctWords(author, "800 florins", "900 crowns");
    await expect(articleText(page)).toContainText("paid 900 crowns for the lens");
    const now = await readArticle(editor, article.id);
    expect(now.flags.map(({ id }) => id).sort()).toEqual(
      Object.values(flags)
        .map(({ id }) => id)
        .sort(),
    );
    // It would go on asking the process that is about to end.
    await author.close();
  } finally {
    await second.stop();
  }
});
