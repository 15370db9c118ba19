/** The author's journey: down the open flags, settling each in its own way. */
import { newArticle, raise, raiseOneOfEach, readArticle, rewrite, settle } from "./support/articles";
import { accounts, expect, test } from "./support/fixtures";
import {
  articleText,
  correctWords,
  editorText,
  leaveEditor,
  noteFace,
  openEditor,
  openNote,
  openNoteOf,
  openReview,
  reloadReview,
  said,
  selectWords,
} from "./support/review";

for (const by of ["buttons", "keys"] as const)
  test(`an author applies one typo fix and declines another, by ${by}`, async ({ page, login, apiAs }) => {
    const editor = await apiAs(accounts.editor);
    const article = await newArticle(editor);
    await raise(editor, article, { kind: "typo", quote: "evry", replacement: "every" });
    await raise(editor, article, { kind: "typo", quote: "florins", replacement: "crowns" });
    await login(page, accounts.author);
    await openReview(page, article.id);

    const applied = await openNoteOf(page, "evry");
    if (by === "keys") await page.keyboard.press("a");
    else await applied.getByRole("button", { name: "Apply", exact: true }).click();
    await expect(articleText(page)).toContainText("burned every night");
    await expect(applied.getByText("applied it")).toBeVisible();

    const declined = await openNoteOf(page, "florins");
    const form = declined.getByRole("form", { name: "Decline the fix" });
    const decline = async () => {
      if (by === "keys") await page.keyboard.press("Control+Enter");
      else await form.getByRole("button", { name: "Decline", exact: true }).click();
    };
    if (by === "keys") await page.keyboard.press("d");
    else await declined.getByRole("button", { name: "Decline…" }).click();
    await expect(form.getByRole("textbox", { name: "Reason" })).toBeFocused();
    await decline();
    await expect(form.getByRole("alert").filter({ hasText: "Give the reason." })).toBeVisible();
    // Whoever goes on typing types there.
    await expect(form.getByRole("textbox", { name: "Reason" })).toBeFocused();
    await page.keyboard.type("They paid in florins.");
    await decline();
    const entry = declined.getByRole("listitem").filter({ hasText: "They paid in florins." });
    await expect(entry).toContainText(`${accounts.author.name} declined it`);
    await expect(articleText(page)).toContainText("800 florins");
    await expect(page.getByText("2 of 2 settled")).toBeVisible();
    // Shown at once; said once it is stored.
    await said(page, "Settled: Declined.");
    const settled = await readArticle(editor, article.id);
    expect(settled.flags.map(({ outcome }) => outcome).sort()).toEqual(["applied", "declined"]);
  });

test("a fix whose words were changed meanwhile is not applied: both wordings are shown", async ({
  page,
  login,
  apiAs,
  tolerate,
}) => {
  tolerate(409);
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor, { authorIds: [accounts.author.id, accounts.secondAuthor.id] });
  const typo = await raise(editor, article, { kind: "typo", quote: "has burned", replacement: "burned" });
  await login(page, accounts.author);
  await openReview(page, article.id);
  const note = await openNoteOf(page, "has burned");
  await note.getByPlaceholder("Reply…").fill("Half a thought");

  // The other author is quicker, between this one's press and its arrival.
  await page.route(`**/api/flags/${typo.id}/resolve`, async (route) => {
    await rewrite(await apiAs(accounts.secondAuthor), article.id, "as bur", "as never bur");
    await route.continue();
  });
  await note.getByRole("button", { name: "Apply", exact: true }).click();
  const failure = note.getByRole("alert").filter({ hasText: "did not go through" });
  await expect(failure).toContainText("The words have changed since this fix was proposed.");
  await expect(failure.locator(".difference")).toHaveText(/has.*never.*burned/);
  await expect(articleText(page)).toContainText("has never burned");
  await expect(note.locator(".thread-fix")).toContainText("has");
  await expect(note.getByText("The words have changed since", { exact: true })).toBeVisible();
  await expect(note.getByPlaceholder("Reply…")).toHaveValue("Half a thought");
  expect((await readArticle(editor, article.id)).flags[0]).toMatchObject({ status: "open" });
  await failure.getByRole("button", { name: "Understood" }).click();
  await expect(failure).toBeHidden();
});

test("an author applies several typo fixes in one go", async ({ page, login, apiAs }) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  await raise(editor, article, { kind: "typo", quote: "evry", replacement: "every" });
  await raise(editor, article, { kind: "typo", quote: "florins", replacement: "crowns" });
  await login(page, accounts.author);
  await openReview(page, article.id);
  await page.getByRole("button", { name: "Apply 2 fixes…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Apply 2" }).click();
  await expect(articleText(page)).toContainText("burned every night");
  await expect(articleText(page)).toContainText("800 crowns");
  await expect(page.getByText("2 of 2 settled")).toBeVisible();

  await test.step("what is said in passing leaves the writing bar free", async () => {
    await page.keyboard.press("e");
    const bar = (await page.getByRole("toolbar", { name: "Writing" }).boundingBox())!;
    const said = (await page.getByText("2 fixes applied.").boundingBox())!;
    expect(said.y + said.height).toBeLessThan(bar.y);
  });
});

