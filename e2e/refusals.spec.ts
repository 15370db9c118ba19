/** Doors that stay shut: by address as the wrong person, signed out, put out, and from another site. */
import { randomUUID } from "node:crypto";
import type { Page } from "playwright/test";
import { newArticle, raise, raiseOneOfEach, readArticle } from "./support/articles";
import { accounts, expect, test } from "./support/fixtures";
import { openNote, openNoteOf, openReview } from "./support/review";
import { makeStranger } from "./support/strangers";
import { SAMPLE_DESK } from "../domain/sample-accounts";

/** The page says that there is nothing, and shows nothing of what there is. */
async function expectNothingAt(page: Page, path: string, secret?: string): Promise<void> {
  const response = await page.goto(path);
  expect(response?.status(), path).toBe(404);
  await expect(page.getByRole("heading", { name: "Nothing here" })).toBeVisible();
  if (secret) expect(await response?.text()).not.toContain(secret);
}

test("whose business an article is not finds nothing at its addresses", async ({
  page,
  login,
  openAs,
  apiAs,
  tolerate,
}) => {
  tolerate(404);
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  const { factCheck } = await raiseOneOfEach(editor, article);
  const stranger = await makeStranger();
  await login(page, stranger);
  const otherAuthor = await openAs(accounts.secondAuthor);
  for (const visitor of [page, otherAuthor]) {
    for (const path of [
      `/articles/${article.id}`,
      `/articles/${article.id}?flag=${factCheck.id}`,
      `/articles/${article.id}/draft`,
    ])
      await expectNothingAt(visitor, path, "lighthouse");
    for (const path of [
      "",
      "/gate",
      "/draft?format=md",
      "/draft?format=pdf",
      "/draft?format=json",
      "/draft?format=docx&view=reviewed",
      "/annotations",
      "/sign-off",
      "/events",
    ]) {
      const refused = await visitor.request.get(`/api/articles/${article.id}${path}`);
      expect(refused.status(), path).toBe(404);
    }
    await visitor.goto("/");
    await expect(visitor.getByRole("link", { name: "New article" }).first()).toBeVisible();
    await expect(visitor.locator(`a[href*="${article.id}"]`)).toHaveCount(0);
  }
  await page.goto(`/?desk=${SAMPLE_DESK.id}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Caucasus");
});

test("a desk's people are its chief's alone to see", async ({ openAs, tolerate }) => {
  tolerate(404);
  for (const account of [accounts.editor, accounts.author, await makeStranger()]) {
    const page = await openAs(account);
    await expectNothingAt(page, `/desk/${SAMPLE_DESK.id}/people`, accounts.secondEditor.email);
    const asked = await page.request.post(`/api/desks/${SAMPLE_DESK.id}/invitations`, {
      data: { email: "friend@galley.example", role: "chief" },
    });
    expect([403, 404]).toContain(asked.status());
  }
});

test("who is signed out is asked to sign in, and comes where they wanted to go", async ({ page, apiAs }) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  const flag = await raise(editor, article, { kind: "comment", quote: "carry on", note: "A better ending?" });
  for (const path of [
    "/",
    "/new",
    "/account",
    `/desk/${SAMPLE_DESK.id}/people`,
    `/articles/${article.id}/draft`,
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await expect(page.getByRole("banner")).toHaveCount(0);
  }
  await page.goto(`/articles/${article.id}?flag=${flag.id}`);
  await page.getByRole("textbox", { name: "E-mail" }).fill(accounts.editor.email);
  await page.getByRole("textbox", { name: "Password" }).fill(accounts.editor.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(`**/articles/${article.id}?flag=${flag.id}`);
  await expect(openNote(page).getByText("A better ending?")).toBeVisible();
});

test("signing out in one window signs out in all of the browser's, and each comes back to where it was", async ({
  page,
  login,
  apiAs,
}) => {
  const article = await newArticle(await apiAs(accounts.editor));
  await login(page, accounts.editor);
  await openReview(page, article.id);
  const other = await page.context().newPage();
  await other.goto("/");
  await other.getByRole("button", { name: `Account of ${accounts.editor.name}` }).click();
  await other.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(other.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.getByRole("textbox", { name: "E-mail" }).fill(accounts.editor.email);
  await page.getByRole("textbox", { name: "Password" }).fill(accounts.editor.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "The Lamp at Port Selim" })).toBeVisible();
});

test("a member joins by invitation, is deactivated, and is out at once with nothing lost", async ({
  page,
  login,
  browser,
  browserErrors,
  contextOptions,
  apiAs,
  tolerate,
}) => {
  tolerate(401, 404);
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  await raiseOneOfEach(editor, article);
  const name = `Piet ${randomUUID().slice(0, 8)}`;
  const email = `${randomUUID()}@galley.example`;

  await login(page, accounts.chief);
  await page.goto(`/desk/${SAMPLE_DESK.id}/people`);
  await page.getByRole("textbox", { name: "E-mail" }).fill(email);
  await page.getByRole("combobox", { name: "Role", exact: true }).selectOption("editor");
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = await page.getByRole("textbox", { name: `Link for ${email}` }).inputValue();

  const context = await browser.newContext(contextOptions);
  browserErrors.watch(context);
  const member = await context.newPage();
  await member.goto(link);
  await member.getByRole("textbox", { name: "Your name" }).fill(name);
  await member.getByLabel("Choose a password").fill("long enough for anybody");
  await member.getByRole("button", { name: "Join the desk" }).click();
  await expect(member.getByRole("heading", { level: 1 })).toHaveText(SAMPLE_DESK.name);
  await openReview(member, article.id);
  const note = await openNoteOf(member, "Who says so?");
  await note.getByPlaceholder("Reply…").fill("I asked at the port.");

  await page.reload();
  await page.getByRole("button", { name: `Deactivate… ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Deactivate" }).click();
  await expect(page.getByRole("button", { name: `Let back in ${name}` })).toBeFocused();

  await member.keyboard.press("Control+Enter");
  await expect(note.getByRole("alert").filter({ hasText: "It is kept here" })).toBeVisible();
  expect(JSON.stringify(await readArticle(editor, article.id))).not.toContain("I asked at the port.");
  await member.goto("/");
  await expect(member.getByRole("heading", { name: "Sign in" })).toBeVisible();
  const again = await member.request.get(`/api/articles/${article.id}`);
  expect(again.status()).toBe(401);
  await context.close();
});

test("what another site sends in one's name is not done", async ({
  page,
  login,
  apiAs,
  baseURL,
  tolerate,
}) => {
  tolerate(403);
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  const { comment } = await raiseOneOfEach(editor, article);
  await login(page, accounts.editor);
  await openReview(page, article.id);

  // The same host on another port: of one site with Galley, so the browser sends the cookie along.
  const elsewhere = new URL(baseURL!);
  elsewhere.port = "8099";
  await page.route(`${elsewhere.origin}/**`, (route) =>
    route.fulfill({ contentType: "text/html", body: FORGERY }),
  );
  await page.goto(elsewhere.href);
  const target = new URL(`/api/flags/${comment.id}/replies`, baseURL).href;
  const sent = page.waitForRequest(target);
  await page.getByRole("form").evaluate((form: HTMLFormElement, address) => {
    form.action = address;
    form.submit();
  }, target);
  const request = await sent;
  expect((await request.allHeaders()).cookie).toContain("session-token");
  expect((await request.response())?.status()).toBe(403);
  expect(JSON.stringify(await readArticle(editor, article.id))).not.toContain("Not my words.");
});

/** A form whose fields, sent as plain text, read as JSON: {"body": "Not my words. ="} */
const FORGERY = `<!doctype html><title>Elsewhere</title>
<form aria-label="A forgery" method="post" enctype="text/plain">
<input type="hidden" name='{"body": "Not my words. ' value='"}'></form>`;
