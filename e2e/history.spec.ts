/** The text's history: who changed what and why, any two states, the way back. */
import { answer, newArticle, raise, readArticle, rewrite, settle } from "./support/articles";
import { accounts, expect, test } from "./support/fixtures";
import {
  articleText,
  caretBefore,
  editorText,
  leaveEditor,
  noteFace,
  openEditor,
  openReview,
  selectWords,
} from "./support/review";

test("an author sees what changed and why, and restores a paragraph: its flag is home again", async ({
  page,
  login,
  apiAs,
  axe,
}) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  const typo = await raise(editor, article, { kind: "typo", quote: "evry", replacement: "every" });
  await raise(editor, article, { kind: "comment", quote: "thanked her", note: "Nicely put." });
  await login(page, accounts.author);
  await openReview(page, article.id);

  await openEditor(page);
  await selectWords(page, "every ship that thanked her for it");
  await page.keyboard.type("nothing");
  await expect(editorText(page)).toContainText("She remembers nothing.");
  await leaveEditor(page);
  await settle(await apiAs(accounts.author), typo, { outcome: "applied" });
  await expect(page.getByText("burned every night")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Their words are gone (1)" })).toBeVisible();

  await page.getByRole("link", { name: "History", exact: true }).click();
  await expect(page.getByRole("heading", { name: "History" })).toBeVisible();
  const times = page.getByRole("region", { name: "Time line" });
  await expect(times.getByRole("button", { name: /Farid Ansari.*Typo fix: .evry. → .every/ })).toBeVisible();
  await expect(times.getByRole("button", { name: /The manuscript as it came in/ })).toBeVisible();
  const difference = page.getByRole("region", { name: "Difference" });
  await expect(difference.getByRole("deletion")).toHaveText("evry");
  await expect(difference.getByText("from nineteen miles away1.")).toBeVisible();
  await axe(page);

  await times.getByRole("button", { name: /Typed/ }).first().click();
  await expect(difference.getByRole("insertion")).toHaveText("nothing");
  await page.getByRole("button", { name: "Side by side" }).click();
  await expect(difference.getByText("Before: ")).toBeAttached();
  await page.getByRole("button", { name: /^From .*: choose another$/ }).click();
  const choice = page.getByRole("dialog", { name: "Compare from" });
  await axe(page);
  await choice.getByRole("button", { name: /The manuscript as it came in/ }).click();
  await expect(choice).toBeHidden();
  await axe(page);

  await page.getByRole("button", { name: "Restore the old wording…" }).last().click();
  const dialog = page.getByRole("dialog", { name: "Restore this paragraph" });
  await expect(dialog.getByRole("insertion").first()).toContainText("ship");
  await axe(page);
  await dialog.getByRole("button", { name: "Restore", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(times.getByRole("button", { name: /Paragraph restored from version 1/ })).toBeVisible();

  await page.getByRole("link", { name: /^Back to/ }).click();
  await expect(articleText(page)).toContainText("every ship that thanked her for it");
  await expect(articleText(page)).toContainText("burned every night");
  await expect(noteFace(page, "Nicely put.")).toBeVisible();
  await expect(articleText(page).locator("mark").filter({ hasText: "thanked her" })).toBeVisible();

  await selectWords(page, "thanked her for it");
  await page.keyboard.press("p");
  await expect(page.getByText("Of one paragraph:")).toBeVisible();
  await expect(times.getByRole("button")).toHaveCount(3);
});

test("a paragraph that runs from right to left does so in both states, together and side by side", async ({
  page,
  login,
  apiAs,
}) => {
  const author = await apiAs(accounts.author);
  const source = "رودخانه و مرز\n\nسازمان آب گزارش داد که سطح رودخانه کاهش یافته است.";
  const article = await newArticle(await apiAs(accounts.editor), { source });
  await rewrite(author, article.id, "کاهش", "افزایش");
  await login(page, accounts.author);
  await page.goto(`/articles/${article.id}/history`);
  const wordings = page.getByRole("region", { name: "Difference" }).getByText("سازمان آب");
  await expect(wordings).toHaveCount(1);
  await expect(wordings.first()).toHaveCSS("direction", "rtl");
  await page.getByRole("button", { name: "Side by side" }).click();
  await expect(wordings).toHaveCount(2);
  for (const side of await wordings.all()) await expect(side).toHaveCSS("direction", "rtl");
});

test("applied fixes are taken back from the time line, long after they were applied", async ({
  page,
  login,
  apiAs,
  openAs,
  axe,
  tolerate,
}) => {
  const editor = await apiAs(accounts.editor);
  const author = await apiAs(accounts.author);
  const article = await newArticle(editor);
  const flagIds: string[] = [];
  for (const [quote, replacement] of [
    ["evry", "every"],
    ["florins", "crowns"],
  ] as const)
    flagIds.push((await raise(editor, article, { kind: "typo", quote, replacement })).id);
  await answer(author.post(`/api/articles/${article.id}/flags/apply`, { data: { flagIds } }));
  await login(page, accounts.author);
  await page.goto(`/articles/${article.id}/history`);
  const times = page.getByRole("region", { name: "Time line" });
  const offer = times.getByRole("button", { name: /^Take (this fix|these fixes) back$/ });
  await expect(offer).toHaveText(["Take these fixes back"]);
  await expect(offer).toHaveAccessibleDescription(/^2 typo fixes: .*evry. → .every/);
  await axe(page);

  await test.step("a reader who may not write is not offered it", async () => {
    const reader = await openAs(accounts.editor);
    await reader.goto(`/articles/${article.id}/history`);
    await expect(reader.getByRole("button", { name: /2 typo fixes/ })).toBeVisible();
    await expect(reader.getByRole("button", { name: /^Take/ })).toHaveCount(0);
  });

  await test.step("one press, by the keyboard: their flags are open, and it is offered no more", async () => {
    await offer.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByText("2 fixes are taken back.")).toBeVisible();
    await expect(times.getByRole("button", { name: /2 typo fixes taken back/ })).toBeVisible();
    await expect(offer).toHaveCount(0);
    await expect(times.getByRole("button", { name: /2 typo fixes: .*evry. → .every/ })).toBeFocused();
    await expect(page.getByRole("region", { name: "Difference" }).getByRole("insertion")).toHaveText([
      "evry",
      "florins",
    ]);
    const { flags } = await readArticle(editor, article.id);
    expect(flags.map(({ status }) => status)).toEqual(["open", "open"]);
    await page.reload();
    await expect(times.getByRole("button", { name: /2 typo fixes taken back/ })).toBeVisible();
    await expect(offer).toHaveCount(0);
  });

  await test.step("what was rewritten since is refused in words, and stays", async () => {
    await answer(author.post(`/api/articles/${article.id}/flags/apply`, { data: { flagIds: [flagIds[1]] } }));
    await expect(offer).toHaveText(["Take this fix back"]);
    await rewrite(author, article.id, "800 crowns", "a fortune");
    await expect(times.getByRole("button", { name: /Typed/ })).toBeVisible();
    tolerate(409);
    await offer.click();
    await expect(times.getByRole("alert").filter({ hasText: /\S/ })).toHaveText(/changed|since/);
    const { flags, paragraphs } = await readArticle(editor, article.id);
    expect(flags.map(({ status }) => status).sort()).toEqual(["open", "resolved"]);
    expect(paragraphs.some(({ text }) => text.includes("paid a fortune"))).toBe(true);
  });
});

test("who restores a paragraph that was split since is told what would be there twice", async ({
  page,
  login,
  apiAs,
  axe,
}) => {
  const article = await newArticle(await apiAs(accounts.editor));
  await login(page, accounts.author);
  await openReview(page, article.id);
  await openEditor(page);
  await caretBefore(page, "She remembers every ship");
  await page.keyboard.press("Enter");
  await leaveEditor(page);
  await page.goto(`/articles/${article.id}/history`);
  await page.getByRole("button", { name: "Restore the old wording…" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Restore this paragraph" });
  await expect(dialog.getByText(/^Since then “She remembers every ship.*twice/)).toBeVisible();
  await axe(page);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();
});

test("an editor reads the history and restores nothing", async ({ page, login, apiAs }) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  const typo = await raise(editor, article, { kind: "typo", quote: "evry", replacement: "every" });
  await settle(await apiAs(accounts.author), typo, { outcome: "applied" });
  await login(page, accounts.editor);
  await page.goto(`/articles/${article.id}/history`);
  await expect(page.getByRole("region", { name: "Difference" }).getByRole("insertion")).toHaveText("every");
  await expect(page.getByRole("button", { name: /Restore/ })).toHaveCount(0);
  const refused = await editor.post(`/api/articles/${article.id}/restore`, {
    data: { version: 1, baseVersion: 2 },
  });
  expect(refused.status()).toBe(403);

  // What others do meanwhile comes in by itself, and what is looked at stays.
  const author = await apiAs(accounts.author);
  const restored = await author.post(`/api/articles/${article.id}/restore`, {
    data: { version: 1, baseVersion: 2 },
  });
  expect(restored.ok()).toBe(true);
  const times = page.getByRole("region", { name: "Time line" });
  await expect(times.getByRole("button", { name: /Farid Ansari.*Restored from version 1/ })).toBeVisible();
  await expect(page.getByRole("region", { name: "Difference" }).getByRole("insertion")).toHaveText("every");
  await page.getByRole("button", { name: "Show what is new" }).click();
  await expect(page.getByRole("region", { name: "Difference" }).getByRole("insertion")).toHaveText("evry");
  await expect(page.getByText("The newest is how the text stands now.")).toBeVisible();
});

test("what others changed since one last looked is marked until it is seen", async ({
  page,
  login,
  apiAs,
  axe,
}) => {
  const editor = await apiAs(accounts.editor);
  const author = await apiAs(accounts.author);
  const article = await newArticle(editor);
  const typo = await raise(editor, article, { kind: "typo", quote: "evry", replacement: "every" });
  const claim = await raise(editor, article, {
    kind: "fact_check",
    quote: "800 florins",
    note: "Who says so?",
  });
  await login(page, accounts.editor);
  const first = page.waitForResponse((response) => response.url().endsWith("/seen"));
  await openReview(page, article.id);
  await first;
  await expect(page.getByText("since you last looked")).toHaveCount(0);

  await page.goto("/");
  await settle(author, typo, { outcome: "applied" });
  await settle(author, claim, { outcome: "stands", note: "The bill." });
  await page.reload();
  const row = page.getByRole("listitem").filter({ has: page.locator(`a[href="/articles/${article.id}"]`) });
  await expect(row.getByText("3 new")).toBeVisible();

  await openReview(page, article.id);
  const line = page.getByText(/^1 paragraph and 2 flags changed since you last looked, today/);
  await expect(line).toBeVisible();
  const changed = articleText(page).locator("[data-new='true']");
  await expect(changed).toHaveAccessibleDescription("Changed since you last looked");
  await expect(changed).toContainText("burned every night");
  await axe(page);
  // Whatever stayed in view meanwhile has been seen as well.
  for (let i = 0; i < 3; i++) await page.keyboard.press("n");
  await expect(page.getByText(/^You have seen all that changed since/)).toBeVisible();
  await expect
    .poll(async () => (await editor.get(`/api/articles/${article.id}/seen`)).json())
    .toMatchObject({ paragraphIds: [], flagIds: [] });

  await page.goto("/");
  await expect(row).toBeVisible();
  await expect(row.getByText(/new$/)).toHaveCount(0);
});
