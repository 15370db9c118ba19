/** How an author comes to write, and goes over to commenting. */
import type { Page } from "playwright/test";
import { newArticle, raise, readArticle } from "./support/articles";
import { accounts, expect, test } from "./support/fixtures";
import {
  articleText,
  caretBefore,
  editorText,
  flagWords,
  leaveEditor,
  noteFace,
  openNote,
  openNoteOf,
  openReview,
  placeOf,
  selectWords,
} from "./support/review";

test("an author presses into the text and writes, with the open note beside it", async ({
  page,
  login,
  apiAs,
}) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  await raise(editor, article, { kind: "comment", quote: "800 florins", note: "Who says so?" });
  await login(page, accounts.author);
  await openReview(page, article.id);

  await test.step("on flagged words a press opens their note", async () => {
    await caretBefore(page, "800 florins");
    await expect(openNote(page).getByText("Who says so?")).toBeVisible();
    await expect(editorText(page)).toBeHidden();
  });

  await test.step("beside them it puts the caret there", async () => {
    await caretBefore(page, "captains have not");
    await expect(editorText(page)).toBeFocused();
    await page.keyboard.type("old ");
    await expect(editorText(page)).toContainText("Most old captains");
    await expect(openNote(page).getByText("Who says so?")).toBeVisible();
    await leaveEditor(page);
    await expect(articleText(page)).toContainText("Most old captains");
  });

  await test.step("a second press in the same place chooses the word", async () => {
    const { first } = await placeOf(page, "nineteen");
    await page.mouse.dblclick((first.left + first.right) / 2, first.middle);
    await expect(editorText(page)).toBeFocused();
    await expect.poll(() => page.evaluate(() => getSelection()?.toString().trim())).toBe("nineteen");
    await page.keyboard.type("twenty");
    await expect(editorText(page)).toContainText("twenty miles");
    await leaveEditor(page);
  });
});

test("an author comments on words just written", async ({ page, login, apiAs, axe }) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  await login(page, accounts.author);
  await openReview(page, article.id);
  await caretBefore(page, "captains have not");
  await expect(editorText(page)).toBeFocused();
  const tools = page.getByRole("toolbar", { name: "Writing" });
  await expect(tools.getByRole("button", { name: /^Comment/ })).toBeDisabled();

  await page.keyboard.type("retired ");
  await selectWords(page, "retired captains");
  await tools.getByRole("button", { name: /^Comment/ }).click();
  const form = page.getByRole("form", { name: "New comment flag" });
  await expect(form.getByRole("textbox")).toBeFocused();
  await expect(editorText(page)).toBeHidden();
  await axe(page);
  await page.keyboard.type("Is that the word they use?");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(openNote(page).getByText("Is that the word they use?")).toBeVisible();

  const stored = async () => (await readArticle(editor, article.id)).flags;
  await expect
    .poll(async () => (await stored()).map(({ kind, anchor }) => [kind, anchor.quote, anchor.state]))
    .toEqual([["comment", "retired captains", "exact"]]);

  await test.step("and by the keyboard alone", async () => {
    await page.keyboard.press("e");
    await expect(editorText(page)).toBeFocused();
    await page.keyboard.press("ControlOrMeta+Alt+m");
    await expect(tools.getByRole("status")).toContainText("Select the words first.");
    await page.keyboard.press("Shift+End");
    await page.keyboard.press("ControlOrMeta+Alt+m");
    await expect(form.getByRole("textbox")).toBeFocused();
  });
});

test("words that cannot be stored are not commented on, and stay in the editor", async ({
  page,
  login,
  apiAs,
  tolerate,
}) => {
  tolerate("offline");
  const article = await newArticle(await apiAs(accounts.editor));
  await login(page, accounts.author);
  await openReview(page, article.id);
  await caretBefore(page, "captains have not");
  await expect(editorText(page)).toBeFocused();
  await page.context().setOffline(true);
  await page.keyboard.type("retired ");
  await selectWords(page, "retired captains");
  const tools = page.getByRole("toolbar", { name: "Writing" });
  await tools.getByRole("button", { name: /^Comment/ }).click();
  await expect(tools.getByRole("status")).toContainText("it can be commented on once it is");
  await expect(editorText(page)).toContainText("Most retired captains");
  await page.context().setOffline(false);
  await leaveEditor(page);
});

test("a chief's press lets go of a note, for reading is what they are here for", async ({
  page,
  login,
  apiAs,
}) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  await login(page, accounts.chief);
  await openReview(page, article.id);
  await flagWords(page, "800 florins", "m", "Who says so?");
  await caretBefore(page, "captains have not");
  await expect(openNote(page)).toHaveCount(0);
  await expect(noteFace(page, "Who says so?")).toBeVisible();
  await expect(editorText(page)).toBeHidden();
});

