/** A reviewed Word file is worked on elsewhere and comes back: looked at first, taken in at one press, taken back at another. */
import type { Locator, Page } from "playwright/test";
import { newArticle, raise, readArticle, rewrite } from "./support/articles";
import { press } from "./support/drafts";
import { accounts, expect, test } from "./support/fixtures";
import { articleText, openNoteOf, openReview, reloadReview } from "./support/review";
import { WordFile } from "./support/word-file";

const { author, chief, editor } = accounts;

/** The reviewed copy, as the draft page gives it; the page to bring it back is open afterwards. */
async function reviewedCopy(page: Page, articleId: string): Promise<Uint8Array> {
  await page.goto(`/articles/${articleId}/draft`);
  const { bytes } = await press(page, "Download the reviewed copy");
  await page.getByRole("link", { name: "Bring a Word file back…" }).click();
  await expect(page.getByRole("heading", { name: "Bring the Word file back" })).toBeVisible();
  return bytes;
}

async function bringBack(page: Page, bytes: Uint8Array): Promise<void> {
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: /^Choose (a|another) file…/ }).click();
  const file = { name: "the-lamp-reviewed.docx", mimeType: "", buffer: Buffer.from(bytes) };
  await (await choosing).setFiles(file);
}

const changedParagraphs = (page: Page): Locator => page.getByRole("article");

test("what was done in Word is shown before it is taken in, is there afterwards, and goes again at a press", async ({
  page,
  login,
  apiAs,
  openAs,
  axe,
}) => {
  const api = await apiAs(editor);
  const article = await newArticle(api);
  await raise(api, article, { kind: "typo", quote: "evry", replacement: "every" });
  await raise(api, article, { kind: "fact_check", quote: "800 florins", note: "Who says so?" });
  await raise(api, article, { kind: "comment", quote: "carry on", note: "A better ending?" });
  await raise(api, article, { kind: "comment", quote: "1911", note: "Or 1912?" });
  const before = await readArticle(api, article.id);
  await login(page, author);
  const file = new WordFile(await reviewedCopy(page, article.id))
    .acceptChanges()
    .resolve("A better ending?")
    .reply("Who says so?", {
      by: author.name,
      at: "2026-03-02T10:00:00Z",
      body: "The bill hangs in the harbour office.",
    })
    .type("when the keeper retires", "once the last keeper retires");

  await bringBack(page, file.bytes);
  await expect(changedParagraphs(page)).toHaveCount(2);
  await expect(changedParagraphs(page).locator("del")).toHaveText(["evry", "when", /^the$/]);
  const settled = page.getByRole("list", { name: "Settled" }).getByRole("listitem");
  await expect(settled).toHaveText([
    /^Typo.*every.*Accepted in the file/,
    /^Comment.*carry on.*Resolved in the file: it is done/,
  ]);
  const replies = page.getByRole("list", { name: "Replies" }).getByRole("listitem");
  await expect(replies).toHaveText([/800 florins.*The bill hangs in the harbour office/]);
  await expect(replies).toContainText(author.name);
  await expect(page.getByRole("list", { name: "Their words are gone" })).toHaveCount(0);
  await axe(page);
  expect(await readArticle(api, article.id), "nothing is stored yet").toEqual(before);

  await page.getByRole("button", { name: "Take it in" }).press("Enter");
  const heading = page.getByRole("heading", { name: "Taken in as manuscript 2." });
  await expect(heading).toBeFocused();
  await axe(page);

  const theirs = await openAs(editor);
  await openReview(theirs, article.id);
  await expect(articleText(theirs)).toContainText("has burned every night since");
  await expect(articleText(theirs)).toContainText("once the last keeper retires");
  await expect(theirs.getByText("2 of 4 settled")).toBeVisible();
  const claim = await openNoteOf(theirs, "Who says so?");
  await expect(claim.getByRole("listitem").filter({ hasText: "The bill hangs" })).toContainText(author.name);
  await theirs.goto(`/articles/${article.id}/history`);
  await expect(theirs.getByText("Manuscript 2 taken in")).toBeVisible();

  await page.getByRole("button", { name: "Take it back" }).press("Enter");
  await expect(page.getByRole("heading", { name: "Taken back." })).toBeFocused();
  await openReview(theirs, article.id);
  await expect(articleText(theirs)).toContainText("has burned evry night since");
  await expect(articleText(theirs)).toContainText("when the keeper retires");
  await expect(theirs.getByText("0 of 4 settled")).toBeVisible();
  const after = await readArticle(api, article.id);
  expect(after.paragraphs).toEqual(before.paragraphs);
  const standing = ({ id, status, outcome, anchor }: (typeof before)["flags"][number]) => ({
    id,
    status,
    outcome,
    anchor,
  });
  expect(after.flags.map(standing)).toEqual(before.flags.map(standing));
});