test("an author corrects a claim in the text, sources one and stands by one", async ({
  page,
  login,
  apiAs,
}) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  for (const quote of ["800 florins", "nineteen miles", "1911"])
    await raise(editor, article, { kind: "fact_check", quote, note: `Is it ${quote}?` });
  await login(page, accounts.author);
  await openReview(page, article.id);

  const claim = await openNoteOf(page, "Is it 800 florins?");
  await claim.getByRole("button", { name: "Corrected" }).click();
  await expect(claim.getByRole("alert")).toContainText("still as they were: change them first");
  await claim.getByRole("button", { name: "Edit the paragraph" }).click();
  await correctWords(page, "800 florins", "900 crowns");
  await expect(openNote(page).getByText("The words have changed since")).toBeVisible();
  await openNote(page).getByRole("button", { name: "Corrected" }).click();
  await expect(openNote(page).getByText("settled it: corrected")).toBeVisible();

  const sourced = await openNoteOf(page, "Is it nineteen miles?");
  await sourced.getByRole("button", { name: "Give a source…" }).click();
  await sourced
    .getByRole("textbox", { name: "Source", exact: true })
    .fill("https://charts.example.org/selim");
  await sourced.getByRole("button", { name: "One more source" }).click();
  await sourced.getByRole("textbox", { name: "Source 2" }).fill("The harbour master, by telephone");
  await sourced.getByRole("button", { name: "Give the source" }).click();
  await expect(sourced.getByRole("link", { name: "https://charts.example.org/selim" })).toBeVisible();
  await expect(sourced.getByText("The harbour master, by telephone")).toBeVisible();

  const stands = await openNoteOf(page, "Is it 1911?");
  await stands.getByRole("button", { name: "Stand by it…" }).click();
  await stands.getByRole("textbox", { name: "Reason" }).fill("It is carved over the door.");
  await stands.getByRole("button", { name: "Stand by it", exact: true }).click();
  await expect(stands.getByText("It is carved over the door.")).toBeVisible();
  await expect(page.getByText("3 of 3 settled")).toBeVisible();
  await expect(page.getByRole("link", { name: "Gate: 3 to settle" })).toBeVisible();
});

test("an author cites a new reference and one of the list, and the list is renumbered", async ({
  page,
  login,
  apiAs,
}) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  await raise(editor, article, { kind: "citation", quote: "burned evry night", note: "A new one, please." });
  await raise(editor, article, { kind: "citation", quote: "lens", note: "One of the list." });
  await login(page, accounts.author);
  await openReview(page, article.id);
  const references = articleText(page).locator("[data-number]");
  const shown = () =>
    references.evaluateAll((list) =>
      list.map((one) => `${one.getAttribute("data-number")} ${one.textContent}`),
    );

  const first = await openNoteOf(page, "A new one");
  await first.getByRole("button", { name: "Put a reference here…" }).click();
  await first.getByRole("textbox", { name: "The new reference" }).fill("Selim Gazette. 1911. A Lamp Is Lit.");
  await first.getByRole("button", { name: "Put it here" }).click();
  await expect(first.getByText("settled it: reference put")).toBeVisible();
  await expect
    .poll(shown)
    .toEqual([
      expect.stringMatching(/^1 .*A Lamp Is Lit/),
      expect.stringMatching(/^2 .*Lamps of the South/),
      expect.stringMatching(/^3 .*Annual Report/),
    ]);

  const second = await openNoteOf(page, "One of the list");
  await second.getByRole("button", { name: "Put a reference here…" }).click();
  await second.getByRole("combobox", { name: "From the list" }).selectOption({ index: 3 });
  await second.getByRole("button", { name: "Put it here" }).click();
  await expect(second.getByText("settled it: reference put")).toBeVisible();
  await expect(articleText(page).getByRole("link", { name: "Reference 3" })).toHaveCount(2);
  await expect(references).toHaveCount(3);
});

