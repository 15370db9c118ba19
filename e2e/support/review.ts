/** The review as a person meets it: words are found by reading, notes by what they say. */
import type { Locator, Page } from "playwright/test";
import { expect } from "./fixtures";

/** Opens an article's review; settles when it answers to keys and presses. */
export async function openReview(page: Page, articleId: string, query = ""): Promise<void> {
  // Following the article's events is the last thing the page begins.
  const following = page.waitForRequest(/\/api\/articles\/[^/]+\/events/);
  await page.goto(`/articles/${articleId}${query}`);
  await following;
}

export async function reloadReview(page: Page): Promise<void> {
  const following = page.waitForRequest(/\/api\/articles\/[^/]+\/events/);
  await page.reload();
  await following;
}

export const articleText = (page: Page): Locator => page.locator(".review-text");

/** The face of a closed note, by the words on it. */
export const noteFace = (page: Page, words: RegExp | string): Locator =>
  page.getByRole("complementary", { name: "Margin" }).getByRole("button", { name: words, expanded: false });

/** The note in focus, whole. */
export const openNote = (page: Page): Locator =>
  page
    .getByRole("complementary", { name: "Margin" })
    .getByRole("listitem")
    .filter({ has: page.locator("button[aria-expanded=true]") });

/** Opens a note by a press on its face; settles when its thread is there. */
export async function openNoteOf(page: Page, words: RegExp | string): Promise<Locator> {
  await noteFace(page, words).click();
  const note = openNote(page);
  await expect(note.getByPlaceholder("Reply…")).toBeVisible();
  return note;
}

interface Box {
  left: number;
  right: number;
  middle: number;
}

/** Where words stand on the screen, brought to its middle unless told otherwise: their first line and their last. */
export async function placeOf(
  page: Page,
  words: string,
  { scroll = true } = {},
): Promise<{ first: Box; last: Box }> {
  const find = (root: Element, { wanted, scroll }: { wanted: string; scroll: boolean }) => {
    for (const paragraph of root.querySelectorAll("h1, h2, h3, p, blockquote, li")) {
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      const nodes: Text[] = [];
      while (walker.nextNode()) nodes.push(walker.currentNode as Text);
      const at = nodes
        .map(({ data }) => data)
        .join("")
        .indexOf(wanted);
      if (at < 0) continue;
      const range = document.createRange();
      let seen = 0;
      for (const node of nodes) {
        const [from, to] = [at - seen, at + wanted.length - seen];
        if (from >= 0 && from < node.length) range.setStart(node, from);
        if (to > 0 && to <= node.length) range.setEnd(node, to);
        seen += node.length;
      }
      if (scroll)
        range.startContainer.parentElement!.scrollIntoView({ block: "center", behavior: "instant" });
      const lines = [...range.getClientRects()].filter(({ width }) => width > 0);
      const edges = ({ left, right, top, height }: DOMRect) => ({ left, right, middle: top + height / 2 });
      return { first: edges(lines[0]!), last: edges(lines.at(-1)!) };
    }
    return null;
  };
  const box = await articleText(page).evaluate(find, { wanted: words, scroll });
  if (!box) throw new Error(`The article does not say “${words}”.`);
  return box;
}

/** A press right before words: puts the caret there, where that is what a press does. */
export async function caretBefore(page: Page, words: string): Promise<void> {
  const { first } = await placeOf(page, words);
  await page.mouse.click(first.left + 1, first.middle);
  // The browser says where its caret is a moment later. No hand is quicker with its next key.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

/** Selects one word as people do. */
export const doubleClickWord = (page: Page, word: string): Promise<void> =>
  selectByMouse(page, word, ({ first }) => page.mouse.dblclick((first.left + first.right) / 2, first.middle));

/** Selects words by dragging over them. */
export const selectWords = (page: Page, words: string): Promise<void> =>
  selectByMouse(page, words, async ({ first, last }) => {
    await page.mouse.move(first.left + 0.5, first.middle);
    await page.mouse.down();
    await page.mouse.move(last.right - 0.5, last.middle, { steps: 4 });
    await page.mouse.up();
  });

/**
 * Selects again, as people do, where the text moved under the pointer meanwhile. What was selected first is let go
 * before, as by a press elsewhere: its toolbar may stand over the words.
 */
async function selectByMouse(
  page: Page,
  words: string,
  select: (place: { first: Box; last: Box }) => Promise<void>,
): Promise<void> {
  await expect(async () => {
    await page.evaluate(() => getSelection()?.removeAllRanges());
    await expect(page.getByRole("toolbar", { name: "Flag the selected words" })).toBeHidden();
    await select(await placeOf(page, words));
    await expectSelected(page, words, 5_000);
  }).toPass({ timeout: 45_000 });
}

/**
 * Selects words by the handles that a touch gives: Chromium without a window has none, so the selection is made as
 * they make it, without any pointer event.
 */
export async function selectByHandles(page: Page, words: string): Promise<void> {
  await articleText(page)
    .getByText(words)
    .first()
    .evaluate((paragraph, wanted) => {
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const text = walker.currentNode as Text;
        const at = text.data.indexOf(wanted);
        if (at >= 0) return getSelection()!.setBaseAndExtent(text, at, text, at + wanted.length);
      }
    }, words);
  await expectSelected(page, words);
}

async function expectSelected(page: Page, words: string, timeout?: number): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => getSelection()?.toString().trim()), timeout ? { timeout } : {})
    .toBe(words);
}

/** Selects words, presses a kind's key, writes what the form asks, sends it. */
export async function flagWords(
  page: Page,
  words: string,
  key: "f" | "c" | "m",
  note: string,
): Promise<void> {
  await selectWords(page, words);
  await expect(page.getByRole("toolbar", { name: "Flag the selected words" })).toBeVisible();
  await page.keyboard.press(key);
  const form = page.getByRole("form", { name: /^New .* flag$/ });
  await form.getByRole("textbox").fill(note);
  await page.keyboard.press("Control+Enter");
  await expect(form).toBeHidden();
  await expect(openNote(page).getByText(note)).toBeVisible();
}

/** Selects a word, presses t, writes the word as it should be, presses Enter. */
export async function fixWord(page: Page, word: string, right: string): Promise<void> {
  await doubleClickWord(page, word);
  await page.keyboard.press("t");
  await expect(page.getByRole("textbox", { name: "Should read" })).toBeFocused();
  await page.keyboard.type(right);
  await page.keyboard.press("Enter");
  await expect(openNote(page).getByRole("button", { name: /^Typo/ })).toBeVisible();
}

/** The article, being written in. */
export const editorText = (page: Page): Locator => page.getByRole("textbox", { name: "Article text" });

export async function openEditor(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await expect(editorText(page)).toBeVisible();
}

/** Replaces words in the open editor, and leaves it once that is saved. */
export async function correctWords(page: Page, words: string, right: string): Promise<void> {
  await expect(editorText(page)).toBeVisible();
  await selectWords(page, words);
  await page.keyboard.type(right);
  await expect(editorText(page)).toContainText(right);
  await leaveEditor(page);
}

export async function leaveEditor(page: Page): Promise<void> {
  const tools = page.getByRole("toolbar", { name: "Writing" });
  await tools.getByRole("button", { name: "Done" }).click();
  await expect(tools).toBeHidden();
}

/** What the live region last said. */
export const said = (page: Page, words: string): Promise<void> =>
  expect(page.getByRole("status").filter({ hasText: words })).toBeAttached();
