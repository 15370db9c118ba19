/** A whole working day with the first real article, which lies beside the project and is no part of it. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { download, upTo } from "./support/drafts";
import { dropFile } from "./support/files";
import { accounts, expect, test } from "./support/fixtures";
import {
  articleText,
  correctWords,
  fixWord,
  flagWords,
  openNote,
  openNoteOf,
  openReview,
} from "./support/review";

const FILE = path.resolve(import.meta.dirname, "../../shared/articles/iran-russia-paradox.txt");
const REFERENCE = "Galley Desk. 2026. A Reference Made for a Test. https://galley.example/reference";

if (existsSync(FILE))
  test("the real article comes in, is flagged, settled and verified, and leaves clean", async ({
    page,
    login,
    openAs,
  }) => {
    await login(page, accounts.editor);

    await test.step("an editor drops the file, looks it over, stores it", async () => {
      await page.goto("/new");
      await dropFile(page, { name: path.basename(FILE), bytes: readFileSync(FILE) });
      await expect(page.getByRole("textbox", { name: "Title" })).toHaveValue("The Iran-Russia Paradox");
      const rows = (kind: string) => page.locator(`[data-row="${kind}"]`);
      await expect(rows("byline")).toHaveText([/Shayan Fallahi/, /Kiyana Nahvi/]);
      await expect(rows("standfirst")).toHaveCount(1);
      await expect(rows("heading")).toHaveCount(4);
      await expect(rows("reference")).toHaveCount(16);
      await page.getByRole("combobox", { name: "Authors" }).selectOption({ label: accounts.author.name });
      await page.getByRole("button", { name: "Store the article" }).click();
      await page.waitForURL(/\/articles\/[\w-]+$/);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("The Iran-Russia Paradox");
      await expect(articleText(page).locator("[data-number]")).toHaveCount(16);
    });
    const articleId = new URL(page.url()).pathname.split("/").at(-1)!;

    await test.step("the editor raises one flag of each kind", async () => {
      await openReview(page, articleId);
      await fixWord(page, "Ayotallah", "Ayatollah");
      await flagWords(page, "$800 million", "f", "The contract says nine hundred.");
      await flagWords(page, "primary nemesis", "c", "Who calls it that?");
      await flagWords(page, "alliance network", "m", "Is this the right word?");
      await expect(page.getByText("0 of 4 settled")).toBeVisible();
    });

    await test.step("the author settles all four", async () => {
      const author = await openAs(accounts.author);
      await openReview(author, articleId);

      const typo = await openNoteOf(author, "Ayotallah");
      await typo.getByRole("button", { name: "Apply", exact: true }).click();
      await expect(articleText(author)).toContainText("Ayatollah Khomeini");

      const factCheck = await openNoteOf(author, "The contract says");
      await factCheck.getByRole("button", { name: "Corrected" }).click();
      await expect(factCheck.getByRole("alert")).toContainText("still as they were");
      await factCheck.getByRole("button", { name: "Edit the paragraph" }).click();
      await correctWords(author, "$800 million", "$900 million");
      await openNote(author).getByRole("button", { name: "Corrected" }).click();
      await expect(author.getByText("2 of 4 settled")).toBeVisible();

      const citation = await openNoteOf(author, "Who calls it that?");
      await citation.getByRole("button", { name: "Put a reference here…" }).click();
      await citation.getByRole("textbox", { name: "The new reference" }).fill(REFERENCE);
      await citation.getByRole("button", { name: "Put it here" }).click();
      await expect(articleText(author).locator("[data-number]")).toHaveCount(17);

      const comment = await openNoteOf(author, "Is this the right word?");
      await comment.getByRole("button", { name: "Done" }).click();
      await expect(author.getByText("4 of 4 settled")).toBeVisible();
    });

    await test.step("the editor sees it happen, and verifies", async () => {
      await expect(page.getByText("4 of 4 settled")).toBeVisible();
      for (const words of ["Ayotallah", "The contract says", "Who calls it that?"]) {
        const note = await openNoteOf(page, words);
        await note.getByRole("button", { name: "Verify" }).click();
        await expect(note.getByText("verified it")).toBeVisible();
      }
    });

    await test.step("the gate is open, and every format has the corrected text and 17 references in order", async () => {
      await page.getByRole("link", { name: "Gate: open" }).click();
      await expect(page.getByRole("heading", { name: "The gate is open" })).toBeVisible();
      for (const format of ["md", "html", "txt", "docx"] as const) {
        const draft = await download(page, format);
        expect(draft.words).toContain("Ayatollah Khomeini");
        expect(draft.words).toContain("$900 million");
        expect(draft.words).toContain("A Reference Made for a Test");
        expect(draft.raw).not.toMatch(/Ayotallah|\$800 million|The contract says|right word/);
        expect(draft.cited, format).toEqual(upTo(17));
        expect(draft.references, format).toBe(17);
      }
    });
  });
