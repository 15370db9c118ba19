/** A reviewed Word file is worked on elsewhere and comes back: looked at first, taken in at one press, taken back at another. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "playwright/test";
import { answering, editDocx, marking, settleTracked } from "../domain/draft/testing/edit-docx";
import { isInstalled, LibreOffice } from "../domain/draft/testing/programs";
import { newArticle, raise, raiseOneOfEach, readArticle, rewrite, settle, verify } from "./support/articles";
import { press } from "./support/drafts";
import { chooseFile } from "./support/files";
import { accounts, expect, test } from "./support/fixtures";
import { articleText, openNoteOf, openReview } from "./support/review";

const { author, chief, editor } = accounts;

/** The reviewed copy, as the draft page gives it; the page to bring it back is open afterwards. */
async function reviewedCopy(page: Page, articleId: string): Promise<Uint8Array> {
  await page.goto(`/articles/${articleId}/draft`);
  const { bytes } = await press(page, "Download the reviewed copy");
  await page.getByRole("link", { name: "Bring a Word file back…" }).click();
  await expect(page.getByRole("heading", { name: "Bring the Word file back" })).toBeVisible();
  return bytes;
}

const TEXT = "word/document.xml";

/** With other words typed in the place of some. */
const typed = (file: Uint8Array, words: string, others: string) =>
  editDocx(file, { [TEXT]: (xml) => xml.replace(words, others) });

const bringBack = (page: Page, bytes: Uint8Array): Promise<void> =>
  chooseFile(page, { name: "the-lamp-reviewed.docx", bytes });

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
  await login(page, author);
  let file = await reviewedCopy(page, article.id);
  const before = await readArticle(api, article.id);
  file = editDocx(file, { [TEXT]: (xml) => settleTracked(xml, "accept") });
  file = typed(file, "when the keeper retires", "once the last keeper retires");
  file = editDocx(file, marking(file, "A better ending?", true));
  const reply = {
    author: author.name,
    date: "2026-03-02T10:00:00Z",
    body: "The bill hangs in the harbour office.",
  };
  file = editDocx(file, answering(file, "Who says so?", reply));

  await bringBack(page, file);
  await expect(changedParagraphs(page)).toHaveCount(2);
  await expect(changedParagraphs(page).locator("del")).toHaveText(["evry", "when"]);
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

  // Whoever went to look at it finds the way back where they took it in.
  await page.getByRole("link", { name: "To the review" }).click();
  await expect(page).toHaveURL(new RegExp(`/articles/${article.id}$`));
  await page.goto(`/articles/${article.id}/manuscript`);
  await expect(page.getByRole("heading", { name: "Manuscript 2 was taken in." })).toBeVisible();
  await expect(page.getByText(`the-lamp-reviewed.docx, by ${author.name}`)).toBeVisible();
  await axe(page);
  await page.getByRole("button", { name: "Take it back" }).press("Enter");
  await expect(page.getByRole("heading", { name: "Taken back." })).toBeFocused();
  await openReview(theirs, article.id);
  await expect(articleText(theirs)).toContainText("has burned evry night since");
  await expect(articleText(theirs)).toContainText("when the keeper retires");
  await expect(theirs.getByText("0 of 4 settled")).toBeVisible();
  const after = await readArticle(api, article.id);
  expect(after.paragraphs).toEqual(before.paragraphs);
  const standing = ({ id, status, outcome, anchor, thread }: (typeof before)["flags"][number]) => ({
    id,
    status,
    outcome,
    anchor,
    replies: thread.filter(({ type }) => type === "reply"),
  });
  expect(after.flags.map(standing)).toEqual(before.flags.map(standing));
});

