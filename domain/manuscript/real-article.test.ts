import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { inlineText } from "../article/kinds";
import { referenceNumbers } from "../article/references";
import { checkDocument, outline, parse } from "./testing";

/** Somebody else's article: it is read from beside the project, where it is, and is no part of it. */
const FILE = path.resolve(import.meta.dirname, "../../../shared/articles/iran-russia-paradox.txt");

describe.runIf(existsSync(FILE))("the first real article", () => {
  const source = existsSync(FILE) ? readFileSync(FILE, "utf8") : "";
  const read = (undo: string[] = []) => parse(source, { undo });
  const ofKind = (kind: string) => outline(read()).filter((line) => line.startsWith(`${kind}: `));

  it("has its title, its two bylines and one standfirst", () => {
    expect(outline(read()).slice(0, 4)).toEqual([
      "title: The Iran-Russia Paradox",
      "byline: Shayan Fallahi, Regional Editors Middle East",
      "byline: Kiyana Nahvi, Regional Editors Middle East",
      "standfirst: Iran and Russia have long been close allies, however, is this friendship compatible?",
    ]);
    expect(read().manuscript.language).toBe("en");
    expect(read().warnings).toEqual([]);
    checkDocument(read());
  });

  it("has four headings", () => {
    expect(ofKind("heading")).toEqual([
      "heading: Historical Context",
      "heading: Relations throughout the invasion of Ukraine",
      "heading: The issue of Israel amidst Iran and Russia",
      "heading: Conclusion",
    ]);
  });

  it("has sixteen references, each cited once and in order", () => {
    const { paragraphs } = read().manuscript;
    const references = paragraphs.filter(({ kind }) => kind === "reference").map(({ key }) => key);
    const cited = paragraphs.flatMap(({ content }) =>
      content.flatMap((node) => (node.type === "citation" ? [node.attrs.referenceId] : [])),
    );
    expect(references).toHaveLength(16);
    expect(cited).toEqual(references);
    const numbers = referenceNumbers(paragraphs.map(({ key, ...paragraph }) => ({ id: key, ...paragraph })));
    expect(references.map((key) => numbers.get(key))).toEqual(references.map((_, index) => index + 1));
    expect(outline(read()).join("\n")).not.toMatch(/\[\d+\]/);
  });

  it("has the broken sentences joined, and says so", () => {
    const text = outline(read()).join("\n");
    for (const words of [
      "cooperation with Iran grew",
      "Moscow and Tehran remains",
      "Furthermore, Israel’s continued",
    ])
      expect(text).toContain(words);
    const body = read().repairs.filter(({ type, line }) => type === "join" && line < 34);
    expect(body.map(({ message }) => message)).toEqual([
      "Joined lines 12 and 13",
      "Joined lines 25 and 26",
      "Joined lines 31 and 32",
    ]);
  });

  it("has the broken addresses of entries 9 and 14 whole", () => {
    const references = ofKind("reference");
    expect(references[8]).toMatch(/with-iran-2023-12-25$/);
    expect(references[13]).toMatch(/russian-khmeimim-base-sources\/$/);
    expect(references[10]).toMatch(/North Africa$/);
    expect(read().repairs.filter(({ type }) => type === "url")).toHaveLength(2);
  });

  it("reads the marker after a space and a closing quote", () => {
    const paragraph = read().manuscript.paragraphs.find(({ key }) => key === "L21")!;
    expect(inlineText(paragraph.content)).toMatch(/“Paveh”\.’\uFFFC$/);
  });

  it("gives the source back where a repair is undone", () => {
    for (const repair of read().repairs) {
      const undone = read([repair.id]);
      checkDocument(undone);
      expect(undone.repairs.map(({ id }) => id)).not.toContain(repair.id);
      const lines = outline(undone).map((line) => line.replace(/^\w+: /, ""));
      const wanted = repair.before.split("\n").map((part) => part.replace(/^…|…$/g, ""));
      // The typed numbers stand apart, each before its entry.
      if (repair.type === "reference_number")
        expect(lines.filter((line) => /^\d+\. /.test(line))).toHaveLength(16);
      // Undone, what was joined is two paragraphs; all else stands within one.
      else for (const part of wanted) expect(lines.some((line) => line.includes(part))).toBe(true);
      if (repair.type === "join") expect(lines.some((line) => line.endsWith(wanted[0]!))).toBe(true);
    }
  });

  it("has lost no character but what the repairs name", () => {
    const everything = read(read().repairs.map(({ id }) => id));
    const bare = (text: string) => [...text.replace(/\s/g, "")].sort().join("");
    expect(
      bare(
        outline(everything)
          .map((line) => line.replace(/^\w+: /, ""))
          .join(""),
      ),
    ).toBe(bare(source));
  });
});
