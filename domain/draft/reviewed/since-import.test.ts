import fc from "fast-check";
import type { Transform } from "prosemirror-transform";
import { describe, expect, it } from "vitest";
import { schema } from "../../article/schema";
import type { ParagraphDto, PersonDto } from "../../contract";
import { styleOfParagraph } from "../../docx/styles";
import { p, uuid } from "../../testing";
import { inconsistencies } from "../testing/docx-consistency";
import { all, attribute, childElements, parseXml, partsOf } from "../testing/docx-reading";
import { readComments, readTracked } from "../testing/docx-tracked";
import { arbitraryRevisions, changedBy, edited, type Edited, type Revision } from "../testing/edits";
import { ADA, BEN, flagOn, LEILA, underReview } from "../testing/reviewed-articles";
import { toReviewedDocx } from "./reviewed";

const MANUSCRIPT = [
  p("t", "A title", "title"),
  p("by", "Lena Hartmann", "byline"),
  p("a", "The river rises in the hills[r] and is dry."),
  p("h", "Upstream", "heading"),
  p("b", "Nobody asked the farmers[s] about the dam."),
  p("q", "We were not asked", "quote"),
  p("c", "رودخانه‌ها مرز نمی‌شناسند[r]."),
  p("r", "R. Rivers, 2019", "reference"),
  p("s", "S. Streams, 2020", "reference"),
  p("z", "Z. Zone, 2021", "reference"),
];

const changed = (...revisions: readonly (readonly [PersonDto, Revision])[]) =>
  changedBy(MANUSCRIPT, ...revisions.map(([by, revision]) => [by, named(revision)] as const));

/** Paragraphs are called by their short names here. */
const named =
  (revision: Revision): Revision =>
  (tr, at) =>
    revision(tr, (name, words) => at(uuid(name), words));

const put = (tr: Transform, position: number, words: string) => tr.insert(position, schema.text(words));

const fileOf = ({ paragraphs, since }: Edited, flags = [] as ReturnType<typeof flagOn>[]) =>
  toReviewedDocx(underReview(paragraphs, flags), { since });

/** The changes of a file in order: "+words by whom", "-words by whom"; ¶ is an end of paragraph. */
function changesIn(file: Uint8Array): string[] {
  const changes: string[] = [];
  const body = all(parseXml(partsOf(file)["word/document.xml"]!), "w:body")[0]!;
  for (const paragraph of childElements(body)) {
    const told = (name: string, words: string, one: Parameters<typeof attribute>[0]) =>
      changes.push(`${name === "w:ins" ? "+" : "-"}${words} ${attribute(one, "w:author")?.split(" ")[0]}`);
    const marks = all(paragraph, "w:pPr").flatMap((properties) =>
      ["w:ins", "w:del"].flatMap((name) => all(properties, name)),
    );
    for (const one of all(paragraph, "*"))
      if (["w:ins", "w:del"].includes(one.tagName) && !marks.includes(one))
        told(one.tagName, one.textContent ?? "", one);
    for (const mark of marks) told(mark.tagName, "¶", mark);
  }
  return changes;
}

/** A paragraph as both sides of a comparison tell it. */
const shape = ({
  style,
  text,
  runs,
}: {
  style: string;
  text: string;
  runs: { text: string; strong: boolean; em: boolean; link: string | null }[];
}) => ({
  style,
  text,
  emphasis: runs.flatMap(({ text: words, strong, em, link }) => {
    const length = link?.startsWith("#") ? 1 : words.length;
    return Array.from({ length }, () => `${strong ? "s" : ""}${em ? "e" : ""}`);
  }),
});
const expected = ({ kind, attrs, text, content }: ParagraphDto) => ({
  style: styleOfParagraph(kind, attrs),
  text,
  emphasis: content.flatMap((node) => {
    const has = (name: string) => node.marks?.some(({ type }) => type === name) ?? false;
    const length = node.type === "text" ? node.text.length : 1;
    return Array.from({ length }, () => `${has("strong") ? "s" : ""}${has("em") ? "e" : ""}`);
  }),
});

