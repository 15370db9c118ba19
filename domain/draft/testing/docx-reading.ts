import { DOMParser, type Document, type Element } from "@xmldom/xmldom";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

/** For tests: a Word file taken apart, strictly. */

export function partsOf(file: Uint8Array): Record<string, string> {
  return Object.fromEntries(Object.entries(unzipSync(file)).map(([name, data]) => [name, strFromU8(data)]));
}

/** The same file with one part otherwise. */
export function tampered(file: Uint8Array, part: string, change: (xml: string) => string): Uint8Array {
  const parts = unzipSync(file);
  return zipSync({ ...parts, [part]: strToU8(change(strFromU8(parts[part]!))) });
}

/** Throws on anything that is not well-formed XML. */
export function parseXml(xml: string): Document {
  return new DOMParser({
    onError: (level, message) => {
      if (level === "warning") return;
      throw new Error(`${level}: ${message}`);
    },
  }).parseFromString(xml, "text/xml");
}

export function all(root: Document | Element, name: string): Element[] {
  return Array.from(root.getElementsByTagName(name));
}

export function attribute(element: Element, name: string): string | null {
  return element.getAttribute(name);
}

/** A paragraph's words: "\n" for a break, "[n]" for a citation, the field's own instructions left out. */
export function paragraphText(paragraph: Element): string {
  const inOrder = (element: Element): string => {
    switch (element.tagName) {
      case "w:t":
        return element.textContent ?? "";
      case "w:br":
        return "\n";
      case "w:tab":
        return "\t";
      case "w:softHyphen":
        return "\u00ad";
      case "w:noBreakHyphen":
        return "\u2011";
      case "w:endnoteReference":
      case "w:footnoteReference":
        return attribute(element, "w:id") ?? "";
      default:
        return childElements(element).map(inOrder).join("");
    }
  };
  return inOrder(paragraph);
}

export function childElements(element: Element): Element[] {
  return Array.from(element.childNodes).filter((node): node is Element => node.nodeType === 1);
}

export function styleOf(paragraph: Element): string | null {
  const [style] = all(paragraph, "w:pStyle");
  return style ? attribute(style, "w:val") : null;
}
