/** The gate, the drafts and the sign-off sheet. */
import { newArticle, raiseOneOfEach, settle, verify } from "./support/articles";
import { download, upTo } from "./support/drafts";
import { accounts, expect, test } from "./support/fixtures";
import { openNote } from "./support/review";

const FORMATS = ["md", "html", "txt", "docx"] as const;

test("a shut gate lists what blocks it, each a link to its flag, and offers no file", async ({
  page,
  login,
  apiAs,
}) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  await raiseOneOfEach(editor, article);
  await login(page, accounts.editor);
  await page.goto(`/articles/${article.id}/draft`);
  await expect(page.getByRole("heading", { name: "Gate: 3 to settle" })).toBeVisible();
  await expect(page.getByRole("button", { name: /Download/ })).toHaveCount(0);
  await expect(page.getByRole("listitem").filter({ hasText: "Apply or decline the fix" })).toBeVisible();

  const refused = await page.request.get(`/api/articles/${article.id}/draft?format=md`);
  expect(refused.status()).toBe(409);

  await page.getByRole("link", { name: "800 florins" }).click();
  await expect(openNote(page).getByText("Who says so?")).toBeVisible();
});

test("a chief exports with open flags, and every draft says so", async ({ page, login, apiAs }) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  await raiseOneOfEach(editor, article);
  await login(page, accounts.chief);
  await page.goto(`/articles/${article.id}/draft`);
  for (const format of FORMATS) {
    const draft = await download(page, format, "Export with open flags");
    expect(draft.raw).toContain("Not a clean draft: 3 flags are still open");
    expect(draft.raw).not.toContain("Who says so?");
  }
  await expect(page.getByRole("listitem").filter({ hasText: "3 open flags" })).toHaveCount(FORMATS.length);
});

test("once all is settled every format leaves clean, and the sheet says how", async ({
  page,
  login,
  apiAs,
}) => {
  const editor = await apiAs(accounts.editor);
  const author = await apiAs(accounts.author);
  const chief = await apiAs(accounts.chief);
  const article = await newArticle(editor);
  const flags = await raiseOneOfEach(editor, article);
  await settle(author, flags.typo, { outcome: "applied" });
  await settle(author, flags.citation, {
    outcome: "cited",
    reference: "Selim Gazette. 1998. Thanks to a Lamp.",
  });
  await settle(chief, flags.factCheck, { outcome: "waived", note: "The bill is lost." });
  await login(page, accounts.editor);

  await page.goto(`/articles/${article.id}/draft`);
  await expect(page.getByRole("heading", { name: "The gate is open" })).toBeVisible();
  for (const format of FORMATS) {
    const draft = await download(page, format, "Export all the same");
    expect(draft.words).toContain("burned every night");
    expect(draft.raw).not.toMatch(/evry|Who says so|better ending|The bill is lost|Not a clean draft/);
    expect(draft.cited, format).toEqual(upTo(3));
    expect(draft.references, format).toBe(3);
    expect(draft.words.indexOf("Thanks to a Lamp"), "it is the second of the list").toBeLessThan(
      draft.words.indexOf("Annual Report"),
    );
  }

  const opening = page.waitForEvent("popup");
  await page.getByRole("link", { name: "Open the sheet" }).click();
  const sheet = await opening;
  await expect(sheet.getByRole("heading", { level: 1 })).toHaveText("The Lamp at Port Selim");
  await expect(sheet.getByText("The bill is lost.").first()).toBeVisible();
  await expect(sheet.getByText(accounts.chief.name).first()).toBeVisible();
  const json = (await (await page.request.get(`/api/articles/${article.id}/sign-off`)).json()) as unknown;
  expect(json).toMatchObject({ gateOpen: true, waivers: [{ reason: "The bill is lost." }] });
});

test("a fact-check holds the gate until somebody else has verified it", async ({ page, login, apiAs }) => {
  const editor = await apiAs(accounts.editor);
  const author = await apiAs(accounts.author);
  const article = await newArticle(editor);
  const flags = await raiseOneOfEach(editor, article);
  await settle(author, flags.typo, { outcome: "declined", note: "His spelling." });
  await settle(author, flags.citation, { outcome: "not_needed", note: "She told me." });
  await settle(author, flags.factCheck, { outcome: "stands", note: "I saw the bill." });
  await settle(author, flags.comment, { outcome: "done" });
  await login(page, accounts.author);
  await page.goto(`/articles/${article.id}/draft`);
  await expect(page.getByRole("heading", { name: "Gate: 1 to settle" })).toBeVisible();
  await expect(page.getByText("Settled, and waits for an editor to verify it")).toBeVisible();
  await verify(editor, flags.factCheck);
  await page.reload();
  await expect(page.getByRole("heading", { name: "The gate is open" })).toBeVisible();
  const draft = await download(page, "txt");
  expect(draft.words).toContain("burned evry night");
});
