/** What is done without a connection: it shows, waits, and arrives in order. */
import type { Page } from "playwright/test";
import type { RevisionsDto } from "../domain/contract";
import { answer, newArticle, raise, raiseOneOfEach, readArticle, rewrite, settle } from "./support/articles";
import { accounts, expect, test } from "./support/fixtures";
import {
  articleText,
  flagWords,
  noteFace,
  openNote,
  openNoteOf,
  openReview,
  reloadReview,
  selectWords,
} from "./support/review";

/** How much of what was done is kept in the browser: not sent, or not seen that it was refused. */
const kept = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("outbox:")).length);

test("flags, replies and settlings wait without a connection, outlive a reload, and arrive in order", async ({
  page,
  login,
  apiAs,
  axe,
  tolerate,
}) => {
  tolerate("offline");
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  const flags = await raiseOneOfEach(editor, article);
  await login(page, accounts.author);
  await openReview(page, article.id);
  const bar = page.getByRole("status");
  let note = await openNoteOf(page, "Where?");

  await page.context().setOffline(true);
  await note.getByPlaceholder("Reply…").fill("In the log.");
  await page.keyboard.press("Control+Enter");
  await expect(note.getByRole("alert").filter({ hasText: "there is no connection" })).toBeVisible();
  await expect(bar.getByRole("button", { name: "1 thing waits to be sent" })).toBeVisible();
  await page.keyboard.press("Escape");
  await flagWords(page, "nineteen miles", "m", "Nautical ones.");
  note = openNote(page);
  await note.getByPlaceholder("Reply…").fill("I asked the keeper.");
  await page.keyboard.press("Control+Enter");
  await expect(bar.getByRole("button", { name: "3 things wait to be sent" })).toBeVisible();
  await axe(page);

  // The page itself has to load again; nothing that is sent gets through.
  await page.route(/\/api\/(flags|articles)\/[^/]+\/(replies|resolve|flags)$/, (route) =>
    route.abort("internetdisconnected"),
  );
  await page.context().setOffline(false);
  await reloadReview(page);
  await expect(bar.getByRole("button", { name: "3 things wait to be sent" })).toBeVisible();
  note = await openNoteOf(page, "A better ending?");
  await note.getByRole("button", { name: "Done" }).click();
  await expect(bar.getByRole("button", { name: "4 things wait to be sent" })).toBeVisible();
  await expect(page.getByText("1 of 5 settled")).toBeVisible();

  await page.unroute(/\/api\/(flags|articles)\/[^/]+\/(replies|resolve|flags)$/);
  await expect.poll(() => kept(page)).toBe(0);
  await expect(bar.getByRole("button", { name: /to be sent/ })).toHaveCount(0);
  const now = await readArticle(editor, article.id);
  const raised = now.flags.find(({ id }) => !Object.values(flags).some((one) => one.id === id))!;
  expect(raised.thread.map(({ body }) => body)).toEqual(["Nautical ones.", "I asked the keeper."]);
  const replied = now.flags.find(({ id }) => id === flags.citation.id)!;
  expect(replied.thread.map(({ body }) => body)).toEqual(["Where?", "In the log."]);
  expect(now.flags.find(({ id }) => id === flags.comment.id)!.status).toBe("resolved");
  // In the order they were done: the reply before the flag that came after it.
  expect(Date.parse(replied.thread[1]!.at)).toBeLessThan(Date.parse(raised.createdAt));
});

test("what was overtaken while it waited is said at its flag, with the words that were sent", async ({
  page,
  login,
  apiAs,
  tolerate,
}) => {
  tolerate("offline", 409);
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor, { authorIds: [accounts.author.id, accounts.secondAuthor.id] });
  const flags = await raiseOneOfEach(editor, article);
  await login(page, accounts.author);
  await openReview(page, article.id);
  const note = await openNoteOf(page, "Who says so?");

  await page.context().setOffline(true);
  await note.getByRole("button", { name: "Stand by it…" }).click();
  await note.getByRole("textbox", { name: "Reason" }).fill("I counted them.");
  await note.getByRole("button", { name: "Stand by it", exact: true }).click();
  await expect(page.getByRole("button", { name: "1 thing waits to be sent" })).toBeVisible();
  await settle(await apiAs(accounts.secondAuthor), flags.factCheck, {
    outcome: "sourced",
    sources: ["The bill"],
  });

  await page.context().setOffline(false);
  await expect(note.getByRole("alert").filter({ hasText: "did not go through" })).toBeVisible();
  await expect(note.getByText("settled it: sourced")).toBeVisible();
  await expect(note.getByText("I counted them.")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "1 did not go through" }).click();
  await note.getByRole("button", { name: "Understood" }).click();
  await expect(page.getByRole("button", { name: "1 did not go through" })).toBeHidden();
});

