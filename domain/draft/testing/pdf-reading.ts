import { unzlibSync } from "fflate";

/** For tests: the words of a PDF as Typst writes it, without another program. Lines end where a run of text does. */

interface PdfObject {
  /** Its dictionary, or whatever else it is, as written. */
  head: string;
  stream: string;
}

/** Every page's words. Each run of one direction is in the order it is read; the runs of a line go left to right. */
export function pdfPages(file: Uint8Array): string[] {
  const objects = readObjects(file);
  const at = (number: string) => objects.get(number) ?? { head: "", stream: "" };
  return [...objects.values()]
    .filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head))
    .map(({ head }) => {
      const fonts = new Map(
        [...head.matchAll(/\/(f\d+) (\d+) 0 R/g)].map(([, name, number]) => {
          const cmap = /\/ToUnicode (\d+) 0 R/.exec(at(number!).head)?.[1] ?? "";
          return [name!, readCmap(at(cmap).stream)];
        }),
      );
      return readContent(at(/\/Contents (\d+) 0 R/.exec(head)?.[1] ?? "").stream, fonts);
    });
}

/** Binary as latin1: a byte a character. */
function readObjects(file: Uint8Array): Map<string, PdfObject> {
  const text = Buffer.from(file).toString("latin1");
  const objects = new Map<string, PdfObject>();
  for (const found of text.matchAll(/(?<=^|\n)(\d+) 0 obj\n/g)) {
    const start = found.index + found[0].length;
    const end = text.indexOf("endobj", start);
    const begins = /stream\r?\n/g;
    begins.lastIndex = start;
    const opened = begins.exec(text);
    if (!opened || opened.index > end) {
      objects.set(found[1]!, { head: text.slice(start, end), stream: "" });
      continue;
    }
    const head = text.slice(start, opened.index);
    const from = opened.index + opened[0].length;
    const bytes = file.subarray(from, from + Number(/\/Length (\d+)/.exec(head)?.[1]));
    const stream = head.includes("/FlateDecode") ? unzlibSync(bytes) : bytes;
    objects.set(found[1]!, { head, stream: Buffer.from(stream).toString("latin1") });
  }
  return objects;
}

/** What each glyph reads. */
function readCmap(cmap: string): Map<string, string> {
  const glyphs = [...cmap.matchAll(/<([0-9a-f]{4})> <([0-9a-f]+)>\n/gi)];
  return new Map(glyphs.map(([, glyph, words]) => [glyph!.toLowerCase(), fromUtf16(words!)]));
}

const STRING = String.raw`\((?:[^\\)]|\\[^])*\)|<[0-9a-fA-F]+>`;
const TOKEN = new RegExp(
  String.raw`/Lang (?:${STRING})|/(?<font>f\d+) [\d.]+ Tf|/ActualText (?<actual>${STRING})|(?<shown>${STRING})|/ReversedChars BMC|B[MD]C|EMC|ET`,
  "g",
);

function readContent(content: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let words = "";
  let glyphs: ReadonlyMap<string, string> | undefined;
  /** Of one run of text, in the order they stand. */
  let letters: string[] = [];
  let isReversed = false;
  /** Said by the mark that is about to be opened. */
  let said: string | null = null;
  /** For each open mark, what is read in place of its glyphs. */
  const marks: (string | null)[] = [];
  for (const { 0: token, groups = {} } of content.matchAll(TOKEN)) {
    const { font, actual, shown } = groups;
    if (font) glyphs = fonts.get(font);
    else if (actual) said = actualText(actual);
    else if (shown) {
      if (marks.some((mark) => mark !== null)) continue;
      const codes = bytesOf(shown).toString("hex").match(/.{4}/g) ?? [];
      letters.push(...codes.map((code) => glyphs?.get(code) ?? "\ufffd"));
    } else if (token === "EMC") {
      const mark = marks.pop();
      if (mark) letters.push(mark);
    } else if (token === "ET") {
      // The hyphen of a word broken at a line's end is none of its letters.
      words += `${(isReversed ? letters.reverse() : letters).join("").replaceAll("\u00ad", "")}\n`;
      letters = [];
      isReversed = false;
    } else if (token.endsWith("C")) {
      isReversed ||= token.startsWith("/ReversedChars");
      marks.push(said);
      said = null;
    }
  }
  return words;
}

function actualText(string: string): string {
  const bytes = bytesOf(string);
  return bytes.length > 1 && bytes.readUInt16BE(0) === 0xfeff
    ? fromUtf16(bytes.subarray(2).toString("hex"))
    : bytes.toString("latin1");
}

const ESCAPES: Record<string, string> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

function bytesOf(string: string): Buffer {
  const inside = string.slice(1, -1);
  if (string.startsWith("<")) return Buffer.from(inside, "hex");
  const bytes = inside.replace(/\\([0-7]{3}|[^])/g, (_, escaped: string) =>
    /^[0-7]{3}$/.test(escaped) ? String.fromCharCode(parseInt(escaped, 8)) : (ESCAPES[escaped] ?? escaped),
  );
  return Buffer.from(bytes, "latin1");
}

function fromUtf16(hex: string): string {
  return hex.replace(/.{4}/g, (unit) => String.fromCharCode(parseInt(unit, 16)));
}
