import { strFromU8, unzipSync } from "fflate";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inlineText } from "../../article/kinds";
import type { ParsedManuscript } from "../../contract";
import { GalleyError } from "../../errors";
import { checkDocument } from "../testing";
import { mutatedDocx } from "./testing/mutations";
import { richDocx } from "./testing/rich";
import {
  comment,
  del,
  docx,
  extended,
  field,
  ins,
  mark,
  note,
  noteMark,
  on,
  p,
  px,
  read,
  row,
  run,
  style,
  styled,
  table,
} from "./testing/build";

/** The same files at every run; GALLEY_PROPERTY_RUNS=20000 looks longer and elsewhere, and prints its seed. */
const LONGER = process.env.GALLEY_PROPERTY_RUNS;
const SEED = process.env.GALLEY_PROPERTY_SEED;
const runs = (usual: number) => ({
  numRuns: LONGER ? Number(LONGER) : usual,
  ...(SEED ? { seed: Number(SEED) } : LONGER ? {} : { seed: 20260301 }),
});

/** Whatever was read: a document of the schema, and every flag on words of it. */
function check(result: ParsedManuscript): void {
  checkDocument(result);
  const texts = new Map(result.manuscript.paragraphs.map(({ key, content }) => [key, inlineText(content)]));
  expect(new Set(result.flags.map(({ key }) => key)).size).toBe(result.flags.length);
  for (const { paragraphKey, start, end, kind, replacement, note: words, at } of result.flags) {
    const text = texts.get(paragraphKey)!;
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeGreaterThan(start);
    expect(end).toBeLessThanOrEqual(text.length);
    expect(replacement !== undefined).toBe(kind === "typo");
    expect(replacement).not.toBe(text.slice(start, end));
    expect(replacement ?? "").not.toContain("\ufffc");
    expect(typeof words).toBe("string");
    if (at !== null) expect(new Date(at).toISOString()).toBe(at);
  }
}

// ---------------------------------------------------------------- nothing of the text is lost

/** Content whose every word is another: `xml`, and the words that must be found again. */
type Made = (word: () => string) => string;
const people = fc.constantFrom("Ann", "Bob");

const pieces: fc.Arbitrary<Made> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom<Made>(
      (word) => run(`${word()} `),
      (word) => run(`${word()} ${word()}, `),
      (word) => run(word(), "<w:b/>"),
      (word) => run(`${word()} `, '<w:vertAlign w:val="superscript"/>'),
    ),
  },
  people.map(
    (author): Made =>
      (word) =>
        ins(author, `${word()} `),
  ),
  people.map(
    (author): Made =>
      (word) =>
        del(author, `${word()} `),
  ),
  people.chain((author) =>
    people.map(
      (other): Made =>
        (word) =>
          del(author, word()) + ins(other, word()),
    ),
  ),
  fc.constantFrom<Made>(
    (word) => field('HYPERLINK "https://example.org"', word()),
    (word) => field("DATE", word()),
    (word) => `<w:hyperlink w:anchor="a">${run(word())}</w:hyperlink>`,
    (word) => `<w:sdt><w:sdtPr/><w:sdtContent>${run(word())}</w:sdtContent></w:sdt>`,
    (word) => `<w:smartTag>${run(`${word()} `)}</w:smartTag>`,
    (word) => `<w:r><w:t>${word()}</w:t><w:br/><w:t>${word()}</w:t><w:tab/></w:r>`,
    (word) => `<m:oMath><m:r><m:t>${word()}</m:t></m:r></m:oMath>`,
    (word) =>
      `<w:r><w:pict><v:textbox><w:txbxContent>${p(word())}</w:txbxContent></v:textbox></w:pict></w:r>`,
    (word) => `<w:moveFrom w:id="1" w:author="Ann">${run(word())}</w:moveFrom>`,
    () => noteMark(1),
    () => noteMark(2),
  ),
  fc.nat(3).map(
    (id): Made =>
      (word) =>
        on(id, word()),
  ),
);

