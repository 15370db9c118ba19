/** The review in the hand: words are flagged and flags settled by touch, and no page is wider than the phone. */
import type { Page } from "playwright/test";
import { MANUSCRIPT, newArticle, raise, raiseOneOfEach, rewrite, settle } from "./support/articles";
import { accounts, expect, test } from "./support/fixtures";
import {
  articleText,
  caretBefore,
  editorText,
  openEditor,
  openNote,
  openReview,
  selectByHandles,
} from "./support/review";
import { SAMPLE_DESK } from "../domain/sample-accounts";

test.describe("on a phone", { tag: "@phone" }, () => {
  test("an editor touches a word, flags it, and sees the words above the note", async ({
    page,
    login,
    apiAs,
  }) => {
    const article = await newArticle(await apiAs(accounts.editor));
    await login(page, accounts.editor);
    await openReview(page, article.id);
    await selectByHandles(page, "retires");
    const toolbar = page.getByRole("toolbar", { name: "Flag the selected words" });
    await toolbar.getByRole("button", { name: "Fact-check" }).tap();
    const form = page.getByRole("form", { name: "New fact-check flag" });
    await expect(form.getByRole("textbox")).toBeFocused();
    await expectWordsAbove(page);
    await form.getByRole("textbox").fill("Who says she will?");
    await form.getByRole("button", { name: "Flag it" }).tap();
    await expect(openNote(page).getByText("Who says she will?")).toBeVisible();
    await expectWordsAbove(page);
    await openNote(page).getByRole("button", { name: "Close" }).tap();
    await expect(openNote(page)).toHaveCount(0);

    await test.step("the keyboard takes its room, and the words are still seen", async () => {
      await articleText(page).getByText("retires").tap();
      await openNote(page).getByPlaceholder("Reply…").tap();
      await page.setViewportSize({ width: 412, height: 480 });
      await expectWordsAbove(page);
    });
  });

  test("an author walks the notes and settles them in the sheet", async ({ page, login, apiAs, axe }) => {
    const editor = await apiAs(accounts.editor);
    const article = await newArticle(editor);
    await raiseOneOfEach(editor, article);
    await raise(editor, article, { kind: "typo", quote: "Annual Report", replacement: "Yearly Report" });
    await login(page, accounts.author);
    await openReview(page, article.id);
    const note = openNote(page);

    await articleText(page).getByText("evry").tap();
    await expectWordsAbove(page);
    await note.getByRole("button", { name: "Apply" }).tap();
    await expect(articleText(page)).toContainText("burned every night");

    await note.getByRole("button", { name: "The next flag" }).tap();
    await expect(note.getByText("Who says so?")).toBeVisible();
    await expectWordsAbove(page);
    await axe(page);
    await note.getByRole("button", { name: "Stand by it…" }).tap();
    await axe(page);
    await note.getByRole("textbox", { name: "Reason" }).fill("I have seen the bill.");
    await expectWordsAbove(page);
    await note.getByRole("button", { name: "Stand by it", exact: true }).tap();
    await expect(note.getByText("I have seen the bill.")).toBeVisible();

    await test.step("the words of the very last line are seen too", async () => {
      await note.getByRole("button", { name: "The flag before" }).tap();
      await note.getByRole("button", { name: "The flag before" }).tap();
      await expect(note.getByText("Yearly Report").first()).toBeVisible();
      await expectWordsAbove(page);
    });
    await expect(page.getByText("2 of 5 settled")).toBeAttached();
  });

  test("a flag whose words are gone is put on others by touch, out of the way of its sheet", async ({
    page,
    login,
    apiAs,
  }) => {
    const editor = await apiAs(accounts.editor);
    const article = await newArticle(editor);
    await raise(editor, article, { kind: "comment", quote: "nineteen miles", note: "Nautical ones?" });
    await rewrite(await apiAs(accounts.author), article.id, "from nineteen miles away", "");
    await login(page, accounts.editor);
    await openReview(page, article.id);
    await page.getByRole("button", { name: /Nautical ones/ }).tap();
    await openNote(page).getByRole("button", { name: "Put it back…" }).tap();
    await expect(openNote(page)).toBeHidden();
    await selectByHandles(page, "every ship");
    await page.getByRole("button", { name: "Put it here" }).tap();
    await expect(openNote(page).getByText("put it on these words")).toBeVisible();
    await expectWordsAbove(page);
  });

  test("words that could not be saved come before an open note", async ({ page, login, apiAs, tolerate }) => {
    tolerate("offline", 409);
    const article = await newArticle(await apiAs(accounts.editor));
    await raise(await apiAs(accounts.editor), article, { kind: "comment", quote: "captains", note: "Who?" });
    await login(page, accounts.author);
    await openReview(page, article.id);
    await openEditor(page);
    await caretBefore(page, "florins for");
    await page.context().setOffline(true);
    await page.keyboard.type("golden ");
    await editorText(page).getByText("captains", { exact: true }).tap();
    await expect(openNote(page)).toHaveCount(1);
    await rewrite(await apiAs(accounts.chief), article.id, "800 florins for the lens", "a fortune");
    await page.context().setOffline(false);
    const kept = page.getByRole("region", { name: "Words that were not saved" });
    await kept.getByRole("button", { name: "Put mine back" }).tap();
    await expect(kept).toBeHidden();
    await expect(editorText(page)).toContainText("800 golden florins");
    await expect(openNote(page)).toHaveCount(1);
  });

  test("no page is wider than the window", async ({ page, login, apiAs }) => {
    const editor = await apiAs(accounts.editor);
    const article = await newArticle(editor, {
      source: MANUSCRIPT.replace("Port Selim", "Unbroken".repeat(20)),
    });
    const { factCheck, typo } = await raiseOneOfEach(editor, article);
    await settle(await apiAs(accounts.author), typo, { outcome: "declined", note: "unbroken".repeat(20) });
    for (const path of ["/sign-in", "/invitation/no-such-invitation-at-all"]) {
      await page.goto(path);
      await expectNoWiderThanWindow(page);
    }
    await login(page, accounts.chief);
    for (const path of [
      "/",
      "/?q=no-such-title",
      "/new",
      "/account",
      `/desk/${SAMPLE_DESK.id}/people`,
      `/articles/${article.id}`,
      `/articles/${article.id}?flag=${factCheck.id}`,
      `/articles/${article.id}/draft`,
      `/api/articles/${article.id}/sign-off?format=html`,
    ]) {
      await page.goto(path);
      await expectNoWiderThanWindow(page);
    }
    await page.goto("/new");
    await page
      .getByRole("textbox", { name: "Manuscript" })
      .fill(
        `A Title\n\nBroken\nin two: ${"unbroken".repeat(20)}\n\nNotes\n1. https://example.org/${"a".repeat(99)}`,
      );
    await page.getByRole("button", { name: "Preview" }).tap();
    await expect(page.getByRole("textbox", { name: "Title" })).toHaveValue("A Title");
    await expectNoWiderThanWindow(page);
    await openReview(page, article.id);
    await page.getByRole("button", { name: "Edit", exact: true }).tap();
    const tools = page.getByRole("toolbar", { name: "Writing" });
    await expect(tools).toBeVisible();
    await expectNoWiderThanWindow(page);
    // Its tools are pushed along; the way out stays.
    await expect(tools.getByRole("button", { name: "Done" })).toBeInViewport({ ratio: 1 });
  });
});

/** The words in focus stand between the top of the window and the sheet. */
async function expectWordsAbove(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(() => {
        const words = document.querySelector("mark.flag-focused")?.getBoundingClientRect();
        const sheet = document.querySelector(".note.is-focused")?.getBoundingClientRect();
        if (!words || !sheet) return "There are no words, or no sheet.";
        if (words.top < 0) return `The words are ${-words.top} px above the window.`;
        return words.bottom <= sheet.top ? "seen" : `The sheet covers ${words.bottom - sheet.top} px.`;
      }),
    )
    .toBe("seen");
}

async function expectNoWiderThanWindow(page: Page): Promise<void> {
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(tooWide, `px that ${page.url()} is wider than the window`).toBeLessThanOrEqual(0);
}
