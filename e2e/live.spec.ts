/** Two people on one article, each in a browser of their own. */
import { MANUSCRIPT, newArticle, raise, raiseOneOfEach, rewrite } from "./support/articles";
import { accounts, expect, test } from "./support/fixtures";
import {
  articleText,
  editorText,
  flagWords,
  leaveEditor,
  noteFace,
  openEditor,
  openNoteOf,
  openReview,
  selectWords,
} from "./support/review";
import { silenceable } from "./support/silence";

test("what the editor raises and the author settles appears at the other's, without a reload", async ({
  page,
  login,
  openAs,
  apiAs,
}) => {
  const article = await newArticle(await apiAs(accounts.editor));
  await login(page, accounts.editor);
  await openReview(page, article.id);
  const author = await openAs(accounts.author);
  await openReview(author, article.id);

  await flagWords(page, "carry on", "m", "A better ending?");
  const note = await openNoteOf(author, "A better ending?");
  await expect(note.getByText("A better ending?")).toBeVisible();
  await note.getByPlaceholder("Reply…").fill("There is none.");
  await author.keyboard.press("Control+Enter");
  await expect(page.getByText("There is none.")).toBeVisible();
  await note.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("1 of 1 settled")).toBeVisible();
});

test("two authors who write in the same paragraph at once end with the same words", async ({
  page,
  login,
  openAs,
  apiAs,
}) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor, { authorIds: [accounts.author.id, accounts.secondAuthor.id] });
  await raiseOneOfEach(editor, article);
  await login(page, accounts.author);
  const other = await openAs(accounts.secondAuthor);
  for (const one of [page, other]) {
    await openReview(one, article.id);
    await openEditor(one);
  }
  await selectWords(page, "Ines Corvin");
  await selectWords(other, "every ship");
  await Promise.all([page.keyboard.type("Ada Lorne"), other.keyboard.type("each boat")]);
  const words =
    "The keeper, Ada Lorne, paid 800 florins for the lens. She remembers each boat that thanked her for it.";
  for (const one of [page, other]) await expect(editorText(one)).toContainText(words);
  for (const one of [page, other]) {
    await leaveEditor(one);
    await expect(articleText(one)).toContainText(words);
    await expect(noteFace(one, "Who says so?")).toBeVisible();
  }
});

test("a connection that dies without a word is found out, and what was missed comes", async ({
  page,
  login,
  apiAs,
  baseURL,
  tolerate,
}) => {
  tolerate("offline");
  const article = await newArticle(await apiAs(accounts.editor));
  const path = await silenceable(Number(new URL(baseURL!).port));
  try {
    await login(page, accounts.editor);
    await page.clock.install();
    const following = page.waitForRequest(/\/api\/articles\/[^/]+\/events/);
    await page.goto(`http://localhost:${path.port}/articles/${article.id}`);
    await following;
    await raise(await apiAs(accounts.author), article, { kind: "comment", quote: "carry on", note: "How?" });
    await expect(noteFace(page, "How?")).toBeVisible();

    path.silence();
    await raise(await apiAs(accounts.author), article, { kind: "comment", quote: "monument", note: "Why?" });
    await page.clock.fastForward("01:00");
    await expect(page.getByText("Reconnecting…")).toBeVisible();
    path.restore();
    await expect(noteFace(page, "Why?")).toBeVisible();
    await expect(page.getByText("Reconnecting…")).toBeHidden();
    // It would go on asking.
    await page.goto("about:blank");
  } finally {
    path.close();
  }
});

test("who is writing a flag is told at once that another took its words away; what was typed stays", async ({
  page,
  login,
  apiAs,
  axe,
}) => {
  const article = await newArticle(await apiAs(accounts.editor));
  const author = await apiAs(accounts.author);
  await login(page, accounts.editor);
  await openReview(page, article.id);
  await selectWords(page, "800 florins");
  await page.keyboard.press("f");
  const form = page.getByRole("form", { name: "New fact-check flag" });
  const field = form.getByRole("textbox", { name: "What is doubtful?" });
  await field.fill("Who says so?");
  const told = form
    .getByRole("alert")
    .filter({ hasText: "These words were changed or taken out meanwhile." });
  await rewrite(author, article.id, "Ines Corvin", "Ines A. Corvin");
  await expect(articleText(page)).toContainText("Ines A. Corvin");
  await expect(told).toBeHidden();
  await rewrite(author, article.id, "800 florins", "a fortune");
  await expect(told).toBeVisible();
  await expect(field).toHaveValue("Who says so?");
  await expect(field).toBeFocused();
  await axe(page);
  await rewrite(author, article.id, "a fortune", "800 florins");
  await expect(told).toBeHidden();
  await form.getByRole("button", { name: "Flag it" }).click();
  await expect(page.getByText("0 of 1 settled")).toBeVisible();
});

/** Where the initials beside a paragraph stand on the screen: they are a rule of a style sheet, and no element. */
function initialsBox(paragraph: Element): { content: string; left: number; right: number } {
  const { content, left, width } = getComputedStyle(paragraph, "::before");
  const start = paragraph.getBoundingClientRect().left + paragraph.clientLeft + Number.parseFloat(left);
  return { content, left: start, right: start + Number.parseFloat(width) };
}

test("the initials of who is in a paragraph stand beside the writer's handle, not under it", async ({
  page,
  login,
  openAs,
  apiAs,
}) => {
  const source = MANUSCRIPT.replace(
    "Bibliography",
    "- A lamp that is looked at\n- A lamp that is not\n\nBibliography",
  );
  const article = await newArticle(await apiAs(accounts.editor), { source });
  const other = await openAs(accounts.chief);
  await openReview(other, article.id);
  await login(page, accounts.author);
  await openReview(page, article.id);
  await openEditor(page);
  const handle = page.getByTitle(/^Drag to move the paragraph/);
  for (const words of ["Most captains", "A lamp that is looked at"]) {
    await selectWords(other, words);
    const there = editorText(page).locator("[data-kind]", { hasText: words });
    await expect.poll(async () => (await there.evaluate(initialsBox)).content).toMatch(/\p{Lu}{2}/u);
    for (const width of [1440, 992, 640]) {
      await page.setViewportSize({ width, height: 900 });
      await there.hover();
      const initials = await there.evaluate(initialsBox);
      const grip = (await handle.boundingBox())!;
      expect(initials.left, `initials in the window of ${width}`).toBeGreaterThanOrEqual(0);
      expect(initials.right, `initials beside the handle at ${width}`).toBeLessThanOrEqual(grip.x);
    }
  }
  await leaveEditor(page);
});