describe("all changes since the import", () => {
  it("are none where nothing changed", () => {
    const file = fileOf(changed());
    expect(changesIn(file)).toEqual([]);
    expect(readTracked(file, "reject").map(shape)).toEqual(MANUSCRIPT.map(expected));
    const properties = all(parseXml(partsOf(file)["docProps/custom.xml"]!), "property");
    expect(properties.at(-1)!.textContent).toBe("changes");
  });

  it("are whole words, each by who changed it, and when", () => {
    const file = fileOf(
      changed(
        [ADA, (tr, at) => tr.delete(at("a", "rises") + 4, at("a", "rises") + 5)],
        [BEN, (tr, at) => put(tr, at("a", "hills"), "high ")],
        [LEILA, (tr, at) => tr.replaceWith(at("c", "مرز"), at("c", "مرز") + 3, schema.text("سد"))],
        [BEN, (tr, at) => put(tr, at("b", "dam") + 3, "s")],
      ),
    );
    expect(changesIn(file)).toEqual([
      "-rises Ada",
      "+rise Ada",
      "+high  Ben",
      "-dam Ben",
      "+dams Ben",
      "-مرز لیلا",
      "+سد لیلا",
    ]);
    const [first] = all(parseXml(partsOf(file)["word/document.xml"]!), "w:ins");
    expect(attribute(first!, "w:date")).toBe("2026-03-02T09:20:07Z");
    expect(inconsistencies(file)).toEqual([]);
  });

  it("forget what came and went in between, and what came back", () => {
    const file = fileOf(
      changed(
        [ADA, (tr, at) => put(tr, at("a", "hills"), "high ").delete(at("b", "about"), at("b", "the dam"))],
        [
          BEN,
          (tr, at) => tr.delete(at("a", "high"), at("a", "hills")) && put(tr, at("b", "the dam"), "about "),
        ],
      ),
    );
    expect(changesIn(file)).toEqual([]);
  });

  it("say of a word that two people wrote at who did last", () => {
    const file = fileOf(
      changed(
        [ADA, (tr, at) => put(tr, at("b", "dam") + 3, "s")],
        [BEN, (tr, at) => put(tr, at("b", "dams"), "mega")],
      ),
    );
    expect(changesIn(file)).toEqual(["-dam Ben", "+megadams Ben"]);
  });

  it("are split and joined paragraphs: an end of paragraph that came, or went", () => {
    const split = fileOf(changed([ADA, (tr, at) => tr.split(at("a", "and is"))]));
    expect(changesIn(split)).toEqual(["+¶ Ada"]);
    const joined = fileOf(
      changed([
        BEN,
        (tr, at) => tr.join(at("c") - 1).setNodeMarkup(at("q") - 1, schema.nodes.body, { id: uuid("q") }),
      ]),
    );
    expect(changesIn(joined)).toEqual(["-¶ Ben"]);
    expect(readTracked(joined, "reject").map(shape)).toEqual(MANUSCRIPT.map(expected));
  });

  it("are whole paragraphs that came, went, or went elsewhere", () => {
    const after = changed(
      [
        ADA,
        (tr, at) => tr.insert(at("h") - 1, schema.node("body", { id: uuid("new") }, schema.text("All new."))),
      ],
      [BEN, (tr, at) => tr.delete(at("q") - 1, at("c") - 1)],
      [
        LEILA,
        (tr, at) => {
          const node = tr.doc.nodeAt(at("c") - 1)!;
          tr.delete(at("c") - 1, at("c") - 1 + node.nodeSize).insert(at("a") - 1, node);
        },
      ],
    );
    const file = fileOf(after);
    expect(changesIn(file)).toEqual([
      "+رودخانه‌ها مرز نمی‌شناسند لیلا",
      "+1 لیلا",
      "+. لیلا",
      "+¶ لیلا",
      "+All new. Ada",
      "+¶ Ada",
      "-We were not asked Ben",
      "-¶ Ben",
      "-رودخانه‌ها مرز نمی‌شناسند لیلا",
      "-1 لیلا",
      "-. لیلا",
      "-¶ لیلا",
    ]);
    expect(inconsistencies(file)).toEqual([]);
    expect(readTracked(file, "accept").map(shape)).toEqual(after.paragraphs.map(expected));
  });

  it("never track the end of the file, whatever becomes of its last paragraph", () => {
    const entry = schema.node("reference", { id: uuid("y") }, schema.text("Y. Yard, 2022"));
    const cases: Revision[] = [
      (tr) => tr.insert(tr.doc.content.size, entry),
      (tr) => tr.delete(tr.doc.content.size - tr.doc.lastChild!.nodeSize, tr.doc.content.size),
      (tr) => tr.replaceWith(tr.doc.content.size - tr.doc.lastChild!.nodeSize, tr.doc.content.size, entry),
    ];
    for (const change of cases) {
      const after = changed([ADA, change]);
      const file = fileOf(after);
      expect(inconsistencies(file)).toEqual([]);
      expect(readTracked(file, "accept").map(shape)).toEqual(after.paragraphs.map(expected));
      expect(readTracked(file, "reject").map(shape)).toEqual(MANUSCRIPT.map(expected));
    }
  });

  it("are other kinds and other type, by who made them so", () => {
    const file = fileOf(
      changed(
        [
          ADA,
          (tr, at) => tr.setNodeMarkup(at("q") - 1, schema.nodes.list_item, { id: uuid("q"), ordered: true }),
        ],
        [BEN, (tr, at) => tr.addMark(at("b", "asked"), at("b", "about"), schema.marks.em!.create())],
        [LEILA, (tr, at) => put(tr, at("b"), "Yes. ") && put(tr, at("q"), "No: ")],
      ),
    );
    const document = parseXml(partsOf(file)["word/document.xml"]!);
    const by = (name: string) => new Set(all(document, name).map((one) => attribute(one, "w:author")));
    expect([...by("w:pPrChange")]).toEqual(["Ada Stone"]);
    expect([...by("w:rPrChange")]).toEqual(["Ben Hill"]);
    expect(readTracked(file, "reject").map(shape)).toEqual(MANUSCRIPT.map(expected));
    expect(inconsistencies(file)).toEqual([]);
  });

  it("show a reference that was put elsewhere with its old number, and count it for no other", () => {
    const file = fileOf(changed([ADA, (tr, at) => tr.delete(at("a", "\uFFFC"), at("a", "\uFFFC") + 1)]));
    const starts = new Map(
      all(parseXml(partsOf(file)["word/numbering.xml"]!), "w:num").map((one) => [
        attribute(one, "w:numId"),
        all(one, "w:startOverride").map((start) => attribute(start, "w:val"))[0],
      ]),
    );
    const entries = all(parseXml(partsOf(file)["word/document.xml"]!), "w:p").filter((paragraph) =>
      all(paragraph, "w:pStyle").some((style) => attribute(style, "w:val") === "Bibliography"),
    );
    const list = (one: (typeof entries)[number]) =>
      all(one, "w:numId").map((id) => attribute(id, "w:val"))[0];
    // Cited later now, the first became the second.
    expect(entries.map((one) => [one.textContent, starts.get(list(one) ?? "")])).toEqual(
      expect.arrayContaining([
        ["R. Rivers, 2019", "1"],
        ["S. Streams, 2020", "1"],
      ]),
    );
    const texts = entries.map((one) => one.textContent);
    expect(texts).toHaveLength(4);
    const moved = texts.find((text, index) => texts.indexOf(text) !== index)!;
    const [one, other] = entries.filter((entry) => entry.textContent === moved);
    expect(list(one!)).not.toBe(list(other!));
    expect(inconsistencies(file)).toEqual([]);
  });

  it("have the flags with them, and a fix inside what came", () => {
    const after = changed([ADA, (tr, at) => put(tr, at("a", "hills"), "hihg ")]);
    const paragraph = after.paragraphs[2]!;
    const file = fileOf(after, [
      flagOn(paragraph, "hihg", { replacement: "high", raisedBy: BEN }),
      flagOn(paragraph, "in the hihg hills", { note: "How high?" }),
    ]);
    expect(inconsistencies(file)).toEqual([]);
    expect(readComments(file)).toMatchObject([{ text: "How high?" }]);
    expect(readTracked(file, "accept")[2]!.text).toBe("The river rises in the high hills\uFFFC and is dry.");
    expect(readTracked(file, "reject").map(shape)).toEqual(MANUSCRIPT.map(expected));
  });

  it("have a fix of words that its own author wrote as a comment: nobody tracks a deletion in what they put in", () => {
    const after = changed([ADA, (tr, at) => put(tr, at("a", "hills"), "hihg ")]);
    const paragraph = after.paragraphs[2]!;
    const file = fileOf(after, [
      flagOn(paragraph, "hihg", { replacement: "high", raisedBy: ADA }),
      flagOn(paragraph, "dry", { replacement: "arid", raisedBy: ADA }),
    ]);
    expect(changesIn(file)).toEqual(["+hihg Ada", "+  Ada", "-dry Ada", "+arid Ada"]);
    expect(readComments(file)).toMatchObject([{ text: "Typo: “hihg” should read “high”." }]);
    expect(readTracked(file, "reject").map(shape)).toEqual(MANUSCRIPT.map(expected));
  });

  it("are refused where the revisions do not lead to the text", () => {
    const { since } = changed([ADA, (tr, at) => put(tr, at("a"), "x")]);
    expect(() => toReviewedDocx(underReview(MANUSCRIPT), { since })).toThrow("do not lead");
  });

  it("give the manuscript when all is rejected and the article when all is accepted, whatever was done", () => {
    fc.assert(
      fc.property(arbitraryRevisions, (revisions) => {
        const after = edited(MANUSCRIPT, revisions);
        const file = fileOf(after);
        expect(inconsistencies(file)).toEqual([]);
        expect(readTracked(file, "accept").map(shape)).toEqual(after.paragraphs.map(expected));
        expect(readTracked(file, "reject").map(shape)).toEqual(MANUSCRIPT.map(expected));
      }),
      { numRuns: 120 },
    );
  }, 180_000);
});