const blocks: fc.Arbitrary<Made> = fc.array(pieces, { minLength: 1, maxLength: 6 }).chain((content) => {
  const inside: Made = (word) => content.map((piece) => piece(word)).join("");
  return fc.constantFrom<Made>(
    (word) => p(inside(word)),
    (word) => p(inside(word)),
    (word) => styled("Heading1", inside(word)),
    (word) => styled("Quote", inside(word)),
    (word) => px(mark("ins", "Ann"), inside(word)),
    (word) => px(mark("del", "Bob"), inside(word)),
    (word) => table(row(p(inside(word)), word())),
    (word) => table(row(p(inside(word)))),
    (word) => `<w:sdt><w:sdtContent>${p(inside(word))}</w:sdtContent></w:sdt>`,
    () => p(""),
  );
});

const TIMEOUT = LONGER ? 7_200_000 : 600_000;

describe("any Word file", { timeout: TIMEOUT }, () => {
  it("loses no word of its text, its changes, its comments and its notes", () => {
    fc.assert(
      fc.property(fc.array(blocks, { minLength: 1, maxLength: 8 }), (content) => {
        let count = 0;
        const word = () => `w${++count}x`;
        const body = content.map((block) => block(word)).join("");
        const notes = [1, 2].map((id) => note(id, word()));
        const comments = [0, 1, 2, 3].map((id) => comment(id, "Ann", word()));
        const file = docx([p(word()), body, p(`${word()} is the end.`)], {
          styles: style("Heading1", "heading 1") + style("Quote", "Quote"),
          footnotes: notes.join(""),
          comments: comments.join(""),
          commentsExtended: extended(3, { parent: 0 }),
        });
        const result = read(file);
        check(result);
        const told = JSON.stringify(result);
        const used = [
          ...strFromU8(unzipSync(file)["word/document.xml"]!).matchAll(/footnoteReference w:id="(\d)"/g),
        ].map(([, id]) => id);
        for (let index = 1; index <= count; index++) {
          const name = `w${index}x`;
          // A note that no mark leads to is none.
          const isUnused = [1, 2].some(
            (id) => notes[id - 1]!.includes(`${name}<`) && !used.includes(String(id)),
          );
          if (!isUnused) expect(told).toContain(name);
        }
      }),
      runs(300),
    );
  });

  it("is read the same again, and keeps the keys of its flags, whatever is undone", () => {
    fc.assert(
      fc.property(fc.array(blocks, { minLength: 1, maxLength: 8 }), fc.gen(), (content, gen) => {
        let count = 0;
        const body = content.map((block) => block(() => `Word${++count}`)).join("");
        const comments = [0, 1, 2, 3].map((id) => comment(id, "Ann", "x")).join("");
        const file = docx([p("The River"), body, p("So it was at the end.")], {
          comments,
          footnotes: note(1, "A.") + note(2, "B."),
        });
        const result = read(file);
        const undo = gen(
          fc.subarray,
          result.repairs.map(({ id }) => id),
        );
        const undone = read(file, { corrections: { undo } });
        check(undone);
        expect(read(file, { corrections: { undo: [...undo].reverse() } })).toEqual(undone);
        const keys = ({ flags }: ParsedManuscript) => flags.map(({ key }) => key).sort();
        expect(keys(undone)).toEqual(keys(result));
        expect(read(file)).toEqual(result);
      }),
      runs(150),
    );
  });
});

// ---------------------------------------------------------------- broken files

const FILES = [
  richDocx(),
  docx([p("The River"), p(on(0, "One"), " two.")], { comments: comment(0, "Ann", "x") }),
];
/** No file is worth more than this, in milliseconds. */
const LONGEST = 10_000;

describe("a broken Word file", { timeout: TIMEOUT }, () => {
  it("is refused in clear words or read cleanly, and never takes long", () => {
    const outcomes = { read: 0, refused: 0 };
    fc.assert(
      fc.property(mutatedDocx(FILES), (file) => {
        const began = performance.now();
        try {
          check(read(file));
          outcomes.read++;
        } catch (error) {
          if (!(error instanceof GalleyError)) throw error;
          expect(["invalid", "too_large"]).toContain(error.code);
          expect(error.message).toMatch(/^This .*\.$/s);
          outcomes.refused++;
        }
        expect(performance.now() - began).toBeLessThan(LONGEST);
      }),
      runs(2_000),
    );
    // Both happen, or nothing was tried.
    expect(Math.min(outcomes.read, outcomes.refused)).toBeGreaterThan(100);
  });
});
