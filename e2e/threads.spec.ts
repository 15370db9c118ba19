/** What becomes of a flag besides settling: assigned, withdrawn, waived, put on other words; and words kept over a sign-out. */
import { newArticle, raiseOneOfEach, rewrite, readArticle } from "./support/articles";
import { accounts, expect, test } from "./support/fixtures";
import { articleText, noteFace, openNote, openNoteOf, openReview, selectWords } from "./support/review";

test("an editor gives a flag to an author, takes it back, and opens it again", async ({
  page,
  login,
  openAs,
  apiAs,
}) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor, { authorIds: [accounts.author.id, accounts.secondAuthor.id] });
  await raiseOneOfEach(editor, article);
  await login(page, accounts.editor);
  await openReview(page, article.id);
  const note = await openNoteOf(page, "Who says so?");
  await note.getByRole("combobox", { name: "For" }).selectOption({ label: accounts.secondAuthor.name });
  await expect(note.getByText(`gave it to ${accounts.secondAuthor.name}`)).toBeVisible();

  const author = await openAs(accounts.secondAuthor);
  await openReview(author, article.id);
  await author.getByRole("button", { name: "For me" }).click();
  await expect(noteFace(author, /evry|Where|A better ending/)).toHaveCount(0);
  await expect((await openNoteOf(author, "Who says so?")).getByText("For you")).toBeVisible();

  await note.getByRole("button", { name: "Withdraw" }).click();
  await expect(note.getByText("withdrew it")).toBeVisible();
  await expect(page.getByRole("link", { name: "Gate: 2 to settle" })).toBeVisible();
  await note.getByRole("button", { name: "Reopen…" }).click();
  await note.getByRole("button", { name: "Reopen", exact: true }).click();
  await expect(note.getByText("reopened it")).toBeVisible();
  await expect(page.getByRole("link", { name: "Gate: 3 to settle" })).toBeVisible();
});

test("a chief waives a flag, with a reason that stays in the thread", async ({ page, login, apiAs }) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  await raiseOneOfEach(editor, article);
  await login(page, accounts.chief);
  await openReview(page, article.id);
  const note = await openNoteOf(page, "Who says so?");
  await note.getByRole("button", { name: "Waive…" }).click();
  const form = note.getByRole("form", { name: "Waive it" });
  await form.getByRole("button", { name: "Waive", exact: true }).click();
  await expect(form.getByRole("alert").filter({ hasText: "Give the reason." })).toBeVisible();
  await form.getByRole("textbox", { name: "Reason" }).fill("The bill is lost.");
  await form.getByRole("button", { name: "Waive", exact: true }).click();
  await expect(note.getByRole("listitem").filter({ hasText: "The bill is lost." })).toContainText(
    "waived it",
  );
  await expect(page.getByRole("link", { name: "Gate: 2 to settle" })).toBeVisible();
});

test("a flag whose words are gone is put on others by selecting them", async ({ page, login, apiAs }) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  await raiseOneOfEach(editor, article);
  await rewrite(await apiAs(accounts.author), article.id, "paid 800 florins for", "bought");
  await login(page, accounts.editor);
  await openReview(page, article.id);
  await expect(page.getByRole("heading", { name: "Their words are gone (1)" })).toBeVisible();
  const note = await openNoteOf(page, /^Fact-check .*, the words are gone: /);
  await note.getByRole("button", { name: "Put it back…" }).click();
  await selectWords(page, "bought the lens");
  await page
    .getByRole("toolbar", { name: "Flag the selected words" })
    .getByRole("button", { name: "Put it here" })
    .click();
  await expect(page.getByRole("heading", { name: /Their words are gone/ })).toBeHidden();
  await expect(articleText(page).locator(".flag-fact_check")).toHaveText("bought the lens");
  await expect(openNote(page).getByText("put it on these words")).toBeVisible();
});

test("what was typed survives signing out", async ({ page, login, apiAs }) => {
  const editor = await apiAs(accounts.secondEditor);
  const article = await newArticle(editor);
  await raiseOneOfEach(editor, article);
  await login(page, accounts.secondEditor);
  await openReview(page, article.id);
  await (await openNoteOf(page, "Where?")).getByPlaceholder("Reply…").fill("The annual report, perhaps");
  await selectWords(page, "nineteen miles");
  await page.keyboard.press("f");
  await page.getByRole("textbox", { name: "What is doubtful?" }).fill("Nautical miles?");

  await page.getByRole("button", { name: `Account of ${accounts.secondEditor.name}` }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("textbox", { name: "E-mail" }).fill(accounts.secondEditor.email);
  await page.getByRole("textbox", { name: "Password" }).fill(accounts.secondEditor.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("banner")).toBeVisible();

  await openReview(page, article.id);
  const unsent = page.getByRole("region", { name: "Kept here, not sent" });
  await unsent.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("textbox", { name: "What is doubtful?" })).toHaveValue("Nautical miles?");
  const note = await openNoteOf(page, "Where?");
  await expect(note.getByPlaceholder("Reply…")).toHaveValue("The annual report, perhaps");
});

test("who is signed out meanwhile is shown the way in, and what they sent arrives", async ({
  page,
  login,
  apiAs,
  tolerate,
}) => {
  tolerate(401);
  const api = await apiAs(accounts.editor);
  const article = await newArticle(api);
  await raiseOneOfEach(api, article);
  await login(page, accounts.editor);
  await openReview(page, article.id);
  const note = await openNoteOf(page, "Where?");
  await page.context().clearCookies();
  await note.getByPlaceholder("Reply…").fill("In the annual report, perhaps.");
  await page.keyboard.press("Control+Enter");
  await note.getByRole("link", { name: "Sign in" }).click();
  await page.getByRole("textbox", { name: "E-mail" }).fill(accounts.editor.email);
  await page.getByRole("textbox", { name: "Password" }).fill(accounts.editor.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(openNote(page).getByText("In the annual report, perhaps.")).toBeVisible();
  await expect
    .poll(async () => JSON.stringify((await readArticle(api, article.id)).flags))
    .toContain("In the annual report, perhaps.");
});
