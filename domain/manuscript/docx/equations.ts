import { attribute, child, elementsOf, type XmlElement } from "./xml";

/** An equation as one line of text: "a/b", "x^2", "√(a+b)". Nothing of its letters is lost. */
export function equationText(element: XmlElement): string {
  switch (element.name) {
    case "m:t":
      return element.children.filter((node) => typeof node === "string").join("");
    case "m:f":
      return `${grouped(part(element, "m:num"))}/${grouped(part(element, "m:den"))}`;
    case "m:sSup":
      return `${part(element, "m:e")}^${grouped(part(element, "m:sup"))}`;
    case "m:sSub":
      return `${part(element, "m:e")}_${grouped(part(element, "m:sub"))}`;
    case "m:sSubSup":
      return `${part(element, "m:e")}_${grouped(part(element, "m:sub"))}^${grouped(part(element, "m:sup"))}`;
    case "m:rad": {
      const degree = part(element, "m:deg");
      return `${degree ? `${degree}` : ""}√${grouped(part(element, "m:e"))}`;
    }
    case "m:nary": {
      const sign = character(child(element, "m:naryPr"), "m:chr") ?? "∫";
      const [sub, sup] = [part(element, "m:sub"), part(element, "m:sup")];
      return `${sign}${sub && `_${grouped(sub)}`}${sup && `^${grouped(sup)}`} ${part(element, "m:e")}`;
    }
    case "m:d": {
      const properties = child(element, "m:dPr");
      const inside = elementsOf(element).filter(({ name }) => name === "m:e");
      const between = character(properties, "m:sepChr") ?? "|";
      const text = inside.map(equationText).join(between);
      return `${character(properties, "m:begChr") ?? "("}${text}${character(properties, "m:endChr") ?? ")"}`;
    }
    case "m:mr":
      return elementsOf(element).map(equationText).join(" ");
    case "m:m":
      return `[${elementsOf(element)
        .filter(({ name }) => name === "m:mr")
        .map(equationText)
        .join("; ")}]`;
    case "m:acc":
      return part(element, "m:e") + (character(child(element, "m:accPr"), "m:chr") ?? "\u0302");
    case "w:t":
      return element.children.filter((node) => typeof node === "string").join("");
    default:
      return elementsOf(element).map(equationText).join("");
  }
}

function part(element: XmlElement, name: string): string {
  const found = child(element, name);
  return found ? equationText(found) : "";
}

const grouped = (text: string) => (/^(?:[\p{L}\p{M}]|[\p{N}.,]+)$/u.test(text) ? text : `(${text})`);

function character(properties: XmlElement | undefined, name: string): string | undefined {
  const found = child(properties, name);
  return found && (attribute(found, "m:val") ?? "");
}
