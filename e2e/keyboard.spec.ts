/** The whole of an editor's and an author's day by the keyboard alone: no pointer, and focus is never lost. */
import { randomUUID } from "node:crypto";
import type { Locator, Page } from "playwright/test";
import { MANUSCRIPT, newArticle, raise, raiseOneOfEach, settle } from "./support/articles";
import { accounts, expect, test } from "./support/fixtures";
import { articleText, editorText, noteFace, openNote, openReview } from "./support/review";

/** Presses keys; afterwards something of the page still has the keyboard. */
async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
  await expectFocusKept(page, keys.join(" "));
}

/** Focus that falls to the page itself is lost: whoever listens or tabs begins again at the top. */
async function expectFocusKept(page: Page, after: string): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.tagName), `what has the keyboard after ${after}`)
    .not.toBe("BODY");
}

/** Presses Tab until the keyboard is on this. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 40; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

/** Walks the caret down to the paragraph with these words, and along it until it stands behind them. */
async function walkBehind(page: Page, words: string): Promise<void> {
  const at = () =>
    page.evaluate(() => {
      const { focusNode, focusOffset } = getSelection()!;
      const paragraph = (focusNode instanceof Element ? focusNode : focusNode?.parentElement)?.closest(
        "[data-paragraph]",
      );
      if (!focusNode || !paragraph) throw new Error("The caret is in no paragraph.");
      const range = document.createRange();
      range.setStart(paragraph, 0);
      range.setEnd(focusNode, focusOffset);
      return { paragraph: paragraph.textContent, before: range.toString() };
    });
  for (let lines = 0; lines < 40 && !(await at()).paragraph.includes(words); lines++)
    await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Home");
  for (let steps = 0; steps < 80 && !(await at()).before.endsWith(words); steps++)
    await page.keyboard.press("Control+ArrowRight");
  expect((await at()).before.endsWith(words), `the caret is behind “${words}”`).toBe(true);
}

