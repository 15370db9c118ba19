/** The editor's journey: sign in, open an article, flag it, follow the threads, verify. */
import { newArticle, raise, raiseOneOfEach, readArticle, rewrite, settle } from "./support/articles";
import { accounts, expect, test } from "./support/fixtures";
import {
  doubleClickWord,
  fixWord,
  flagWords,
  noteFace,
  openNote,
  openNoteOf,
  openReview,
  placeOf,
  reloadReview,
  selectWords,
} from "./support/review";

test("an editor signs in, opens the sample article and reads its notes", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.getByRole("textbox", { name: "E-mail" }).fill(accounts.editor.email);
  await page.getByRole("textbox", { name: "Password" }).fill(accounts.editor.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();

  await page.getByRole("link", { name: "Two States, One River" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Two States, One River" })).toBeVisible();
  await expect(page.getByText(/\d+ of \d+ settled/).first()).toBeVisible();

  await page.getByRole("button", { name: `Account of ${accounts.editor.name}` }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("an editor raises one flag of each kind with the keyboard's letters", async ({ page, login, apiAs }) => {
  const article = await newArticle(await apiAs(accounts.editor));
  await login(page, accounts.editor);
  await openReview(page, article.id);

  await fixWord(page, "evry", "every");
  const typo = openNote(page);
  await expect(typo.locator("del")).toHaveText(["evry"]);
  await expect(typo.locator("ins")).toHaveText(["every"]);
  await flagWords(page, "800 florins", "f", "Who says so?");
  await flagWords(page, "monument", "c", "Where does it say that?");
  await flagWords(page, "carry on", "m", "A better ending?");

  await reloadReview(page);
  await expect(page.getByText("0 of 4 settled")).toBeVisible();
  for (const words of ["evry", "Who says so?", "Where does it say that?"])
    await expect(noteFace(page, words)).toHaveCount(1);
  // The address named the one in focus.
  await expect(openNote(page).getByText("A better ending?")).toBeVisible();
  await expect(page.getByRole("link", { name: "Gate: 3 to settle" })).toBeVisible();
});

test("the selection's own toolbar raises a flag by pointer", async ({ page, login, apiAs }) => {
  const article = await newArticle(await apiAs(accounts.editor));
  await login(page, accounts.editor);
  await openReview(page, article.id);
  await selectWords(page, "nineteen miles");
  await page
    .getByRole("toolbar", { name: "Flag the selected words" })
    .getByRole("button", { name: "Fact-check" })
    .click();
  const form = page.getByRole("form", { name: "New fact-check flag" });
  await form.getByRole("textbox").fill("Nautical miles?");
  await form.getByRole("button", { name: "Flag it" }).click();
  await expect(openNote(page).getByText("Nautical miles?")).toBeVisible();
  await expect(page.getByText("0 of 1 settled")).toBeVisible();
});

test("words selected from behind the end of a paragraph on are the next one's", async ({
  page,
  login,
  apiAs,
}) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  await login(page, accounts.editor);
  await openReview(page, article.id);
  const start = await placeOf(page, "Most captains");
  await page.mouse.move(start.last.right - 0.5, start.last.middle);
  await page.mouse.down();
  const { first } = await placeOf(page, "A Light without Ships", { scroll: false });
  await page.mouse.move(first.right + 40, first.middle, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.press("m");
  const form = page.getByRole("form", { name: "New comment flag" });
  await form.getByRole("textbox").fill("All of them?");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(openNote(page).getByText("All of them?")).toBeVisible();
  await expect
    .poll(async () => (await readArticle(editor, article.id)).flags.map(({ anchor }) => anchor.quote))
    .toEqual(["Most captains"]);
});

test("what was typed survives a reload, until it is sent", async ({ page, login, apiAs }) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  await raiseOneOfEach(editor, article);
  await login(page, accounts.editor);
  await openReview(page, article.id);

  await (await openNoteOf(page, "Where?")).getByPlaceholder("Reply…").fill("The annual report, perhaps");
  await selectWords(page, "nineteen miles");
  await page.keyboard.press("f");
  await page.getByRole("textbox", { name: "What is doubtful?" }).fill("Nautical miles?");

  await reloadReview(page);
  const unsent = page.getByRole("region", { name: "Kept here, not sent" });
  await unsent.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("textbox", { name: "What is doubtful?" })).toHaveValue("Nautical miles?");
  await page.getByRole("button", { name: "Flag it" }).click();
  await expect(page.getByText("0 of 5 settled")).toBeVisible();
  await expect(unsent).toBeHidden();

  const note = await openNoteOf(page, "Where?");
  await expect(note.getByPlaceholder("Reply…")).toHaveValue("The annual report, perhaps");
  await note.getByRole("button", { name: "Reply", exact: true }).click();
  await expect(note.getByRole("listitem").filter({ hasText: "The annual report, perhaps" })).toBeVisible();
  await expect(note.getByPlaceholder("Reply…")).toHaveValue("");

  await note.getByRole("button", { name: "Change" }).click();
  await note.getByRole("textbox", { name: "Your reply" }).fill("The annual report, page 12");
  await page.keyboard.press("Control+Enter");
  await expect(note.getByText("The annual report, page 12")).toBeVisible();
  await expect(note.getByText("changed", { exact: false })).toBeVisible();
});

test("an editor filters by kind and state, in the address, and verifies or reopens what was settled", async ({
  page,
  login,
  apiAs,
}) => {
  const editor = await apiAs(accounts.editor);
  const author = await apiAs(accounts.author);
  const article = await newArticle(editor);
  const flags = await raiseOneOfEach(editor, article);
  await settle(author, flags.factCheck, { outcome: "stands", note: "I have seen the bill." });
  await settle(author, flags.typo, { outcome: "declined", note: "It is his spelling." });
  await login(page, accounts.editor);
  await openReview(page, article.id);

  await page.getByRole("group", { name: "Show" }).getByRole("button", { name: "Fact-check" }).click();
  await expect(page).toHaveURL(/kind=fact_check/);
  await expect(noteFace(page, /evry|Where|A better ending/)).toHaveCount(0);
  await reloadReview(page);
  await expect(noteFace(page, /evry|Where|A better ending/)).toHaveCount(0);

  const factCheck = await openNoteOf(page, "Who says so?");
  await expect(factCheck.getByText("I have seen the bill.")).toBeVisible();
  await page.keyboard.press("v");
  await expect(factCheck.getByText("verified it")).toBeVisible();

  await page.getByRole("group", { name: "Show" }).getByRole("button", { name: "Fact-check" }).click();
  await page.getByRole("combobox", { name: "State" }).selectOption({ label: "Settled" });
  await expect(page).toHaveURL(/state=resolved/);
  const typo = await openNoteOf(page, "evry");
  await typo.getByRole("button", { name: "Reopen…" }).click();
  await page.getByRole("textbox", { name: "Reopen" }).fill("It is ours.");
  await page.getByRole("button", { name: "Reopen", exact: true }).click();
  await expect(openNote(page).getByText("reopened it")).toBeVisible();
  await expect(openNote(page).getByText("It is ours.")).toBeVisible();
});

test("an editor collects a review that nobody sees, and sends it once", async ({
  page,
  openAs,
  login,
  apiAs,
}) => {
  const article = await newArticle(await apiAs(accounts.editor));
  await login(page, accounts.editor);
  await openReview(page, article.id);
  const author = await openAs(accounts.author);
  await openReview(author, article.id);

  await doubleClickWord(page, "evry");
  await page.keyboard.press("t");
  await page.getByRole("textbox", { name: "Should read" }).fill("every");
  await page.getByRole("button", { name: "Add to my review" }).click();
  await expect(openNote(page).getByText("nobody else sees it until you send it")).toBeVisible();
  await flagWords(page, "800 florins", "f", "Who says so?");
  await expect(page.getByRole("button", { name: "Send review (2)" })).toBeVisible();
  await openNote(page).getByRole("button", { name: "Change…" }).click();
  const form = page.getByRole("form", { name: "New fact-check flag" });
  await form.getByRole("textbox").fill("Who paid them?");
  await form.getByRole("button", { name: "Add to my review" }).click();
  await expect(openNote(page).getByText("Who paid them?")).toBeVisible();
  await expect(page.getByText("No flags yet")).toBeVisible();

  await reloadReview(page);
  await expect(author.getByText("No flags yet")).toBeVisible();
  await page.getByRole("button", { name: "Send review (2)" }).click();
  await expect(page.getByText("2 flags raised.")).toBeVisible();
  await expect(page.getByRole("button", { name: /Send review/ })).toBeHidden();
  await expect(author.getByText("0 of 2 settled")).toBeVisible();
  await expect(noteFace(author, "Who paid them?")).toBeVisible();
});

/** In the browser: what reaches into the one below it. */
function overlapping(notes: Element[]): string[] {
  const boxes = notes.map((note) => ({ words: note.textContent, box: note.getBoundingClientRect() }));
  boxes.sort((one, other) => one.box.top - other.box.top);
  return boxes.flatMap(({ words, box }, index) => {
    const next = boxes[index + 1];
    return next && box.bottom > next.box.top + 1 ? [words] : [];
  });
}

test("notes stand clear of each other, whatever their words and the width of the margin", async ({
  page,
  login,
  apiAs,
}) => {
  const editor = await apiAs(accounts.editor);
  const author = await apiAs(accounts.author);
  const article = await newArticle(editor);
  // What one line holds of a wide margin, two lines of a narrow one; the first says more once its words have changed.
  const note = "Says who, and where can a reader look it up?";
  await raise(editor, article, { kind: "fact_check", quote: "paid 800 florins", note });
  await raise(editor, article, { kind: "comment", quote: "for the lens", note: note.toUpperCase() });
  await raise(editor, article, { kind: "citation", quote: "remembers every ship", note });
  await rewrite(author, article.id, "800", "900");
  await login(page, accounts.editor);
  for (const width of [1440, 820]) {
    await page.setViewportSize({ width, height: 900 });
    await openReview(page, article.id);
    const notes = page.getByRole("complementary", { name: "Margin" }).getByRole("listitem");
    await expect(notes).toHaveCount(3);
    await expect(notes.first()).toContainText("The words have changed");
    await expect.poll(() => notes.evaluateAll(overlapping)).toEqual([]);
  }
});
