import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import fc from "fast-check";

/** For tests: Word files as broken disks, hasty hands and other programs leave them. */

const WAYS = [
  "bits",
  "cut",
  "part",
  "tag",
  "tag",
  "swap",
  "swap",
  "repeat",
  "value",
  "value",
  "byte",
] as const;
/** What a person or a program does to a file under review: well-formed, and not as it was meant. */
const REVIEW_WAYS = ["marks", "marks", "ids", "people", "order", "order"] as const;

interface Mutation {
  file: number;
  how: (typeof WAYS)[number] | (typeof REVIEW_WAYS)[number];
  /** Where, from 0 to 1. */
  places: number[];
}

/** One of these files, broken in one of many ways; with `review`, also in its marks, ids, people and paragraphs. */
export function mutatedDocx(files: readonly Uint8Array[], { review = false } = {}): fc.Arbitrary<Uint8Array> {
  const ways: readonly Mutation["how"][] = review ? [...WAYS, ...REVIEW_WAYS] : WAYS;
  return fc
    .record({
      file: fc.nat(files.length - 1),
      how: fc.constantFrom(...ways),
      places: fc.array(
        fc.nat(9_999).map((place) => place / 10_000),
        { minLength: 3, maxLength: 12 },
      ),
    })
    .map((mutation) => mutated(files[mutation.file]!, mutation));
}

const at = (place: number, length: number) => Math.min(length - 1, Math.floor(place * length));

function mutated(file: Uint8Array, { how, places }: Mutation): Uint8Array {
  const bytes = file.slice();
  if (how === "bits")
    for (const place of places) bytes[at(place, bytes.length)]! ^= 1 << (Math.floor(place * 8 * 997) % 8);
  if (how === "cut") return bytes.subarray(0, at(places[0]!, bytes.length));
  if (how === "bits") return bytes;
  const parts = unzipSync(bytes);
  const names = Object.keys(parts);
  const isOfText = how === "marks" || how === "order";
  const name = isOfText ? "word/document.xml" : names[at(places[0]!, names.length)]!;
  if (how === "part") {
    if (places[1]! < 0.5) delete parts[name];
    else parts[name] = parts[names[at(places[2]!, names.length)]!]!;
    return zipSync(parts, { level: 1 });
  }
  let xml = strFromU8(parts[name]!);
  for (let index = 1; index + 1 < places.length; index += 2)
    xml = mutatedXml(xml, how, places[index]!, places[index + 1]!);
  parts[name] = strToU8(xml);
  return zipSync(parts, { level: 1 });
}

function mutatedXml(xml: string, how: Mutation["how"], one: number, other: number): string {
  const another = (all: readonly RegExpMatchArray[]) => all[at(other, all.length)]![0];
  const orGone = (chance: number) => (_: string, all: readonly RegExpMatchArray[]) =>
    other < chance ? "" : another(all);
  switch (how) {
    case "byte":
      return (
        xml.slice(0, at(one, xml.length)) +
        String.fromCharCode(1 + Math.floor(other * 255)) +
        xml.slice(at(one, xml.length) + 1)
      );
    case "value":
      return replaced(xml, /"[^"]*"/g, one, (_, all) => another(all));
    case "tag":
      return replaced(xml, /<[^>]*>/g, one, orGone(0.4));
    // Whole elements: the XML stays well-formed.
    case "swap":
      return replaced(
        xml,
        /<w:(r|p|t|rPr|pPr|ins|del|comment|footnote)\b[^>]*>.*?<\/w:\1>/gs,
        one,
        orGone(0.3),
      );
    case "repeat":
      return replaced(xml, /<w:(r|p|tbl|sdt)\b[^>]*>.*?<\/w:\1>/gs, one, (found) =>
        found.repeat(1 + Math.floor(other * 30)),
      );
    case "marks":
      return replaced(
        xml,
        /<w:(?:comment(?:RangeStart|RangeEnd|Reference)|bookmark(?:Start|End))\b[^>]*\/>/g,
        one,
        orGone(0.5),
      );
    case "ids":
      return replaced(xml, /\b(?:w:id|w14:paraId|w15:paraId(?:Parent)?)="[^"]*"/g, one, (_, all) =>
        another(all),
      );
    case "people":
      return replaced(xml, /\bw:(?:author|date)="[^"]*"/g, one, (found, all) =>
        other < 0.5 ? found.replace(/".*"/, '"Nobody\u2019s"') : another(all),
      );
    case "order":
      return exchanged(xml, /<w:p\b[^>]*>.*?<\/w:p>/gs, one, other);
    default:
      return xml;
  }
}

/** Two of what is found, each in the other's place. */
function exchanged(xml: string, pattern: RegExp, one: number, other: number): string {
  const all = [...xml.matchAll(pattern)];
  if (all.length === 0) return xml;
  const [first, second] = [at(one, all.length), at(other, all.length)].sort((a, b) => a - b);
  return [first!, second!].reduceRight((text, place, index) => {
    const { index: from, 0: found } = all[place]!;
    const by = all[[second!, first!][index]!]![0];
    return text.slice(0, from) + by + text.slice(from + found.length);
  }, xml);
}

function replaced(
  xml: string,
  pattern: RegExp,
  place: number,
  by: (found: string, all: RegExpMatchArray[]) => string,
): string {
  const all = [...xml.matchAll(pattern)];
  const found = all[Math.min(all.length - 1, Math.floor(place * all.length))];
  if (!found) return xml;
  return xml.slice(0, found.index) + by(found[0], all) + xml.slice(found.index + found[0].length);
}
