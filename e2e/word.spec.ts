/** A manuscript comes from Word: with its comments and changes, which become flags. */
import {
  comment,
  del,
  docx,
  extended,
  ins,
  note,
  noteMark,
  on,
  p,
  styled,
} from "../domain/manuscript/docx/testing/build";
import { dropFile } from "./support/files";
import { accounts, expect, test } from "./support/fixtures";
import { articleText, noteFace, openNote, openNoteOf, openReview } from "./support/review";

const { editor, author } = accounts;

/** A claim that the desk's editor asks about and an outsider answers, a remark that is done, and a correction. */
const wordFile = () =>
  docx(
    [
      styled("Title", "Two Lights on the Cape"),
      p(
        "The first was lit in ",
        on(1, "1850"),
        ", and ",
        on(3, "nobody knows why"),
        ", as the almanac has it",
        noteMark(2),
        ".",
      ),
      p("The second came ", del("Jane Doe", "latter"), ins("Jane Doe", "later"), ", in spring."),
    ],
    {
      comments:
        comment(1, editor.name, "Fact: who says so?") +
        comment(2, "Jane Doe", "The almanac of 1851.") +
        comment(3, "Jane Doe", "A better word?"),
      commentsExtended: extended(1) + extended(2, { parent: 1 }) + extended(3, { done: true }),
      footnotes: note(2, "Stone, A. On Lights. 2001."),
    },
  );

test("a Word file is previewed with its comments and changes, and they are flags on their words", async ({
  page,
  login,
  openAs,
  axe,
}) => {
  await login(page, editor);
  await page.goto("/new");
  await dropFile(page, { name: "lights.docx", bytes: wordFile() });
  await expect(page.getByRole("textbox", { name: "Title" })).toHaveValue("Two Lights on the Cape");

  const marked = page.locator("main mark");
  await expect(marked).toHaveText(["1850", "nobody knows why", "latter"]);
  await expect(marked.first()).toHaveAttribute("title", `Fact-check by ${editor.name}`);
  await page.getByRole("button", { name: "Comments and changes 3" }).click();
  const people = page.getByRole("list").filter({ hasText: "on the desk" });
  await expect(people.getByRole("listitem")).toHaveText([
    `${editor.name}${editor.name}, on the desk`,
    "Jane Doekept as written: nobody on the desk",
  ]);
  await axe(page);
  await page.getByRole("button", { name: "Show on its words: “latter”" }).click();
  await expect(marked.filter({ hasText: "latter" })).toBeInViewport();

  await page.getByRole("combobox", { name: "Authors" }).selectOption({ label: author.name });
  // The file itself is kept on this device until it is stored.
  await page.reload();
  await expect(marked).toHaveCount(3);
  await page.getByRole("button", { name: "Store the article" }).click();
  await page.waitForURL(/\/articles\/[\w-]+$/);

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Two Lights on the Cape");
  await expect(articleText(page).locator("mark")).toHaveText(["1850", "nobody knows why", "latter"]);
  await expect(page.getByText("1 of 3 settled")).toBeVisible();
  const claim = await openNoteOf(page, /who says so\?/);
  await expect(claim.getByText(editor.name).first()).toBeVisible();
  const answer = claim.getByRole("listitem").filter({ hasText: "The almanac of 1851." });
  await expect(answer).toContainText("Jane Doe");
  await expect(answer).toContainText("from the manuscript");
  await expect(answer.locator("time")).toHaveAttribute("datetime", /^2026-03-02T10:00:00/);

  // A correction from Word is applied by its author like any other.
  const theirs = await openAs(author);
  await openReview(theirs, page.url().split("/").at(-1)!);
  await noteFace(theirs, /latter/).click();
  await expect(openNote(theirs).locator("ins")).toHaveText(["later"]);
  await openNote(theirs).getByRole("button", { name: "Apply", exact: true }).click();
  await expect(articleText(theirs).getByText("The second came later, in spring.")).toBeVisible();
});

test("what Word cannot give is refused in words, and nothing is kept of it", async ({ page, login }) => {
  await login(page, editor);
  await page.goto("/new");
  const refused = async (name: string, bytes: Uint8Array, words: RegExp) => {
    await dropFile(page, { name, bytes });
    await expect(page.getByRole("alert").filter({ hasText: words })).toBeVisible();
  };
  await refused("old.doc", new Uint8Array([1]), /Word 97–2003/);
  await refused("text.odt", new Uint8Array([1]), /OpenDocument/);
  await expect(page.getByRole("textbox", { name: "Manuscript" })).toHaveValue("");
});
