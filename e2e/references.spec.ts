/** The bibliography's journey: add, cite, merge, switch the style, and find the same in every draft. */
import { readFileSync } from "node:fs";
import { answer, newArticle, raise, readArticle } from "./support/articles";
import { download } from "./support/drafts";
import { accounts, expect, test } from "./support/fixtures";
import {
  articleText,
  editorText,
  leaveEditor,
  openEditor,
  openReview,
  placeOf,
  reloadReview,
} from "./support/review";

const SAMPLE = readFileSync(new URL("../prisma/sample/article.txt", import.meta.url), "utf8");
const BIBTEX = `@article{mehta2021,
  author = {Mehta, Anja and Gr{\\"u}nwald, Otto},
  title = {Silent Gauges}, journal = {Harbour Studies}, year = 2021, volume = 3, number = 2, pages = {10--22}
}`;

test("an author adds by BibTeX, cites, merges a double, and prints by author and date", async ({
  page,
  login,
  apiAs,
  axe,
  tolerate,
}) => {
  tolerate(400);
  const article = await newArticle(await apiAs(accounts.editor), { source: SAMPLE });
  await login(page, accounts.author);
  await openReview(page, article.id);

  const panel = page.getByRole("dialog", { name: "References" });
  const openPanel = () => page.getByRole("button", { name: "References" }).click();
  await openPanel();
  const add = panel.getByRole("form", { name: "Add references" });
  await add.getByRole("textbox").fill("@article{broken, title={x");
  await add.getByRole("button", { name: "Add to the list" }).click();
  await expect(add.getByRole("alert")).toContainText("This BibTeX cannot be read");
  await add.getByRole("button", { name: "Change it" }).click();
  await expect(add.getByRole("textbox")).toHaveValue("@article{broken, title={x");
  await expect(add.getByText("cannot be read")).toBeHidden();
  await add.getByRole("textbox").fill(BIBTEX);
  await add.getByRole("button", { name: "Add to the list" }).click();
  await expect(panel.getByRole("listitem", { name: "Reference not cited" })).toContainText(
    "Mehta, Anja, and Otto Grünwald. 2021. “Silent Gauges.” Harbour Studies 3 (2): 10–22.",
  );
  await axe(page);

  await panel.getByRole("button", { name: "Merge 4 and 10" }).click();
  await expect(panel.getByRole("region", { name: "Doubles" })).toBeHidden();
  await expect(panel.getByRole("listitem", { name: /^Reference \d+$/ })).toHaveCount(9);
  const fourth = panel.getByRole("listitem", { name: "Reference 4" });
  await expect(fourth.getByRole("link")).toHaveCount(2);
  await fourth.getByRole("button", { name: "Delete" }).click();
  await expect(fourth.getByRole("alert")).toContainText("It is still cited");
  await page.keyboard.press("Escape");

  await openEditor(page);
  const { last } = await placeOf(page, "agree on little else");
  await page.mouse.click(last.right - 1, last.middle);
  await page.keyboard.type("[");
  const form = page.getByRole("dialog", { name: "Put a citation here" });
  await form.getByRole("textbox", { name: /^Page/ }).fill("12");
  await form.getByRole("combobox").fill("silent gauges");
  await page.keyboard.press("Enter");
  await expect(editorText(page).getByLabel("Reference 1:12")).toBeVisible();
  await leaveEditor(page);
  await expect(articleText(page).getByRole("link", { name: "Reference 1:12" })).toBeVisible();

  await openPanel();
  await panel.getByRole("combobox", { name: "Style of citations" }).selectOption("author_date");
  await expect(articleText(page)).toContainText("agree on little else (Mehta and Grünwald 2021, 12), and");
  await axe(page);
  await page.keyboard.press("Escape");
  const list = await articleText(page).locator('[data-kind="reference"]').allInnerTexts();
  expect(list).toHaveLength(10);
  const names = list.map((entry) => entry.slice(0, 6));
  expect(names).toEqual(names.toSorted());
  const cited = await articleText(page)
    .getByRole("link", { name: /^Reference / })
    .allInnerTexts();

  await page.goto(`/articles/${article.id}/history`);
  await page.getByRole("button", { name: /Typed/ }).first().click();
  await expect(page.getByRole("region", { name: "Difference" }).getByRole("insertion")).toHaveText(
    "(Mehta and Grünwald 2021, 12)",
  );

  await page.goto(`/articles/${article.id}/draft`);
  for (const format of ["md", "html", "txt", "docx"] as const) {
    const { words } = await download(page, format);
    const plain = words.replaceAll("\\", "").replaceAll("&amp;", "&");
    let from = 0;
    for (const label of cited) {
      const at = plain.indexOf(label, from);
      expect(at, `${label} in its place in ${format}`).toBeGreaterThan(0);
      from = at;
    }
    from = 0;
    for (const entry of list) {
      const at = plain.replaceAll("*", "").lastIndexOf(entry.slice(0, 30));
      expect(at, `${entry} in its place in ${format}`).toBeGreaterThan(from);
      from = at;
    }
  }
});