test("whoever settles second is told, and sees how it was settled", async ({
  page,
  login,
  apiAs,
  tolerate,
}) => {
  tolerate(409);
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor, { authorIds: [accounts.author.id, accounts.secondAuthor.id] });
  const flags = await raiseOneOfEach(editor, article);
  await login(page, accounts.author);
  await openReview(page, article.id);
  const note = await openNoteOf(page, "Who says so?");
  await note.getByRole("button", { name: "Stand by it…" }).click();
  await note.getByRole("textbox", { name: "Reason" }).fill("I counted them.");

  // The other author is quicker, between this one's press and its arrival.
  await page.route(`**/api/flags/${flags.factCheck.id}/resolve`, async (route) => {
    const other = await apiAs(accounts.secondAuthor);
    await settle(other, flags.factCheck, { outcome: "sourced", sources: ["The bill"] });
    await route.continue();
  });
  await note.getByRole("button", { name: "Stand by it", exact: true }).click();
  await expect(note.getByRole("alert").filter({ hasText: "already" })).toBeVisible();
  await expect(note.getByText("settled it: sourced")).toBeVisible();
});

test("what an author writes without a connection arrives when it is back, and survives a reload", async ({
  page,
  login,
  apiAs,
  tolerate,
}) => {
  tolerate("offline");
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  await login(page, accounts.author);
  await openReview(page, article.id);
  await openEditor(page);
  const status = page.getByRole("toolbar", { name: "Writing" }).getByRole("status");

  await page.context().setOffline(true);
  await selectWords(page, "800 florins");
  await page.keyboard.type("900 crowns");
  await expect(status).toContainText("Not saved: kept here");
  await page.context().setOffline(false);
  await expect(status).toContainText("Saved");
  await leaveEditor(page);

  await reloadReview(page);
  await expect(articleText(page)).toContainText("paid 900 crowns for the lens");
  expect(JSON.stringify(await readArticle(editor, article.id))).toContain("900 crowns");
});

test("what was written and never saved is there again after a reload", async ({
  page,
  login,
  apiAs,
  tolerate,
}) => {
  tolerate("offline");
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  await login(page, accounts.author);
  await openReview(page, article.id);
  await openEditor(page);
  // Only saving fails: the page itself has to load again.
  await page.route("**/steps", (route) => route.abort("internetdisconnected"));
  await selectWords(page, "nineteen miles");
  await page.keyboard.type("twenty miles");
  await expect(page.getByRole("toolbar", { name: "Writing" })).toContainText("Not saved: kept here");

  page.on("dialog", (dialog) => void dialog.accept());
  await reloadReview(page);
  // The editor opens by itself where words are left.
  await expect(editorText(page)).toContainText("twenty miles");
  await page.unroute("**/steps");
  await expect(
    page.getByRole("toolbar", { name: "Writing" }).getByText("Saved", { exact: true }),
  ).toBeVisible();
  await leaveEditor(page);
  await expect(articleText(page)).toContainText("twenty miles");
});

test("an author sees only what is theirs to do", async ({ page, login, apiAs }) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  await raiseOneOfEach(editor, article);
  await login(page, accounts.author);
  await openReview(page, article.id);
  await selectWords(page, "nineteen miles");
  const toolbar = page.getByRole("toolbar", { name: "Flag the selected words" });
  await expect(toolbar.getByRole("button")).toHaveText([/Comment/]);
  await expect(noteFace(page, "evry")).toBeVisible();
  const note = await openNoteOf(page, "Who says so?");
  await expect(note.getByRole("button", { name: /Verify|Waive|Withdraw/ })).toHaveCount(0);
});

test("a paragraph is dragged to another place, its flag goes along, and undo takes it back", async ({
  page,
  login,
  apiAs,
}) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  await raise(editor, article, { kind: "comment", quote: "800 florins", note: "Who says so?" });
  await login(page, accounts.author);
  await openReview(page, article.id);
  await openEditor(page);
  const keeper = editorText(page).getByText("The keeper, Ines Corvin");
  const lamp = editorText(page).getByText("The lamp was lit in 1911");
  await keeper.hover();
  const handle = (await page.getByTitle(/^Drag to move the paragraph/).boundingBox())!;
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
  await page.mouse.down();
  const above = (await lamp.boundingBox())!;
  await page.mouse.move(above.x + 20, above.y + 4, { steps: 5 });
  await page.mouse.up();
  const order = async () => {
    const words = await editorText(page).innerText();
    return words.indexOf("The keeper") < words.indexOf("The lamp was");
  };
  await expect.poll(order).toBe(true);
  await expect(page.getByRole("toolbar", { name: "Writing" })).toContainText("Saved");
  const moved = await readArticle(editor, article.id);
  expect(moved.paragraphs.findIndex(({ text }) => text.startsWith("The keeper"))).toBe(3);
  expect(moved.flags[0]!.anchor).toMatchObject({ state: "exact", quote: "800 florins" });

  await page.keyboard.press("ControlOrMeta+z");
  await expect.poll(order).toBe(false);
  await leaveEditor(page);
  const back = await readArticle(editor, article.id);
  expect(back.paragraphs.map(({ id }) => id)).toEqual(article.paragraphs.map(({ id }) => id));
  expect(back.flags[0]!.anchor.state).toBe("exact");
});
