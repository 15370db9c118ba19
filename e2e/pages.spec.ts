/** Every screen in every state of its own: nobody is kept out, by day or by night. axe looks, and so do we. */
import { randomUUID } from "node:crypto";
import type { APIRequestContext, Page } from "playwright/test";
import { answer, newArticle, raise, raiseOneOfEach, settle, verify } from "./support/articles";
import { chooseFile } from "./support/files";
import { accounts, expect, test } from "./support/fixtures";
import {
  editorText,
  leaveEditor,
  noteFace,
  openEditor,
  openNote,
  openNoteOf,
  openReview,
  selectWords,
} from "./support/review";
import { editDocx, settleTracked } from "../domain/draft/testing/edit-docx";
import { SAMPLE_DESK } from "../domain/sample-accounts";

test("signing in and joining by an invitation", async ({ page, apiAs, axe, tolerate }) => {
  tolerate(401);
  await page.goto("/sign-in");
  await axe(page);
  await page.getByRole("textbox", { name: "E-mail" }).fill("nobody@galley.example");
  await page.getByRole("textbox", { name: "Password" }).fill("not a password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: /./ })).toBeVisible();
  await axe(page);

  const { invitation } = await answer<{ invitation: { url: string } }>(
    (await apiAs(accounts.chief)).post(`/api/desks/${SAMPLE_DESK.id}/invitations`, {
      data: { email: `${randomUUID()}@galley.example`, role: "author" },
    }),
  );
  await page.goto(invitation.url);
  await expect(page.getByRole("heading", { name: `Join ${SAMPLE_DESK.name}` })).toBeVisible();
  await axe(page);
  await page.goto(`${invitation.url}x`);
  await expect(page.getByRole("heading", { name: "This invitation cannot be used" })).toBeVisible();
  await axe(page);

  await page.goto(invitation.url);
  await page.getByRole("textbox", { name: "Your name" }).fill("Noor New");
  await page.getByLabel("Choose a password").fill("long enough for anybody");
  await page.getByRole("button", { name: "Join the desk" }).click();
  await expect(page.getByRole("heading", { name: "No articles of yours yet" })).toBeVisible();
  await axe(page);
});

test("the desk, its people and one's account", async ({ page, login, axe, tolerate }) => {
  tolerate(400, 404);
  await login(page, accounts.chief);
  await page.goto("/");
  // Other tests bring in articles of the same title.
  await expect(page.getByRole("link", { name: "Two States, One River" }).first()).toBeVisible();
  await axe(page);
  await page.getByRole("button", { name: `Account of ${accounts.chief.name}` }).click();
  await axe(page);
  await page.goto("/?q=no-such-title");
  await expect(page.getByText("No title matches")).toBeVisible();
  await axe(page);
  await page.goto(`/desk/${SAMPLE_DESK.id}/people`);
  await expect(page.getByRole("list", { name: "Members" })).toBeVisible();
  await axe(page);
  await page.getByRole("button", { name: /^Deactivate… Leila/ }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await axe(page);
  await page.goto("/account");
  await axe(page);
  await page.getByLabel("Password now").fill("not the one I have");
  await page.getByLabel("New password").fill("long enough for anybody");
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByLabel("Password now")).toHaveAccessibleDescription(
    "The current password is not right.",
  );
  await expect(page.getByLabel("Password now")).toBeFocused();
  await axe(page);
  await page.goto("/no-such-page");
  await axe(page);
});

test("a new article: empty, previewed, refused", async ({ page, login, axe }) => {
  await login(page, accounts.editor);
  await page.goto("/new");
  await axe(page);
  await page
    .getByRole("textbox", { name: "Manuscript" })
    .fill("A Title\n\nOne paragraph that was broken\nin its middle, and cites[7].\n\nNotes\n1. A book.");
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByRole("textbox", { name: "Title" })).toHaveValue("A Title");
  await axe(page);
  await page.getByRole("button", { name: "Store the article" }).click();
  await expect(page.getByText("Choose at least one author.").first()).toBeVisible();
  await axe(page);
});

/** An article with flags in every state, one of them off its words. */
async function articleInReview(editor: APIRequestContext, author: APIRequestContext) {
  const article = await newArticle(editor);
  const flags = await raiseOneOfEach(editor, article);
  await raise(editor, article, { kind: "typo", quote: "Annual Report", replacement: "Yearly Report" });
  await raise(editor, article, { kind: "fact_check", quote: "nineteen miles", note: "Nautical ones?" });
  const settled = await raise(editor, article, { kind: "fact_check", quote: "1911", note: "Or 1912?" });
  await settle(author, settled, { outcome: "sourced", sources: ["https://example.org/", "The keeper"] });
  await settle(author, flags.citation, { outcome: "not_needed", note: "She told me." });
  await verify(editor, flags.citation);
  return { article, flags };
}