test("a file that comes back as it left changes nothing", async ({ page, login, apiAs }) => {
  const api = await apiAs(editor);
  const article = await newArticle(api);
  await raiseOneOfEach(api, article);
  await login(page, author);
  await bringBack(page, await reviewedCopy(page, article.id));
  await expect(page.getByRole("heading", { name: "Nothing changed" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Take it in" })).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "The flags" })).toHaveCount(0);
});

test("what was written here meanwhile stays; in the same passage it is said whose words win", async ({
  page,
  login,
  apiAs,
  tolerate,
}) => {
  tolerate(409);
  const api = await apiAs(editor);
  const article = await newArticle(api);
  await login(page, author);
  const copy = await reviewedCopy(page, article.id);
  const theirs = await apiAs(author);
  await rewrite(theirs, article.id, "nineteen miles", "eighteen miles");
  await bringBack(page, typed(copy, "when the keeper retires", "if the keeper retires"));
  await expect(page.getByText("What was written here since then stays.")).toBeVisible();
  await expect(changedParagraphs(page)).toHaveCount(1);

  await rewrite(theirs, article.id, "when", "once");
  await page.getByRole("button", { name: "Take it in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "in the same passages" })).toBeVisible();
  await page.getByRole("button", { name: "Compare again" }).press("Enter");
  await expect(page.getByText("taking it in puts the file’s words in the place of those")).toBeVisible();
  await expect(page.getByRole("heading", { name: "The text" })).toBeFocused();
  await page.getByRole("button", { name: "Take in the file’s words" }).click();
  await expect(page.getByRole("heading", { name: "Taken in as manuscript 2." })).toBeVisible();
  const { paragraphs } = await readArticle(api, article.id);
  const text = paragraphs.map((paragraph) => paragraph.text).join("\n");
  expect(text).toContain("if the keeper retires");
  expect(text).toContain("nineteen miles");

  // Somebody goes on from there: then it is not taken back.
  await rewrite(theirs, article.id, "if", "unless");
  await page.getByRole("button", { name: "Take it back" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /./ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Take it back" })).toBeVisible();
});

test("the file stays chosen while there is no connection", async ({ page, login, apiAs, tolerate }) => {
  tolerate("offline");
  const article = await newArticle(await apiAs(editor));
  await login(page, author);
  const copy = await reviewedCopy(page, article.id);
  await page.context().setOffline(true);
  await bringBack(page, copy);
  await expect(page.getByText("Not compared: there is no connection.")).toBeVisible();
  await expect(page.getByText("the-lamp-reviewed.docx")).toBeVisible();
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Try again" }).press("Enter");
  await expect(page.getByRole("heading", { name: "Nothing changed" })).toBeFocused();
});

test("who may not write is not shown the way, nor let in", async ({ page, login, apiAs, tolerate }) => {
  tolerate(404);
  const article = await newArticle(await apiAs(editor));
  await login(page, editor);
  await page.goto(`/articles/${article.id}/draft`);
  await expect(page.getByRole("heading", { name: "Reviewed copy for Word" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Bring a Word file back…" })).toHaveCount(0);
  await page.goto(`/articles/${article.id}/manuscript`);
  await expect(page.getByRole("heading", { name: "Nothing here" })).toBeVisible();
});

test("a chief finds the way from the review by its palette", async ({ page, login, apiAs }) => {
  const article = await newArticle(await apiAs(editor));
  await login(page, chief);
  await openReview(page, article.id);
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("A flag, a section, an action…").fill("word file");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Bring the Word file back" })).toBeVisible();
});

/** The first real article, which lies beside the project and is no part of it. */
const REAL = path.resolve(import.meta.dirname, "../../shared/articles/iran-russia-paradox.txt");

if (existsSync(REAL) && isInstalled("soffice"))
  test("the real article, with flags of every kind and state, goes through LibreOffice and comes back", async ({
    page,
    login,
    apiAs,
  }) => {
    const api = await apiAs(editor);
    const theirs = await apiAs(author);
    const article = await newArticle(api, { source: readFileSync(REAL, "utf8") });
    const fix = await raise(api, article, { kind: "typo", quote: "Ayotallah", replacement: "Ayatollah" });
    const other = await raise(api, article, {
      kind: "typo",
      quote: "cherry-picking",
      replacement: "choosing",
    });
    const declined = await raise(api, article, {
      kind: "typo",
      quote: "worldview",
      replacement: "world view",
    });
    await settle(theirs, declined, { outcome: "declined", note: "House style." });
    await raise(api, article, {
      kind: "fact_check",
      quote: "$800 million",
      note: "The contract says nine hundred.",
    });
    const stands = await raise(api, article, {
      kind: "fact_check",
      quote: "nearly a decade later",
      note: "When?",
    });
    await settle(theirs, stands, { outcome: "stands", note: "In 2016." });
    await verify(api, stands);
    const citation = await raise(api, article, {
      kind: "citation",
      quote: "primary nemesis",
      note: "Who says so?",
    });
    await settle(theirs, citation, { outcome: "not_needed", note: "Everybody does." });
    await raise(api, article, { kind: "comment", quote: "alliance network", note: "The right word?" });
    const before = await readArticle(api, article.id);
    const standing = ({ flags }: typeof before) =>
      flags.map(({ id, status, outcome, anchor }) => ({ id, status, outcome, anchor }));

    await login(page, author);
    const file = await reviewedCopy(page, article.id);
    const office = new LibreOffice();
    try {
      await bringBack(page, office.convert([file], "docx")[0]!);
      await expect(page.getByRole("heading", { name: "Nothing changed" })).toBeVisible();

      for (const [how, outcome] of [
        ["Reject", "declined"],
        ["Accept", "applied"],
      ] as const) {
        await page.reload();
        await bringBack(page, office.settle(file, how));
        await page.getByRole("button", { name: "Take it in" }).click();
        await expect(page.getByRole("heading", { name: /^Taken in as manuscript/ })).toBeVisible();
        const after = await readArticle(api, article.id);
        expect(standing(after).map((flag) => ({ ...flag, anchor: null }))).toEqual(
          standing(before).map((flag) => ({
            ...flag,
            ...([fix.id, other.id].includes(flag.id) ? { status: "resolved", outcome } : {}),
            anchor: null,
          })),
        );
        expect(after.flags.every(({ anchor }) => anchor.state !== "detached")).toBe(true);
        const text = after.paragraphs.map((paragraph) => paragraph.text).join("\n");
        expect(text.includes("Ayatollah Khomeini")).toBe(how === "Accept");
        if (how === "Reject") expect(after.paragraphs).toEqual(before.paragraphs);

        await page.getByRole("button", { name: "Take it back" }).click();
        await expect(page.getByRole("heading", { name: /taken back/i })).toBeVisible();
        const back = await readArticle(api, article.id);
        expect(standing(back)).toEqual(standing(before));
        expect(back.paragraphs).toEqual(before.paragraphs);
      }
    } finally {
      office.dispose();
    }
  });
