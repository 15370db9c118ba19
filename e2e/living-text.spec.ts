/** The text changes under its flags: cut, paste, split, undo; and many at once. */
import type { APIRequestContext, Page } from "playwright/test";
import { newArticle, raise, readArticle } from "./support/articles";
import { accounts, expect, test } from "./support/fixtures";
import { editorText, leaveEditor, openReview, placeOf } from "./support/review";

const standing = async (api: APIRequestContext, articleId: string) => {
  const { flags, paragraphs } = await readArticle(api, articleId);
  const texts = new Map(paragraphs.map(({ id, text }) => [id, text]));
  return flags.map(({ paragraphId, anchor: { state, start, end, quote } }) => ({
    state,
    quote,
    words: texts.get(paragraphId)?.slice(start, end),
  }));
};

const saved = (page: Page) => expect(page.getByRole("toolbar", { name: "Writing" })).toContainText("Saved");

async function caretBefore(page: Page, words: string): Promise<void> {
  const { first } = await placeOf(page, words);
  await page.mouse.click(first.left + 1, first.middle);
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
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await expect(editorText(page)).toBeVisible();
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