/** Keeps code that is not there yet from coming; it comes when the function that is given back is called. */
async function holdCode(page: Page): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/_next/static/chunks/**", async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

const editButton = (page: Page) => page.getByRole("button", { name: "Edit", exact: true });

test("what is typed while the editor is on its way is written, and is no command", async ({
  page,
  login,
  apiAs,
}) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  await raise(editor, article, { kind: "typo", quote: "evry", replacement: "every" });
  await login(page, accounts.author);
  await openReview(page, article.id);
  await openNoteOf(page, /^Typo/);
  const release = await holdCode(page);
  await caretBefore(page, "captains have not");
  // Applies the fix, opens the references and leaves for the history, where they are commands.
  await page.keyboard.type("a bold pair of ");
  release();
  await expect(editorText(page)).toBeFocused();
  await expect(editorText(page)).toContainText("Most a bold pair of captains");
  await page.keyboard.type("old ");
  await leaveEditor(page);
  await expect(articleText(page)).toContainText("Most a bold pair of old captains");
  expect((await readArticle(editor, article.id)).flags.map(({ status }) => status)).toEqual(["open"]);
});

test("the editor takes the keyboard from nobody who turned to something else while it was on its way", async ({
  page,
  login,
  apiAs,
}) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  await raise(editor, article, { kind: "comment", quote: "800 florins", note: "Who says so?" });
  await login(page, accounts.author);
  await openReview(page, article.id);
  const note = await openNoteOf(page, /Who says so/);
  const release = await holdCode(page);

  await test.step("Escape stays with reading", async () => {
    await caretBefore(page, "captains have not");
    await expect(page.getByRole("button", { name: "Opening…" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(editButton(page)).toBeVisible();
  });

  await test.step("a reply is written to its end", async () => {
    await noteFace(page, /Who says so/).click();
    await caretBefore(page, "captains have not");
    await expect(page.getByRole("button", { name: "Opening…" })).toBeVisible();
    const reply = note.getByPlaceholder("Reply…");
    await reply.click();
    await page.keyboard.type("She says so");
    release();
    await expect(editButton(page)).toBeVisible();
    await page.keyboard.type(", twice.");
    await expect(reply).toHaveValue("She says so, twice.");
    await expect(editorText(page)).toBeHidden();
  });
});

test("a word that is chosen while the editor is on its way is chosen in it", async ({
  page,
  login,
  apiAs,
}) => {
  const article = await newArticle(await apiAs(accounts.editor));
  await login(page, accounts.author);
  await openReview(page, article.id);
  const release = await holdCode(page);
  const { first } = await placeOf(page, "nineteen");
  await page.mouse.dblclick((first.left + first.right) / 2, first.middle);
  release();
  await expect(editorText(page)).toBeFocused();
  await page.keyboard.type("twenty");
  await expect(editorText(page)).toContainText("seen from twenty miles");
});

test("a press without a connection is answered, and what is typed is written when it is back", async ({
  page,
  login,
  apiAs,
  tolerate,
}) => {
  tolerate("offline");
  const article = await newArticle(await apiAs(accounts.editor));
  await login(page, accounts.author);
  await openReview(page, article.id);
  await page.context().setOffline(true);
  await caretBefore(page, "captains have not");
  await page.keyboard.type("bold ");
  await expect(page.getByText("What you asked for opens when it is back.")).toBeVisible();
  await page.context().setOffline(false);
  await expect(editorText(page)).toContainText("Most bold captains");
  await leaveEditor(page);
});

test("what is typed while the words are being stored belongs to the comment on them", async ({
  page,
  login,
  apiAs,
  tolerate,
}) => {
  tolerate("offline");
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  await login(page, accounts.author);
  await openReview(page, article.id);
  await caretBefore(page, "captains have not");
  await expect(editorText(page)).toBeFocused();
  let release = (_isSaved: boolean) => {};
  await page.route("**/api/articles/*/steps", async (route) => {
    const isSaved = await new Promise<boolean>((resolve) => (release = resolve));
    await (isSaved ? route.continue() : route.abort("internetdisconnected"));
  });
  const sent = () => page.waitForRequest("**/api/articles/*/steps");
  const first = sent();
  await page.keyboard.type("retired ");
  await selectWords(page, "retired captains");
  await page.keyboard.press("ControlOrMeta+Alt+m");
  await first;
  const again = sent();
  await page.keyboard.type("All ");
  release(false);
  const status = page.getByRole("toolbar", { name: "Writing" }).getByRole("status");
  await expect(status).toContainText("it can be commented on once it is");
  await page.keyboard.press("ControlOrMeta+Alt+m");
  await again;
  await page.keyboard.type("off");
  await page.keyboard.press("Backspace");
  release(true);
  const form = page.getByRole("form", { name: "New comment flag" });
  await expect(form.getByRole("textbox")).toBeFocused();
  await page.keyboard.type(" them?");
  await expect(form.getByRole("textbox")).toHaveValue("All of them?");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(openNote(page).getByText("All of them?")).toBeVisible();
  const stored = async () =>
    (await readArticle(editor, article.id)).flags.map(({ anchor }) => [anchor.quote, anchor.state]);
  await expect.poll(stored).toEqual([["retired captains", "exact"]]);
});
