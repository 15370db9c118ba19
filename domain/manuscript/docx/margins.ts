import { excerpt } from "../characters";
import type { Log } from "../repairs";
import type { DocxPackage } from "./package";
import { plainWords } from "./plain-words";
import { attribute, readTree, type XmlElement, type XmlNode } from "./xml";

const NUMBERING = /^(?:PAGE|NUMPAGES|SECTION|SECTIONPAGES|DATE|TIME|FILENAME)\b/i;
/** Words that stand beside the number of a page. */
const PAGE_WORDS = /\b(?:page|pages|of|seite|von|página|pagina|de|di|sur|p)\b\.?|صفحه|صفحة|از|من/giu;

/** Names the headers and footers that say more than a page's number: they are no text of the article. */
export function nameMargins(file: DocxPackage, log: Log): void {
  for (const type of ["header", "footer"]) {
    const said = new Set<string>();
    for (const part of file.parts(type)) {
      const words = plainWords(withoutNumbers(readTree(file.container, part)), file.relationshipsOf(part));
      const text = words.replace(/\s+/g, " ").trim();
      if (/\p{L}{2}/u.test(text.replace(PAGE_WORDS, " "))) said.add(excerpt(text));
    }
    if (said.size === 0) continue;
    const quoted = [...said].slice(0, 5).map((text) => `“${text}”`);
    log.warn("other", 1, `Left out what the ${type}s of the pages say: ${quoted.join(", ")}.`);
  }
}

/** The part without what its fields for numbers and dates last showed. */
function withoutNumbers(element: XmlElement): XmlElement {
  let depth = 0;
  let code = "";
  const strip = (node: XmlElement): XmlElement | null => {
    if (node.name === "w:fldSimple" && NUMBERING.test(attribute(node, "w:instr")?.trim() ?? "")) return null;
    if (node.name === "w:fldChar") {
      const type = attribute(node, "w:fldCharType");
      if (type === "begin") code = "";
      if (type === "separate" && NUMBERING.test(code.trim())) depth++;
      if (type === "end" && depth > 0) depth--;
    }
    if (node.name === "w:instrText") code += node.children.join("");
    if (node.name === "w:t" && depth > 0) return null;
    const children = node.children.flatMap((inside): XmlNode[] => {
      const kept = typeof inside === "string" ? inside : strip(inside);
      return kept === null ? [] : [kept];
    });
    return { ...node, children };
  };
  return strip(element) ?? element;
}