test("an editor signs in, finds the article, walks its text and flags it", async ({ page, apiAs }) => {
  const editor = await apiAs(accounts.editor);
  const title = `A Lamp in the Dark ${randomUUID().slice(0, 8)}`;
  const article = await newArticle(editor, {
    source: MANUSCRIPT.replace("The Lamp at Port Selim", title),
  });

  await test.step("signs in", async () => {
    await page.goto("/sign-in");
    await tabTo(page, page.getByRole("textbox", { name: "E-mail" }));
    await page.keyboard.type(accounts.editor.email);
    await page.keyboard.press("Tab");
    await page.keyboard.type(accounts.editor.password);
    await page.keyboard.press("Enter");
  });

  await test.step("opens the article from the list, and skips to its text", async () => {
    const following = page.waitForRequest(/\/api\/articles\/[^/]+\/events/);
    await tabTo(page, page.getByRole("link", { name: title }));
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/articles/${article.id}`);
    await following;
    await tabTo(page, page.getByRole("link", { name: "To the content" }));
    await press(page, "Enter");
    await expect(page.getByRole("main")).toBeFocused();
  });

  await test.step("flags the word that the caret is on as a typo", async () => {
    await press(page, "s");
    await walkBehind(page, "evry");
    await press(page, "t");
    await expect(page.getByRole("textbox", { name: "Should read" })).toBeFocused();
    await page.keyboard.type("every");
    await press(page, "Enter");
    await expect(
      openNote(page).getByRole("button", { name: /^Typo .*“evry” should read “every”/ }),
    ).toBeFocused();
  });

  await test.step("selects words with Shift and the arrows, and flags them for a fact-check", async () => {
    await press(page, "s");
    await walkBehind(page, "paid");
    await press(page, "Control+Shift+ArrowRight", "Control+Shift+ArrowRight");
    await expect(page.getByRole("toolbar", { name: "Flag the selected words" })).toBeVisible();
    await press(page, "f");
    await expect(page.getByRole("textbox", { name: "What is doubtful?" })).toBeFocused();
    await page.keyboard.type("Who says so?");
    await press(page, "Control+Enter");
    await expect(openNote(page).getByRole("button", { name: /^Fact-check/ })).toBeFocused();
    await expect(articleText(page).locator(".flag-focused")).toHaveText("800 florins");
  });

  await test.step("thinks better of a comment", async () => {
    await press(page, "s");
    await walkBehind(page, "authority");
    await press(page, "m");
    await expect(page.getByRole("textbox", { name: "Comment" })).toBeFocused();
    await press(page, "Escape");
    await expect(page.getByRole("form", { name: "New comment flag" })).toBeHidden();
  });

  await test.step("closes the last note, and can go on", async () => {
    await press(page, "j");
    await press(page, "Escape");
    await expect(openNote(page)).toHaveCount(0);
    await press(page, "k");
    await expect(openNote(page)).toHaveCount(1);
  });
});

test("an editor follows the threads: walks them, replies, verifies, reopens, finds", async ({
  page,
  login,
  apiAs,
}) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  const { factCheck } = await raiseOneOfEach(editor, article);
  await settle(await apiAs(accounts.author), factCheck, { outcome: "stands", note: "I have the bill." });
  await login(page, accounts.editor);
  await openReview(page, article.id);
  const face = (name: RegExp) => openNote(page).getByRole("button", { name });

  await press(page, "j");
  await expect(face(/^Typo/)).toBeFocused();
  await press(page, "v");
  await expect(openNote(page).getByRole("alert").getByText("it cannot be verified yet")).toBeVisible();
  await press(page, "a");
  await expect(openNote(page).getByText("Flags are settled by the authors of the article.")).toBeVisible();
  await press(page, "j");
  await expect(face(/^Fact-check/)).toBeFocused();
  await press(page, "k");
  await expect(face(/^Typo/)).toBeFocused();
  await press(page, "ArrowDown");
  await expect(face(/^Fact-check by .*, author stands by it: Who says so/)).toBeFocused();

  const reply = openNote(page).getByPlaceholder("Reply…");
  await expect(reply).toBeVisible();
  await press(page, "r");
  await expect(reply).toBeFocused();
  await page.keyboard.type("Show it to me, just once.");
  await press(page, "Control+Enter");
  await expect(openNote(page).getByRole("listitem").filter({ hasText: "just once" })).toBeVisible();
  await expect(reply).toBeFocused();
  await press(page, "Escape");
  await expect(face(/^Fact-check/)).toBeFocused();

  await press(page, "v");
  await expect(openNote(page).getByText("verified it")).toBeVisible();
  await expectFocusKept(page, "verifying");
  await tabTo(page, openNote(page).getByRole("button", { name: "Reopen…" }));
  await press(page, "Enter");
  await expect(page.getByRole("textbox", { name: "Reopen" })).toBeFocused();
  await page.keyboard.type("The bill is for another lamp.");
  await press(page, "Control+Enter");
  await expect(openNote(page).getByText("reopened it")).toBeVisible();
  await expect(face(/^Fact-check/)).toBeFocused();

  await test.step("takes back a flag; its note stays where it was", async () => {
    await tabTo(page, openNote(page).getByRole("button", { name: "Withdraw" }));
    await press(page, "Enter");
    await expect(openNote(page).getByText("withdrew it")).toBeVisible();
    await expect(face(/^Fact-check by .*, withdrawn: /)).toBeFocused();
  });

  await test.step("looks up the keys, and comes back to where they were", async () => {
    await press(page, "?");
    await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
    await press(page, "Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(face(/^Fact-check/)).toBeFocused();
  });

  await test.step("finds a flag in the palette", async () => {
    await press(page, "Control+k");
    await expect(page.getByPlaceholder("A flag, a section, an action…")).toBeFocused();
    await page.keyboard.type("better ending");
    await expect(page.getByRole("option", { name: /A better ending/, selected: true })).toBeVisible();
    await press(page, "Enter");
    await expect(face(/^Comment/)).toBeFocused();
  });
});

test("an author settles and writes without a pointer", async ({ page, login, apiAs }) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  await raiseOneOfEach(editor, article);
  await raise(editor, article, { kind: "typo", quote: "thanked", replacement: "greeted" });
  await login(page, accounts.author);
  await openReview(page, article.id);
  const face = (name: RegExp) => openNote(page).getByRole("button", { name });

  await press(page, "j", "j");
  await expect(face(/^Fact-check/)).toBeFocused();
  await expect(openNote(page).getByPlaceholder("Reply…")).toBeVisible();
  await press(page, "e");
  await expect(editorText(page)).toBeFocused();
  await page.keyboard.press("Control+Delete");
  await page.keyboard.type("900");
  await expect(editorText(page)).toContainText("900 florins");
  await press(page, "Escape");
  await expect(articleText(page)).toContainText("paid 900 florins");
  await expect(face(/^Fact-check .*, the words have changed: /)).toBeFocused();
  await tabTo(page, openNote(page).getByRole("button", { name: "Corrected" }));
  await press(page, "Enter");
  await expect(openNote(page).getByText("settled it: corrected")).toBeVisible();
  await expectFocusKept(page, "settling");

  await test.step("opens what the gate waits for, from the bar and back", async () => {
    await press(page, "Escape");
    await tabTo(page, page.getByRole("link", { name: "Gate: 4 to settle" }));
  });
  await test.step("applies all fixes in the dialog", async () => {
    await tabTo(page, page.getByRole("button", { name: "Apply 2 fixes…" }));
    await press(page, "Enter");
    await tabTo(page, page.getByRole("dialog").getByRole("button", { name: "Apply 2" }));
    await press(page, "Enter");
    await expect(articleText(page)).toContainText("greeted");
    await expect(page.getByRole("dialog")).toBeHidden();
    await expectFocusKept(page, "applying them all");
  });
  await expect(noteFace(page, /^Typo .*, applied: “evry”/)).toBeVisible();
});
