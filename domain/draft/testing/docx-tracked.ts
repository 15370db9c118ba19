import type { Document, Element } from "@xmldom/xmldom";
import { ownerOfBookmark } from "../../docx/identity";
import { all, attribute, childElements, paragraphText, parseXml, partsOf } from "./docx-reading";

/** For tests: a Word file as it reads once its tracked changes are accepted, or rejected. */

export interface ReadRun {
  text: string;
  strong: boolean;
  em: boolean;
  /** Where it leads: an address, or the bookmark of a reference. */
  link: string | null;
}

export interface ReadParagraph {
  style: string;
  /** A citation is U+FFFC, as in ours. */
  text: string;
  /** Neighbours that look alike are one. */
  runs: ReadRun[];
}

type Mode = "accept" | "reject";

export function readTracked(file: Uint8Array, mode: Mode): ReadParagraph[] {
  const parts = partsOf(file);
  const links = new Map(
    all(parseXml(parts["word/_rels/document.xml.rels"]!), "Relationship").map((one) => [
      attribute(one, "Id")!,
      attribute(one, "Target")!,
    ]),
  );
  return paragraphsOf(parseXml(parts["word/document.xml"]!), mode, links);
}

function paragraphsOf(document: Document, mode: Mode, links: ReadonlyMap<string, string>): ReadParagraph[] {
  const result: ReadParagraph[] = [];
  let open: ReadRun[] = [];
  for (const paragraph of childElements(all(document, "w:body")[0]!)) {
    if (paragraph.tagName !== "w:p") continue;
    const [properties] = childElements(paragraph).filter(({ tagName }) => tagName === "w:pPr");
    open.push(...runsOf(paragraph, mode, null, links));
    const mark = properties && child(properties, "w:rPr");
    if (mark && child(mark, mode === "accept" ? "w:del" : "w:ins")) continue;
    const changed = properties && child(properties, "w:pPrChange");
    const used = mode === "reject" && changed ? child(changed, "w:pPr") : properties;
    const style = used && child(used, "w:pStyle");
    result.push({
      style: style ? attribute(style, "w:val")! : "Normal",
      text: open.map(({ text, link }) => (link && ownerOfLink(link) ? "\uFFFC" : text)).join(""),
      runs: joined(open),
    });
    open = [];
  }
  return result;
}

const child = (parent: Element, name: string) =>
  childElements(parent).find(({ tagName }) => tagName === name);

/** A link within the file leads to a reference. */
const ownerOfLink = (link: string) => link.startsWith("#");

function runsOf(
  parent: Element,
  mode: Mode,
  link: string | null,
  links: ReadonlyMap<string, string>,
): ReadRun[] {
  const dropped = mode === "accept" ? "w:del" : "w:ins";
  return childElements(parent).flatMap((element): ReadRun[] => {
    switch (element.tagName) {
      case dropped:
        return [];
      case "w:ins":
      case "w:del":
        return runsOf(element, mode, link, links);
      case "w:hyperlink": {
        const anchor = attribute(element, "w:anchor");
        if (!anchor) return runsOf(element, mode, links.get(attribute(element, "r:id")!)!, links);
        const runs = runsOf(element, mode, `#${anchor}`, links);
        return runs.slice(0, 1).map((run) => ({ ...run, text: runs.map(({ text }) => text).join("") }));
      }
      case "w:r":
        return runOf(element, mode, link);
      default:
        return [];
    }
  });
}

function runOf(run: Element, mode: Mode, link: string | null): ReadRun[] {
  const properties = child(run, "w:rPr");
  const changed = properties && child(properties, "w:rPrChange");
  const used = mode === "reject" && changed ? child(changed, "w:rPr") : properties;
  const text = childElements(run)
    .map(({ tagName, textContent }) => {
      if (tagName === "w:t" || tagName === "w:delText") return textContent ?? "";
      return (
        { "w:br": "\n", "w:tab": "\t", "w:softHyphen": "\u00ad", "w:noBreakHyphen": "\u2011" }[tagName] ?? ""
      );
    })
    .join("");
  if (text === "") return [];
  const has = (name: string) => used !== undefined && child(used, name) !== undefined;
  return [{ text, strong: has("w:b"), em: has("w:i"), link }];
}

function joined(runs: readonly ReadRun[]): ReadRun[] {
  const result: ReadRun[] = [];
  for (const run of runs) {
    const last = result.at(-1);
    const isSame = last && last.strong === run.strong && last.em === run.em && last.link === run.link;
    if (isSame && !ownerOfLink(run.link ?? "")) last.text += run.text;
    else result.push({ ...run });
  }
  return result;
}

export interface ReadComment {
  author: string;
  date: string;
  text: string;
  done: boolean;
  /** The text of the comment that it replies to. */
  parent: string | null;
  /** The words it stands on, without those that tracked changes bring. */
  words: string;
}

/** Every comment of a file, as one reads them in its margin. */
export function readComments(file: Uint8Array): ReadComment[] {
  const parts = partsOf(file);
  const document = parseXml(parts["word/document.xml"]!);
  const comments = all(parseXml(parts["word/comments.xml"]!), "w:comment");
  const extended = all(parseXml(parts["word/commentsExtended.xml"]!), "w15:commentEx");
  const textOf = (comment: Element) => all(comment, "w:p").map(paragraphText).join("\n");
  const byParaId = new Map(
    comments.map((comment) => [attribute(all(comment, "w:p").at(-1)!, "w14:paraId")!, comment]),
  );
  return comments.map((comment) => {
    const paraId = attribute(all(comment, "w:p").at(-1)!, "w14:paraId");
    const state = extended.find((one) => attribute(one, "w15:paraId") === paraId)!;
    const parent = attribute(state, "w15:paraIdParent");
    return {
      author: attribute(comment, "w:author")!,
      date: attribute(comment, "w:date")!,
      text: textOf(comment),
      done: attribute(state, "w15:done") === "1",
      parent: parent === null ? null : textOf(byParaId.get(parent)!),
      words: wordsBetween(
        document,
        ["w:commentRangeStart", "w:commentRangeEnd"],
        "w:id",
        attribute(comment, "w:id")!,
      ),
    };
  });
}

/** The words in each flag's bookmark, by flag id. */
export function readFlagBookmarks(file: Uint8Array): Map<string, string> {
  const document = parseXml(partsOf(file)["word/document.xml"]!);
  return new Map(
    all(document, "w:bookmarkStart").flatMap((start) => {
      const owner = ownerOfBookmark(attribute(start, "w:name")!);
      if (owner?.type !== "flag") return [];
      const id = attribute(start, "w:id")!;
      return [[owner.id, wordsBetween(document, ["w:bookmarkStart", "w:bookmarkEnd"], "w:id", id)] as const];
    }),
  );
}

function wordsBetween(
  document: Document,
  [start, end]: readonly [string, string],
  name: string,
  id: string,
): string {
  const words: string[] = [];
  let isInside = false;
  const walk = (element: Element): void => {
    for (const one of childElements(element)) {
      if (one.tagName === start && attribute(one, name) === id) isInside = true;
      else if (one.tagName === end && attribute(one, name) === id) isInside = false;
      else if (one.tagName === "w:ins" || one.tagName === "w:pPr") continue;
      else if (one.tagName === "w:hyperlink" && attribute(one, "w:anchor")) {
        if (isInside) words.push("\uFFFC");
      } else if (one.tagName === "w:r") {
        if (isInside) words.push(...runOf(one, "reject", null).map(({ text }) => text));
      } else walk(one);
    }
  };
  walk(all(document, "w:body")[0]!);
  return words.join("");
}