test("fixes applied together and changes of the list of references wait, outlive a reload, and arrive in order", async ({
  page,
  login,
  apiAs,
  axe,
  tolerate,
}) => {
  tolerate("offline", 409);
  const editor = await apiAs(accounts.editor);
  const author = await apiAs(accounts.author);
  const article = await newArticle(editor);
  for (const [quote, replacement] of [
    ["evry", "every"],
    ["looked for it", "looked at it"],
    ["monument", "memorial"],
  ] as const)
    await raise(editor, article, { kind: "typo", quote, replacement });
  await login(page, accounts.author);
  await openReview(page, article.id);
  const bar = page.getByRole("status");
  const atLarge = page.getByRole("region", { name: "Not with the desk yet" });
  const panel = page.getByRole("dialog", { name: "References" });
  const openPanel = () => page.getByRole("button", { name: "References" }).click();
  const [first, second] = [1, 2].map((number) =>
    panel.getByRole("listitem", { name: `Reference ${number}` }),
  );
  const edit = async (entry: typeof first, words: string) => {
    await entry!.getByRole("button", { name: "Edit…" }).click();
    await entry!.getByRole("textbox", { name: "As it prints" }).fill(words);
    await page.keyboard.press("Control+Enter");
    await expect(entry!.getByText(words)).toBeVisible();
  };
  await openPanel();
  await expect(first!).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Apply 3 fixes…" }).click();
  const apply = page.getByRole("dialog", { name: "Apply typo fixes" });
  await expect(apply.getByRole("checkbox", { checked: true })).toHaveCount(3);

  await page.context().setOffline(true);
  await apply.getByRole("button", { name: "Apply 3" }).click();
  await expect(atLarge).toContainText("Applying 3 fixes is not sent yet: there is no connection.");
  await expect(page.getByRole("button", { name: /Apply .* fixes/ })).toBeHidden();
  await openPanel();
  await edit(first, "Corvin, Ines. 2005. Lamps of the South. Port Selim: Lantern House.");
  await expect(first!.getByRole("alert")).toContainText("is not sent yet");
  await edit(first, "Corvin, Ines. 2006. Lamps of the South. Port Selim: Lantern House.");
  await edit(second, "Port Authority. 2020. Annual Report.");
  const add = panel.getByRole("form", { name: "Add references" });
  await add.getByRole("textbox").fill("Halabi, Yusuf. 2004. One Number. Lantern House.");
  await page.keyboard.press("Control+Enter");
  await expect(add.getByRole("textbox")).toHaveValue("");
  await expect(add.getByRole("alert")).toContainText("Halabi, Yusuf. 2004.");
  await panel.getByRole("combobox", { name: "Style of citations" }).selectOption("author_date");
  await expect(panel.getByText("The other style of citations is not sent yet")).toBeVisible();
  await axe(page);
  await page.keyboard.press("Escape");
  await expect(bar.getByRole("button", { name: "6 things wait to be sent" })).toBeVisible();
  await axe(page);

  // Meanwhile, somewhere else.
  await rewrite(author, article.id, "monument", "museum");
  const entry = article.references[1]!;
  const { version } = await readArticle(author, article.id);
  await answer(
    author.patch(`/api/articles/${article.id}/references/${entry.id}`, {
      data: { version, text: "The Port Authority. 2019." },
    }),
  );

  // The page itself has to load again; nothing that is sent gets through.
  const mutations = /\/api\/articles\/[^/]+\/(flags\/apply|references|citation-style)/;
  await page.route(mutations, (route) => route.abort("internetdisconnected"));
  await page.context().setOffline(false);
  await reloadReview(page);
  await expect(bar.getByRole("button", { name: "6 things wait to be sent" })).toBeVisible();
  await expect(atLarge).toContainText("Applying 3 fixes is not sent yet");

  await page.unroute(mutations);
  // What was left, and what was refused.
  await expect.poll(() => kept(page)).toBe(2);
  await expect(articleText(page)).toContainText("has burned every night");
  await expect(atLarge).toContainText("2 fixes applied, 1 left as it is.");
  const why = "Its words changed since it was proposed: “monument” now reads “museum”.";
  await expect(atLarge).toContainText(why);
  const now = await readArticle(editor, article.id);
  expect(now.citationStyle).toBe("author_date");
  expect(now.references.map(({ text }) => text).sort()).toEqual([
    "Corvin, Ines. 2006. Lamps of the South. Port Selim: Lantern House.",
    "Halabi, Yusuf. 2004. One Number. Lantern House.",
    "The Port Authority. 2019.",
  ]);
  const { revisions } = await answer<RevisionsDto>(author.get(`/api/articles/${article.id}/revisions`));
  const causes = revisions.map(({ cause }) => (cause.type === "references" ? cause.did : cause.type));
  expect(causes.filter((cause) => cause !== "style").reverse()).toEqual([
    "import",
    "typed",
    "edited",
    "typo_fix",
    "edited",
    "edited",
    "added",
  ]);

  // What was left is told until it has been seen; what was refused goes back into its form.
  await reloadReview(page);
  await page.getByRole("button", { name: "1 done in part" }).click();
  await atLarge.getByRole("button", { name: /“monument” should read “memorial”/ }).click();
  await expect(openNote(page)).toContainText(`Left as it is. ${why}`);
  await atLarge.getByRole("button", { name: "Understood" }).click();
  await atLarge.getByRole("button", { name: "Change it" }).click();
  const refused = panel.getByRole("listitem").filter({ hasText: "The Port Authority. 2019." });
  await expect(refused.getByRole("textbox", { name: "As it prints" })).toHaveValue(
    "Port Authority. 2020. Annual Report.",
  );
  await refused.getByRole("button", { name: "Save" }).click();
  await expect(panel.getByRole("listitem").filter({ hasText: "Port Authority. 2020." })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(atLarge).toBeHidden();
  await expect
    .poll(async () => (await readArticle(editor, article.id)).references.map(({ text }) => text))
    .toContain("Port Authority. 2020. Annual Report.");
});

test("a pending review is collected and sent without a connection; what lost its words meanwhile stays in it", async ({
  page,
  login,
  apiAs,
  tolerate,
}) => {
  tolerate("offline");
  const author = await apiAs(accounts.author);
  const article = await newArticle(await apiAs(accounts.editor));
  await login(page, accounts.editor);
  await openReview(page, article.id);
  const bar = page.getByRole("status");
  const collect = async (words: string, note: string) => {
    await selectWords(page, words);
    await page.keyboard.press("f");
    const form = page.getByRole("form", { name: "New fact-check flag" });
    await form.getByRole("textbox").fill(note);
    await form.getByRole("button", { name: "Add to my review" }).click();
    await expect(openNote(page).getByText(note)).toBeVisible();
  };
  await collect("800 florins", "Who paid them?");

  await page.context().setOffline(true);
  await collect("nineteen miles", "Nautical ones?");
  await page.getByRole("button", { name: "Send review (2)" }).click();
  await expect(page.getByText("0 of 2 settled")).toBeVisible();
  await rewrite(author, article.id, "paid 800 florins for", "bought");
  await expect(bar.getByRole("button", { name: "2 things wait to be sent" })).toBeVisible();
  const atLarge = page.getByRole("region", { name: "Not with the desk yet" });
  await expect(atLarge).toContainText("Your review of 2 flags is not sent yet");
  expect((await readArticle(author, article.id)).flags).toEqual([]);

  await page.context().setOffline(false);
  await expect(atLarge).toContainText("1 flag raised, 1 still in your review.");
  await expect(atLarge).toContainText("Its words are gone");
  await expect(page.getByText("0 of 1 settled")).toBeVisible();
  const { flags } = await readArticle(author, article.id);
  expect(flags.map(({ thread }) => thread[0]!.body)).toEqual(["Nautical ones?"]);
  await atLarge.getByRole("button", { name: /Who paid them/ }).click();
  await openNote(page).getByRole("button", { name: "Throw away" }).click();
  await expect(noteFace(page, "Who paid them?")).toBeHidden();
  await expect(page.getByRole("button", { name: /Send review/ })).toBeHidden();
});
