/** Many fixes at once, taken back at once; flags that lost their words; claims whose sentence changed. */
import type { APIRequestContext } from "playwright/test";
import type { ArticleDto } from "../domain/contract";
import { answer, newArticle, raise, readArticle, settle, verify } from "./support/articles";
import { accounts, expect, test } from "./support/fixtures";
import { articleText, fixWord, noteFace, openNote, openNoteOf, openReview } from "./support/review";

const THRICE = `Three Cabinets
By Farid Ansari

The goverment fell in spring. Nobody wept.

A second goverment came; it fell too.

Of the third goverment little is known, and goverments leave few papers.
`;

/** Somebody types elsewhere: `from`, which stands once, becomes `to`. `api` is an author's. */
async function type(api: APIRequestContext, articleId: string, from: string, to: string): Promise<void> {
  const { version, paragraphs }: ArticleDto = await readArticle(api, articleId);
  let start = 1;
  for (const { text } of paragraphs) {
    if (text.includes(from)) break;
    start += text.length + 2;
  }
  const at = start + paragraphs.find(({ text }) => text.includes(from))!.text.indexOf(from);
  const slice = to === "" ? {} : { slice: { content: [{ type: "text", text: to }] } };
  const step = { stepType: "replace", from: at, to: at + from.length, ...slice };
  const data = { version, clientId: "elsewhere", steps: [step] };
  await answer(api.post(`/api/articles/${articleId}/steps`, { data }));
}

test("the same mistake is flagged wherever it stands, fixed in one go, and all of it taken back", async ({
  page,
  openAs,
  login,
  apiAs,
}) => {
  const article = await newArticle(await apiAs(accounts.editor), { source: THRICE });
  await login(page, accounts.editor);
  await openReview(page, article.id);
  await fixWord(page, "goverment", "government");
  await openNote(page).getByRole("button", { name: "The same mistake at 2 other places…" }).click();
  const elsewhere = page.getByRole("dialog", { name: "The same mistake elsewhere" });
  await expect(elsewhere.getByRole("checkbox", { checked: false })).toHaveCount(2);
  await elsewhere.getByRole("checkbox", { name: /A second/ }).check();
  await elsewhere.getByRole("checkbox", { name: /Of the third/ }).check();
  await elsewhere.getByRole("button", { name: "Raise 2" }).click();
  await expect(page.getByText("0 of 3 settled")).toBeVisible();

  const author = await openAs(accounts.author);
  await openReview(author, article.id);
  await author.getByRole("button", { name: "Apply 3 fixes…" }).click();
  const apply = author.getByRole("dialog", { name: "Apply typo fixes" });
  const same = apply.getByRole("checkbox", { name: "The same fix at 3 places" });
  await same.uncheck();
  await expect(apply.getByRole("button", { name: "Apply 0" })).toBeDisabled();
  await same.check();
  await apply.getByRole("button", { name: "Apply 3" }).click();
  await expect(articleText(author)).toContainText("The government fell");
  await expect(articleText(author)).toContainText("Of the third government");
  await expect(articleText(page)).toContainText("A second government");

  await author.getByRole("button", { name: "Undo" }).click();
  await expect(articleText(author)).toContainText("The goverment fell");
  await expect(articleText(author)).toContainText("Of the third goverment");
  await expect(author.getByText("0 of 3 settled")).toBeVisible();
});

test("fixes whose words have changed are named where many are applied, and left out", async ({
  page,
  login,
  apiAs,
}) => {
  const editor = await apiAs(accounts.editor);
  const author = await apiAs(accounts.author);
  const article = await newArticle(editor);
  for (const [quote, replacement] of [
    ["evry", "every"],
    ["looked for it", "looked at it"],
    ["monument", "memorial"],
    ["carry on", "carry it on"],
  ] as const)
    await raise(editor, article, { kind: "typo", quote, replacement });
  await type(author, article.id, "monument", "museum");
  await type(author, article.id, "The town says that it will carry on.", "");
  await login(page, accounts.author);
  await openReview(page, article.id);
  await page.getByRole("button", { name: "Apply 2 fixes…" }).click();
  const apply = page.getByRole("dialog", { name: "Apply typo fixes" });
  await expect(apply.getByRole("checkbox", { checked: true })).toHaveCount(2);
  const left = apply.getByRole("region", { name: /^Left out/ });
  await expect(left.getByRole("listitem")).toHaveText([/have changed: “monument”/, /are gone: “carry on”/]);
  // Also while one looks at them.
  await type(author, article.id, "evry", "each");
  await expect(left.getByRole("listitem")).toHaveText([/“evry”/, /“monument”/, /“carry on”/]);
  await expect(apply.getByRole("checkbox")).toHaveCount(1);
  await expect(apply.getByRole("button", { name: "Apply 1" })).toBeEnabled();
  await left.getByRole("button", { name: /monument/ }).click();
  await expect(apply).toBeHidden();
  await expect(openNote(page).getByText("memorial")).toBeVisible();
});

test("a flag whose words went elsewhere is put on them by a person, as proposed", async ({
  page,
  login,
  apiAs,
}) => {
  const editor = await apiAs(accounts.editor);
  const author = await apiAs(accounts.author);
  const article = await newArticle(editor);
  await raise(editor, article, { kind: "fact_check", quote: "paid 800 florins", note: "Who says so?" });
  await login(page, accounts.editor);
  await openReview(page, article.id);
  await type(author, article.id, ", paid 800 florins for the lens", " came late");
  await expect(page.getByRole("heading", { name: "Their words are gone (1)" })).toBeVisible();
  await type(author, article.id, "since the satellites came", "since the port paid 800 florins");

  await noteFace(page, "Who says so?").click();
  const proposal = page.getByRole("region", { name: "A place it may belong to" });
  await expect(proposal).toContainText("among others, and nowhere else");
  await proposal.getByRole("button", { name: "Put it here" }).click();
  await expect(page.getByRole("heading", { name: /Their words are gone/ })).toBeHidden();
  await expect(openNote(page).getByText("put it on these words")).toBeVisible();
});

test("a verified claim goes back to the editors when its sentence changes", async ({
  page,
  login,
  apiAs,
}) => {
  const editor = await apiAs(accounts.editor);
  const author = await apiAs(accounts.author);
  const article = await newArticle(editor);
  const claim = await raise(editor, article, { kind: "fact_check", quote: "1911", note: "Is it 1911?" });
  await settle(author, claim, { outcome: "stands", note: "It is carved over the door." });
  await verify(editor, claim);
  await login(page, accounts.secondEditor);
  await openReview(page, article.id);
  await expect(page.getByRole("link", { name: "Gate: open" })).toBeVisible();

  await type(author, article.id, "has burned evry night since", "went out at once");
  await expect(page.getByRole("link", { name: "Gate: 1 to settle" })).toBeVisible();
  const note = await openNoteOf(page, "Is it 1911?");
  await expect(note.getByText("changed the sentence that was verified")).toBeVisible();
  await expect(note.getByText("Changed since it was verified")).toBeVisible();
  await page.keyboard.press("v");
  await expect(page.getByRole("link", { name: "Gate: open" })).toBeVisible();
});