test("who lets an entry go that notes stand on is told so first; a citation takes RIS as it is pasted", async ({
  page,
  login,
  apiAs,
}) => {
  const editor = await apiAs(accounts.editor);
  const article = await newArticle(editor);
  await raise(editor, article, { kind: "comment", quote: "Lantern House", note: "Is it still there?" });
  await login(page, accounts.author);
  await openReview(page, article.id);

  await page.getByRole("button", { name: "References" }).click();
  const panel = page.getByRole("dialog", { name: "References" });
  const first = panel.getByRole("listitem", { name: "Reference 1" });
  await first.getByRole("button", { name: "Merge…" }).click();
  await expect(first.getByText("A note stands on its words: it will be listed as detached")).toBeVisible();
  await first.getByRole("button", { name: "Cancel" }).click();
  const second = panel.getByRole("listitem", { name: "Reference 2" });
  await second.getByRole("button", { name: "Merge…" }).click();
  await expect(second.getByText("All that cites this entry")).not.toContainText("note");
  await page.keyboard.press("Escape");
  await expect(second.getByRole("button", { name: "Merge…" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();

  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(
    (ris) => navigator.clipboard.writeText(ris),
    "TY  - NEWS\nAU  - Mehta, Anja\nTI  - Silent Gauges\nT2  - The Harbour Post\nPY  - 2021\nER  - \n",
  );
  await openEditor(page);
  const { last } = await placeOf(page, "lit every night");
  await page.mouse.click(last.right - 1, last.middle);
  await page.keyboard.type("[");
  const form = page.getByRole("dialog", { name: "Put a citation here" });
  // A number means the entry of that number, whatever others have it in their dates.
  await form.getByRole("combobox").fill("2");
  await expect(form.getByRole("option").first()).toContainText("Port Authority");
  await form.getByRole("combobox").fill("");
  await form.getByRole("combobox").press("ControlOrMeta+v");
  await expect(form.getByRole("option", { name: "New, from RIS" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(editorText(page)).toContainText("Mehta, Anja. 2021. “Silent Gauges.” The Harbour Post");
  await leaveEditor(page);
});

test(
  "the list on a phone: fields are corrected, and the words are written from them",
  { tag: "@phone" },
  async ({ page, login, apiAs, axe }) => {
    const article = await newArticle(await apiAs(accounts.editor));
    await login(page, accounts.author);
    await openReview(page, article.id);
    await page.getByRole("button", { name: "References" }).click();
    const panel = page.getByRole("dialog", { name: "References" });
    const first = panel.getByRole("listitem", { name: "Reference 1" });
    await first.getByRole("button", { name: "Fields…" }).click();
    const form = panel.getByRole("form", { name: "Fields of the entry" });
    await expect(form.getByRole("textbox", { name: "Authors" })).toHaveValue("Corvin, Ines");
    await expect(form.getByRole("textbox", { name: "Publisher", exact: true })).toHaveValue("Lantern House");
    await form.getByRole("textbox", { name: "Date" }).fill("2005");
    await form.getByRole("checkbox").check();
    await axe(page);
    await form.getByRole("button", { name: "Save" }).click();
    await expect(first).toContainText("Corvin, Ines. 2005. Lamps of the South. Port Selim: Lantern House.");

    // What was begun and not sent is there again after a reload.
    const second = panel.getByRole("listitem", { name: "Reference 2" });
    await second.getByRole("button", { name: "Edit…" }).click();
    const words = second.getByRole("textbox", { name: "As it prints" });
    await words.fill("Port Authority. 2019. The Annual Report.");
    await panel.getByRole("form", { name: "Add references" }).getByRole("textbox").fill("Halabi, Yusuf");
    await reloadReview(page);
    await page.getByRole("button", { name: "References" }).click();
    await expect(words).toHaveValue("Port Authority. 2019. The Annual Report.");
    await expect(panel.getByRole("form", { name: "Add references" }).getByRole("textbox")).toHaveValue(
      "Halabi, Yusuf",
    );
    await second.getByRole("button", { name: "Save" }).click();
    await expect(second).toContainText("Port Authority. 2019. The Annual Report.");
    await expect(words).toBeHidden();
  },
);

test("a reader who may not write sees the list, and nothing to change it with", async ({
  page,
  login,
  apiAs,
}) => {
  const article = await newArticle(await apiAs(accounts.editor));
  await login(page, accounts.editor);
  await openReview(page, article.id);
  await page.keyboard.press("b");
  const panel = page.getByRole("dialog", { name: "References" });
  await expect(panel.getByRole("listitem")).toHaveCount(2);
  await expect(panel.getByRole("button")).toHaveText([""]);
});

test("an entry that somebody else changed while its form was open is not written over unseen", async ({
  page,
  login,
  apiAs,
  tolerate,
}) => {
  tolerate(409);
  const editor = await apiAs(accounts.editor);
  const chief = await apiAs(accounts.chief);
  const article = await newArticle(editor);
  await login(page, accounts.author);
  await openReview(page, article.id);
  await page.getByRole("button", { name: "References" }).click();
  const panel = page.getByRole("dialog", { name: "References" });
  const entry = panel.getByRole("listitem", { name: "Reference 2" });
  const words = entry.getByRole("textbox", { name: "As it prints" });
  await entry.getByRole("button", { name: "Edit…" }).click();
  await words.fill("Port Authority. 2020. Annual Report.");
  const { id } = (await readArticle(editor, article.id)).references[1]!;
  const data = { version: article.version, text: "The Port Authority. 2019." };
  await answer(chief.patch(`/api/articles/${article.id}/references/${id}`, { data }));
  await expect(entry.getByText(data.text)).toBeVisible();
  await entry.getByRole("button", { name: "Save" }).click();
  await expect(entry.getByRole("alert")).toContainText("Somebody else changed this reference");
  expect((await readArticle(editor, article.id)).references[1]!.text).toBe(data.text);

  await entry.getByRole("button", { name: "Change it" }).click();
  await expect(words).toHaveValue("Port Authority. 2020. Annual Report.");
  await entry.getByRole("button", { name: "Save" }).click();
  await expect(entry.getByText("Port Authority. 2020. Annual Report.")).toBeVisible();
  await expect
    .poll(async () => (await readArticle(editor, article.id)).references[1]!.text)
    .toBe("Port Authority. 2020. Annual Report.");
});

test("a reference that somebody merged away while it was being chosen is not cited, and another is chosen", async ({
  page,
  login,
  apiAs,
}) => {
  const author = await apiAs(accounts.author);
  const article = await newArticle(await apiAs(accounts.editor));
  const path = `/api/articles/${article.id}/references`;
  const source = "Vale, R. 2001. Twice.\n\nVale, Rosa. 2001. Twice.";
  const { added } = await answer<{ added: string[] }>(author.post(path, { data: { source } }));
  await login(page, accounts.author);
  await openReview(page, article.id);
  await openEditor(page);
  const { last } = await placeOf(page, "lit every night");
  await page.mouse.click(last.right - 1, last.middle);
  await page.keyboard.type("[");
  const form = page.getByRole("dialog", { name: "Put a citation here" });
  await form.getByRole("combobox").fill("Vale");
  await expect(form.getByRole("option", { name: /Twice/ })).toHaveCount(2);
  await page.keyboard.press("ArrowDown");
  await answer(author.post(`${path}/${added[1]}/merge`, { data: { into: added[0] } }));
  await expect(editorText(page).getByText("Vale, Rosa.")).toBeHidden();
  await page.keyboard.press("Enter");
  await expect(form.getByRole("alert")).toContainText("merged or deleted this reference");
  await expect(form.getByRole("option", { name: /Twice/ })).toHaveText([/Vale, R\. 2001/]);
  await page.keyboard.press("Enter");
  await expect(form).toBeHidden();
  await leaveEditor(page);
  await expect
    .poll(async () =>
      (await readArticle(author, article.id)).references.map(({ number, text }) => [number, text]),
    )
    .toContainEqual([expect.any(Number), "Vale, R. 2001. Twice."]);
});
