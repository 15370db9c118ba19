import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { toPdfArticle, toText, type DraftSource } from "@/domain/draft";
import {
  article,
  body,
  bullet,
  byline,
  cite,
  em,
  heading,
  quote,
  reference,
  standfirst,
  step,
  title,
} from "@/domain/draft/testing/articles";
import { isInstalled, pdfText } from "@/domain/draft/testing/programs";
import { parseManuscript } from "@/domain/manuscript";
import { renderPdf } from "./pdf";

/** The numbers of a PDF, by another program, beside those of the plain-text draft: at the same words, of the same list. */

/** Somebody else's article: it is read from beside the project, where it is, and is no part of it. */
const REAL = path.resolve(import.meta.dirname, "../../shared/articles/iran-russia-paradox.txt");
const real = (): DraftSource => {
  const { paragraphs } = parseManuscript({ format: "text", source: readFileSync(REAL, "utf8") }).manuscript;
  return article(...paragraphs.map(({ key, ...paragraph }) => ({ id: key, text: "", ...paragraph })));
};

const numbered = (): DraftSource => {
  const page = (name: string, locator: string) => ({
    type: "citation" as const,
    attrs: { referenceId: name, locator },
  });
  return article(
    title("What the rivers owe", cite("d")),
    byline("Lena Hartmann, Institute for Rivers"),
    standfirst("Dams and debts", cite("c"), "."),
    ...Array.from({ length: 14 }, (_, index) =>
      body("The river rose again and nobody counted it. ".repeat(9), cite(`r${(index * 5) % 14}`), "."),
    ),
    heading(2, "Upstream", cite("a")),
    quote("Nobody asked us", cite("c"), cite("b"), cite("a")),
    bullet("one", page("d", "12")),
    step("two ", em("and"), " three", cite("e"), page("b", "3–5")),
    body("It was the year 2019", cite("r3"), ", or 2020", cite("gone"), cite("e"), "."),
    ...["a", "b", "c", "d", "e"].map((name) => reference(name, `Author ${name}, Book of ${name}, 2011.`)),
    reference("u", "Nobody cites this."),
    ...Array.from({ length: 14 }, (_, index) =>
      reference(`r${index}`, `Institute for Rivers, What the gauges said, report no. ${index + 100}.`),
    ),
  );
};

/** What is left where programs and formats set spaces, hyphens, brackets and bullets each in their own way. */
const letters = (text: string) => text.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "");

async function pagesOf(source: DraftSource, notes: "endnotes" | "footnotes"): Promise<string[]> {
  const pdf = toPdfArticle(source, { notes });
  const pages = pdfText(await renderPdf(pdf)).map(letters);
  return pages.map((page, index) => {
    const [head, foot] = [index === 0 ? "" : letters(pdf.runningTitle), String(index + 1)];
    expect(page.startsWith(head)).toBe(true);
    expect(page.endsWith(foot)).toBe(true);
    return page.slice(head.length, page.length - foot.length);
  });
}

/** The text draft: what is said, and the entries of its list with their numbers, or behind a dash. */
function textDraft(source: DraftSource): { text: string; cited: string[]; uncited: string[] } {
  const [text, list] = toText(source).split("\n\nReferences\n\n") as [string, string];
  const entries = list.split("\n").filter((line) => line !== "");
  return {
    text,
    cited: entries.filter((line) => /^\d/.test(line)),
    uncited: entries.filter((line) => line.startsWith("- ")),
  };
}

const ARTICLES: [string, () => DraftSource][] = [
  ["an article that cites everywhere", numbered],
  ...(existsSync(REAL) ? [["the real article", real] as [string, () => DraftSource]] : []),
];

describe.runIf(isInstalled("pdftotext")).each(ARTICLES)("The numbers of a PDF of %s", (_, make) => {
  it("are those of the text draft, and so is the list at the end", async () => {
    expect((await pagesOf(make(), "endnotes")).join("")).toBe(letters(toText(make())));
  });

  it("are those of the text draft where the list is at the foot of the pages, each entry where it is first cited", async () => {
    const { text, cited, uncited } = textDraft(make());
    const pages = await pagesOf(make(), "footnotes");
    const notes = cited.map(letters);
    // From the last to the first, each is the end of what is left of its page.
    const said = pages.toReversed().map((page) => {
      let rest = page;
      while (notes.length > 0 && rest.endsWith(notes.at(-1)!)) rest = rest.slice(0, -notes.pop()!.length);
      return rest;
    });
    expect(notes).toEqual([]);
    const list = uncited.length > 0 ? ["References", ...uncited] : [];
    expect(said.toReversed().join("")).toBe(letters([text, ...list].join(" ")));
  });
});
