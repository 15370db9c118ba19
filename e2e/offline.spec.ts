/** What is done without a connection: it shows, waits, and arrives in order. */
import { newArticle, raiseOneOfEach, readArticle, settle } from "./support/articles";
import { accounts, expect, test } from "./support/fixtures";
import { flagWords, openNote, openNoteOf, openReview, reloadReview } from "./support/review";

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
