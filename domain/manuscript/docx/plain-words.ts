import type { Relationships } from "./package";
import { allText, attribute, elementsOf, type XmlElement } from "./xml";

/**
 * The words of a part that is read for its words alone (a comment, a header): one line a paragraph, as they read with
 * all changes taken, links with the address they lead to.
 */
export function plainWords(element: XmlElement, relationships: Relationships): string {
  const lines: string[] = [];
  read(element, lines, relationships);
  return lines
    .map((line) => line.replace(/[ \u00a0]+$/, ""))
    .join("\n")
    .replace(/^\n+|\s+$/g, "");
}

function read(element: XmlElement, lines: string[], relationships: Relationships): void {
  const say = (text: string) => {
    if (lines.length === 0) lines.push("");
    lines[lines.length - 1] += text;
  };
  switch (element.name) {
    case "w:p":
      lines.push("");
      return elementsOf(element).forEach((inside) => read(inside, lines, relationships));
    case "w:t":
    case "m:t":
      return say(allText(element).replace(/\n\s*/g, " "));
    case "w:tab":
      return say("\t");
    case "w:br":
    case "w:cr":
      lines.push("");
      return;
    case "w:noBreakHyphen":
      return say("\u2011");
    case "w:pPr":
    case "w:rPr":
    case "w:del":
    case "w:moveFrom":
    case "mc:Fallback":
      return;
    case "w:hyperlink": {
      const before = lines.at(-1) ?? "";
      elementsOf(element).forEach((inside) => read(inside, lines, relationships));
      const target = relationships.get(attribute(element, "r:id") ?? "");
      const words = (lines.at(-1) ?? "").slice(before.length);
      if (target?.external && !sameAddress(target.target, words)) say(` (${target.target})`);
      return;
    }
    default:
      elementsOf(element).forEach((inside) => read(inside, lines, relationships));
  }
}

const bare = (address: string) => address.replace(/^(?:https?:\/\/|mailto:)|\/$/g, "").trim();
const sameAddress = (one: string, other: string) => bare(one) === bare(other);
