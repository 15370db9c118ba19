/** The gate, the drafts in every format, the reviewed copy, the annotations and the sign-off sheet. */
import { DRAFT_FORMATS } from "../domain/contract";
import type { AnnotationCollection } from "../domain/draft";
import { all, attribute, parseXml, partsOf } from "../domain/draft/testing/docx-reading";
import { newArticle, raiseOneOfEach, settle, verify } from "./support/articles";
import { download, press, upTo } from "./support/drafts";
import { accounts, expect, test } from "./support/fixtures";
import { openNote } from "./support/review";

test("a shut gate lists what blocks it, each a link to its flag, and offers no clean file", async ({
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
  await expect(page.getByRole("button", { name: /Download as/ })).toHaveCount(0);
  await expect(page.getByText("once the gate is open")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Apply or decline the fix" })).toBeVisible();

  for (const format of DRAFT_FORMATS) {
    const refused = await page.request.get(`/api/articles/${article.id}/draft?format=${format}`);
    expect(refused.status(), format).toBe(409);
    const forbidden = await page.request.get(
      `/api/articles/${article.id}/draft?format=${format}&openFlags=1`,
    );
    expect(forbidden.status(), format).toBe(403);
  }

  await page.getByRole("link", { name: "800 florins" }).click();
  await expect(openNote(page).getByText("Who says so?")).toBeVisible();
});

test("a chief exports with open flags, and every draft says so", async ({ page, login, apiAs }) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  await raiseOneOfEach(editor, article);
  await login(page, accounts.chief);
  await page.goto(`/articles/${article.id}/draft`);
  for (const format of DRAFT_FORMATS) {
    const draft = await download(page, format, "Export with open flags");
    expect(draft.raw).toContain("Not a clean draft: 3 flags are still open");
    expect(draft.raw).not.toContain("Who says so?");
  }
  await expect(page.getByRole("listitem").filter({ hasText: "3 open flags" })).toHaveCount(
    DRAFT_FORMATS.length,
  );
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
  for (const format of DRAFT_FORMATS) {
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

test("notes stand where they are wanted, in Word and in the PDF", async ({ page, login, apiAs }) => {
  const article = await newArticle(await apiAs(accounts.editor));
  await login(page, accounts.author);
  await page.goto(`/articles/${article.id}/draft`);
  await page.getByRole("combobox", { name: "Notes in Word" }).selectOption("Footnotes");
  await page.getByRole("combobox", { name: "Notes in PDF" }).selectOption("Endnotes");

  const word = await press(page, "Download as Word");
  const parts = partsOf(word.bytes);
  expect(Object.keys(parts)).toContain("word/footnotes.xml");
  expect(Object.keys(parts)).not.toContain("word/endnotes.xml");
  expect(parts["word/footnotes.xml"]).toContain("Lamps of the South");

  const pdf = await download(page, "pdf");
  expect(pdf.references, "footnotes").toBe(0);
  expect(pdf.words).toMatch(/carry on\.References1\.Corvin, Ines/);
});

test("the reviewed copy is had with the gate shut, holds the review, and is no export", async ({
  page,
  login,
  apiAs,
}) => {
  const editor = await apiAs(accounts.editor);
  const author = await apiAs(accounts.author);
  const article = await newArticle(editor);
  const flags = await raiseOneOfEach(editor, article);
  await settle(author, flags.comment, { outcome: "done" });
  await settle(author, flags.typo, { outcome: "applied" });
  await login(page, accounts.author);
  await page.goto(`/articles/${article.id}/draft`);
  await expect(page.getByRole("heading", { name: "Gate: 2 to settle" })).toBeVisible();

  const commentsOf = (bytes: Uint8Array) => partsOf(bytes)["word/comments.xml"] ?? "";
  const changesOf = (bytes: Uint8Array) => {
    const document = parseXml(partsOf(bytes)["word/document.xml"]!);
    return ["w:del", "w:ins"].map((type) =>
      all(document, type).map((change) => `${attribute(change, "w:author")}: ${change.textContent}`),
    );
  };
  const whole = await press(page, "Download the reviewed copy");
  expect(whole.fileName).toBe("the-lamp-at-port-selim-reviewed.docx");
  expect(commentsOf(whole.bytes)).toContain("Who says so?");
  expect(commentsOf(whole.bytes)).toContain("better ending");
  expect(changesOf(whole.bytes)).toEqual([[], []]);

  await page.getByRole("checkbox", { name: /Settled flags too/ }).uncheck();
  await page.getByRole("checkbox", { name: /All changes since/ }).check();
  const open = await press(page, "Download the reviewed copy");
  expect(open.fileName).toBe("the-lamp-at-port-selim-reviewed-with-changes.docx");
  expect(commentsOf(open.bytes)).toContain("Who says so?");
  expect(commentsOf(open.bytes)).not.toContain("better ending");
  const [deleted, inserted] = changesOf(open.bytes);
  expect(deleted?.join()).toContain(`${accounts.author.name}: `);
  expect(inserted?.join()).toContain("every");

  await page.reload();
  await expect(page.getByRole("heading", { name: "Exports so far" })).toHaveCount(0);
});

test("the flags leave as annotations, with their threads and where they stand", async ({
  page,
  login,
  apiAs,
}) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  const flags = await raiseOneOfEach(editor, article);
  await login(page, accounts.author);
  await page.goto(`/articles/${article.id}/draft`);
  const file = await press(page, "Download the annotations");
  expect(file.fileName).toBe("the-lamp-at-port-selim-annotations.jsonld");
  const collection = JSON.parse(new TextDecoder().decode(file.bytes)) as AnnotationCollection;
  expect(collection.total).toBe(4);
  const claim = collection.first?.items.find(({ id }) => id.endsWith(flags.factCheck.id));
  expect(claim).toMatchObject({
    motivation: "questioning",
    creator: { name: accounts.editor.name },
    body: [{ value: "Who says so?" }],
    target: { selector: [{ type: "TextQuoteSelector", exact: "800 florins" }, {}, {}] },
  });
});

test("a draft that is only looked at is no export", async ({ page, login, apiAs }) => {
  const article = await newArticle(await apiAs(accounts.editor));
  await login(page, accounts.author);
  const draft = `/api/articles/${article.id}/draft`;
  for (const format of DRAFT_FORMATS)
    expect((await page.request.head(`${draft}?format=${format}`)).status(), format).toBe(200);
  expect((await page.request.head(`${draft}?format=docx&view=reviewed`)).status()).toBe(200);
  for (const nonsense of ["format=pdf&view=reviewed", "format=html&notes=endnotes", "format=docx&settled=0"])
    expect((await page.request.get(`${draft}?${nonsense}`)).status(), nonsense).toBe(400);
  await page.goto(`/articles/${article.id}/draft`);
  await expect(page.getByRole("heading", { name: "The gate is open" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Exports so far" })).toHaveCount(0);
});
