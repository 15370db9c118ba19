/** The page is there and its script is not: what a person does by then is not lost, and goes nowhere it should not. */
import type { Page } from "playwright/test";
import { newArticle } from "./support/articles";
import { press } from "./support/drafts";
import { accounts, expect, test } from "./support/fixtures";
import { openReview, placeOf, selectWords } from "./support/review";

const { author, editor } = accounts;

/** Keeps back the scripts that are asked for from now on, until they are let through. */
async function holdScripts(page: Page): Promise<() => void> {
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => (letThrough = resolve));
  await page.route(/\/_next\/.*\.js/, async (route) => {
    await held;
    await route.continue();
  });
  return letThrough;
}

test("a password is never sent by the browser itself; what was typed early signs in", async ({ page }) => {
  const letThrough = await holdScripts(page);
  await page.goto("/sign-in", { waitUntil: "commit" });
  await page.getByRole("textbox", { name: "E-mail" }).fill(editor.email);
  await page.getByRole("textbox", { name: "Password" }).fill(editor.password);
  await page.getByRole("textbox", { name: "Password" }).press("Enter");
  const button = page.getByRole("button", { name: "Sign in", exact: true });
  await expect(button).toBeDisabled();
  letThrough();
  await expect(button).toBeEnabled();
  expect(new URL(page.url()).search).toBe("");
  await button.click();
  await expect(page.getByRole("button", { name: `Account of ${editor.name}` })).toBeVisible();
});

test("a file chosen early is compared when the script is there", async ({ page, login, apiAs }) => {
  const article = await newArticle(await apiAs(editor));
  await login(page, author);
  await page.goto(`/articles/${article.id}/draft`);
  const { bytes } = await press(page, "Download the reviewed copy");
  const letThrough = await holdScripts(page);
  await page.goto(`/articles/${article.id}/manuscript`, { waitUntil: "commit" });
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose a file…" }).click();
  await (await choosing).setFiles({ name: "the-lamp.docx", mimeType: "", buffer: Buffer.from(bytes) });
  letThrough();
  await expect(page.getByText("the-lamp.docx")).toBeVisible();
  await expect(page.getByRole("button", { name: "Choose another file…" })).toBeVisible();
});

test("a form whose code comes late stands beside its words all the same", async ({ page, login, apiAs }) => {
  const article = await newArticle(await apiAs(editor));
  await login(page, editor);
  await openReview(page, article.id);
  const letThrough = await holdScripts(page);
  await selectWords(page, "the keeper retires");
  await page.keyboard.press("f");
  letThrough();
  const form = page.getByRole("form", { name: "New fact-check flag" });
  await expect(form.getByRole("textbox")).toBeFocused();
  const { first } = await placeOf(page, "the keeper retires");
  await expect
    .poll(async () => Math.abs(((await form.boundingBox())?.y ?? 0) - first.middle))
    .toBeLessThan(40);
});
