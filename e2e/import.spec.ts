/** A manuscript comes in: dropped, looked over, corrected, stored. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright/test";
import { dropFile } from "./support/files";
import { accounts, expect, test } from "./support/fixtures";

const SAMPLE = readFileSync(path.resolve(import.meta.dirname, "../prisma/sample/article.txt"));
const utf8 = (text: string) => new TextEncoder().encode(text);

test("a dropped file is read, its repairs can be undone, and it is stored as previewed", async ({
  page,
  login,
}) => {
  await login(page, accounts.secondEditor);
  await page.goto("/new");
  await dropFile(page, { name: "river.txt", bytes: SAMPLE });
  const title = page.getByRole("textbox", { name: "Title" });
  await expect(title).toHaveValue("Two States, One River");
  await expect(page.getByRole("status").filter({ hasText: "10 references" })).toBeVisible();

  const join = page.getByRole("listitem").filter({ hasText: "share the shortage and" }).first();
  await expect(page.getByText("share the shortage and Meshkan accepted")).toBeVisible();
  await join.getByRole("button", { name: /^Undo/ }).click();
  await expect(page.getByText("share the shortage and Meshkan accepted")).toBeHidden();
  await page
    .getByRole("listitem")
    .filter({ hasText: "Left as it was" })
    .getByRole("button", { name: /^Redo/ })
    .click();
  await expect(page.getByText("share the shortage and Meshkan accepted")).toBeVisible();

  await title.fill("Two States and a River");
  await page.getByRole("button", { name: "Store the article" }).click();
  await expect(page.getByText("Choose at least one author.").first()).toBeVisible();
  await page.getByRole("combobox", { name: "Authors" }).selectOption({ label: accounts.secondAuthor.name });
  await page.getByRole("button", { name: "Store the article" }).click();
  await page.waitForURL(/\/articles\/[\w-]+$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Two States and a River");
  await expect(page.locator(".review-text [data-number]")).toHaveCount(10);

  await page.goto("/new");
  await expect(page.getByRole("textbox", { name: "Manuscript" })).toHaveValue("");
});

test("what was brought in and corrected survives a reload", async ({ page, login }) => {
  await login(page, accounts.editor);
  await page.goto("/new");
  const manuscript = page.getByRole("textbox", { name: "Manuscript" });
  await manuscript.fill("A Title\n\nOne paragraph of text.\n\nAnother one.");
  await page.getByRole("button", { name: "Preview" }).click();
  const title = page.getByRole("textbox", { name: "Title" });
  await title.fill("A Better Title");
  await page.getByRole("combobox", { name: "Authors" }).selectOption({ label: accounts.author.name });
  await expect(page.getByRole("status").filter({ hasText: "paragraphs" })).toBeVisible();

  await page.reload();
  await expect(title).toHaveValue("A Better Title");
  await expect(page.getByRole("button", { name: `Take ${accounts.author.name} out` })).toBeVisible();
  await page.getByRole("button", { name: "Throw away…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Throw away" }).click();
  await expect(manuscript).toHaveValue("");
});

const REFUSED = [
  {
    what: "a binary file",
    bytes: new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 1, 2]),
    words: /not a text file/,
  },
  { what: "an empty file", bytes: new Uint8Array(), words: /empty/i },
  { what: "a file that is not UTF-8", bytes: new Uint8Array([0x43, 0x61, 0x66, 0xe9, 0x0a]), words: /UTF-8/ },
  { what: "a file over 2 MB", bytes: utf8("word ".repeat(450_000)), words: /2 MB/ },
];

test("two windows bring in a manuscript each, and a closed one's is found again", async ({ page, login }) => {
  await login(page, accounts.editor);
  const open = async (window: Page) => {
    await window.goto("/new");
    return window.getByRole("textbox", { name: "Manuscript" });
  };
  const title = (window: Page) => window.getByRole("textbox", { name: "Title" });
  const other = await page.context().newPage();
  await (await open(page)).fill("The First\n\nOne paragraph of text.");
  const manuscript = await open(other);
  await expect(manuscript).toHaveValue("");
  await manuscript.fill("The Second\n\nAnother paragraph of text.");
  for (const [window, words] of [
    [page, "The First"],
    [other, "The Second"],
  ] as const) {
    await window.reload();
    await expect(title(window)).toHaveValue(words);
  }

  await other.close();
  const third = await page.context().newPage();
  await third.goto("/new");
  await expect(title(third)).toHaveValue("The Second");
  await expect(title(page)).toHaveValue("The First");
});

test("what cannot be read is refused in words, and the next file is taken", async ({ page, login }) => {
  await login(page, accounts.editor);
  await page.goto("/new");
  const field = page.getByRole("textbox", { name: "Manuscript" });
  for (const { what, bytes, words } of REFUSED)
    await test.step(what, async () => {
      await dropFile(page, { name: "manuscript.txt", bytes });
      await expect(page.getByRole("alert").filter({ hasText: words })).toBeVisible();
      await expect(field).toHaveValue("");
    });
  await dropFile(page, { name: "film.mp4", bytes: utf8("x") });
  await expect(page.getByRole("alert").filter({ hasText: "film.mp4" })).toBeVisible();
  await dropFile(page, { name: "good.md", bytes: utf8("# A Title\n\nA paragraph.\n") });
  await expect(page.getByRole("textbox", { name: "Title" })).toHaveValue("A Title");
});