test("the review, as an editor", async ({ page, login, apiAs, axe }) => {
  const { article } = await articleInReview(await apiAs(accounts.editor), await apiAs(accounts.author));
  await login(page, accounts.editor);
  await openReview(page, article.id);
  await expect(noteFace(page, "Who says so?")).toBeVisible();
  await axe(page);
  await openNoteOf(page, "Or 1912?");
  await axe(page);
  await page.keyboard.press("o");
  await expect(page.getByRole("textbox", { name: "Reopen" })).toBeFocused();
  await axe(page);
  await page.keyboard.press("Escape");

  await selectWords(page, "the satellites came");
  await expect(page.getByRole("toolbar", { name: "Flag the selected words" })).toBeVisible();
  await axe(page);
  for (const [key, form] of [
    ["t", "New typo flag"],
    ["f", "New fact-check flag"],
  ] as const) {
    await selectWords(page, "the satellites came");
    await page.keyboard.press(key);
    await expect(page.getByRole("form", { name: form })).toBeVisible();
    await page.getByRole("textbox").last().fill("satellites came");
    await axe(page);
    await page.getByRole("button", { name: "Throw away" }).click();
  }

  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await axe(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("A flag, a section, an action…").fill("gate");
  await expect(page.getByRole("option", { name: /The gate/ })).toBeVisible();
  await axe(page);
});

test("the review, as an author", async ({ page, login, apiAs, axe }) => {
  const { article } = await articleInReview(await apiAs(accounts.editor), await apiAs(accounts.author));
  await login(page, accounts.author);
  await openReview(page, article.id);
  await page.getByRole("button", { name: "Apply 2 fixes…" }).click();
  await expect(page.getByRole("dialog", { name: "Apply typo fixes" })).toBeVisible();
  await axe(page);
  await page.keyboard.press("Escape");
  await openNoteOf(page, "evry");
  await axe(page);
  await page.keyboard.press("d");
  await expect(page.getByRole("form", { name: "Decline the fix" })).toBeVisible();
  await page.getByRole("button", { name: "Decline", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Give the reason." })).toBeVisible();
  await axe(page);
  await page.getByRole("button", { name: "Cancel" }).click();
  const claim = await openNoteOf(page, "Nautical ones?");
  await claim.getByRole("button", { name: "Corrected" }).click();
  await expect(claim.getByRole("alert").filter({ hasText: "still as they were" })).toBeVisible();
  await axe(page);
  await claim.getByRole("button", { name: "Give a source…" }).click();
  await axe(page);

  await openEditor(page);
  await axe(page);
  await cutWords(page, "nineteen miles");
  await leaveEditor(page);
  await expect(page.getByRole("heading", { name: "Their words are gone" })).toBeVisible();
  await expect(openNote(page).getByText("The words are gone")).toBeVisible();
  await axe(page);
});

async function cutWords(page: Page, words: string): Promise<void> {
  await selectWords(page, words);
  await page.keyboard.press("Backspace");
  await expect(editorText(page)).not.toContainText(words);
}

test("the draft, its gate shut and open, and the sheet", async ({ page, login, apiAs, axe }) => {
  const editor = await apiAs(accounts.editor);
  const author = await apiAs(accounts.author);
  const article = await newArticle(editor);
  const typo = await raise(editor, article, { kind: "typo", quote: "evry", replacement: "every" });
  await login(page, accounts.chief);
  await page.goto(`/articles/${article.id}/draft`);
  await expect(page.getByRole("heading", { name: "Gate: 1 to settle" })).toBeVisible();
  await axe(page);
  await settle(author, typo, { outcome: "applied" });
  await page.reload();
  await expect(page.getByRole("heading", { name: "The gate is open" })).toBeVisible();
  await axe(page);
  // No script runs on the sheet itself, not even axe.
  const sheet = await page.request.get(`/api/articles/${article.id}/sign-off?format=html`);
  await page.goto("about:blank");
  await page.setContent(await sheet.text());
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(article.title);
  await axe(page);
});

test("the Word file back: nothing chosen, refused, compared", async ({
  page,
  login,
  apiAs,
  axe,
  tolerate,
}) => {
  tolerate(400);
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  await raiseOneOfEach(editor, article);
  await login(page, accounts.chief);
  const copy = await page.request.get(`/api/articles/${article.id}/draft?format=docx&view=reviewed`);
  await page.goto(`/articles/${article.id}/manuscript`);
  await expect(page.getByRole("button", { name: "Choose a file…" })).toBeVisible();
  await axe(page);
  await chooseFile(page, { name: "not-word.docx", bytes: new Uint8Array([1, 2, 3]) });
  await expect(page.getByRole("alert").filter({ hasText: /./ })).toBeVisible();
  await axe(page);
  const bytes = editDocx(await copy.body(), {
    "word/document.xml": (xml) => settleTracked(xml, "accept"),
  });
  await chooseFile(page, { name: "reviewed.docx", bytes });
  await expect(page.getByRole("list", { name: "Settled" })).toBeVisible();
  await axe(page);
  await page.getByRole("button", { name: "The whole text" }).click();
  await axe(page);
});
