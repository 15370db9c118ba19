import type { Document, Element } from "@xmldom/xmldom";
import { all, attribute, childElements, parseXml, partsOf } from "./docx-reading";

/**
 * For tests: what Word wants of a file beyond its schema, and what hangs together across its parts. Each function
 * gives what is wrong, in words; the validator of the schema itself is open-xml.ts.
 */

type Parts = Record<string, Document>;

export function inconsistencies(file: Uint8Array): string[] {
  const texts = partsOf(file);
  const parts: Parts = Object.fromEntries(
    Object.entries(texts).map(([name, xml]) => [name, parseXml(xml)] as const),
  );
  return [
    ...packageProblems(parts),
    ...textProblems(parts),
    ...bookmarkProblems(parts),
    ...noteProblems(parts),
    ...styleProblems(parts),
    ...changeProblems(parts),
    ...commentProblems(parts),
  ];
}

const DOCUMENT = "word/document.xml";
const repeated = <Value>(values: readonly Value[]) =>
  values.filter((value, i) => values.indexOf(value) !== i);
const values = (root: Document | Element, element: string, name: string) =>
  all(root, element).map((one) => attribute(one, name) ?? "");

function packageProblems(parts: Parts): string[] {
  const problems: string[] = [];
  const types = parts["[Content_Types].xml"]!;
  const named = values(types, "Override", "PartName").map((name) => name.slice(1));
  for (const name of repeated(named)) problems.push(`${name} has two content types`);
  for (const name of Object.keys(parts))
    if (!/[.]rels$|^\[/.test(name) && !named.includes(name)) problems.push(`${name} has no content type`);
  for (const name of named) if (!parts[name]) problems.push(`${name} is named and missing`);
  for (const [name, part] of Object.entries(parts)) {
    if (!name.endsWith(".rels")) continue;
    const folder = name.replace(/_rels\/[^/]*$/, "");
    const source = parts[folder + name.match(/_rels\/(.*)[.]rels$/)![1]!];
    const relationships = all(part, "Relationship");
    const ids = relationships.map((one) => attribute(one, "Id")!);
    for (const id of repeated(ids)) problems.push(`${name}: ${id} twice`);
    for (const one of relationships)
      if (attribute(one, "TargetMode") !== "External" && !parts[folder + attribute(one, "Target")!])
        problems.push(`${name}: nothing at ${attribute(one, "Target")}`);
    if (!source) continue;
    for (const element of all(source, "*")) {
      const id = attribute(element, "r:id");
      if (id && !ids.includes(id)) problems.push(`${name}: ${id} is used and not there`);
    }
  }
  return problems;
}

function textProblems(parts: Parts): string[] {
  const problems: string[] = [];
  for (const [name, part] of Object.entries(parts)) {
    for (const text of [...all(part, "w:t"), ...all(part, "w:delText"), ...all(part, "w:instrText")]) {
      const words = text.textContent ?? "";
      if (words !== words.trim() && attribute(text, "xml:space") !== "preserve")
        problems.push(`${name}: space at the edge of “${words}” is lost`);
      if (/\p{Cs}/u.test(words)) problems.push(`${name}: half a character in “${words}”`);
      const isDeleted = ancestors(text).some(({ tagName }) => tagName === "w:del");
      if (text.tagName === "w:t" && isDeleted) problems.push(`${name}: deleted words in w:t`);
      if (text.tagName === "w:delText" && !isDeleted)
        problems.push(`${name}: w:delText that nothing deletes`);
    }
    let depth = 0;
    for (const type of values(part, "w:fldChar", "w:fldCharType")) {
      depth += type === "begin" ? 1 : type === "end" ? -1 : 0;
      if (depth < 0 || depth > 1) problems.push(`${name}: fields that do not fit`);
    }
    if (depth !== 0) problems.push(`${name}: a field without an end`);
    for (const empty of ["w:ins", "w:del", "w:hyperlink"])
      for (const element of all(part, empty)) {
        const isMark = element.parentNode?.nodeName === "w:rPr";
        if (!isMark && childElements(element).length === 0) problems.push(`${name}: an empty ${empty}`);
      }
  }
  return problems;
}

function ancestors(element: Element): Element[] {
  const parent = element.parentNode;
  return parent?.nodeType === 1 ? [parent as Element, ...ancestors(parent as Element)] : [];
}

function bookmarkProblems(parts: Parts): string[] {
  const document = parts[DOCUMENT]!;
  const problems: string[] = [];
  const starts = values(document, "w:bookmarkStart", "w:id");
  const ends = values(document, "w:bookmarkEnd", "w:id");
  const names = values(document, "w:bookmarkStart", "w:name");
  for (const id of [...repeated(starts), ...repeated(ends)]) problems.push(`bookmark ${id} twice`);
  if ([...starts].sort().join() !== [...ends].sort().join()) problems.push("bookmarks begin and do not end");
  for (const name of repeated(names.map((one) => one.toLowerCase())))
    problems.push(`two bookmarks named ${name}`);
  for (const name of names)
    if (!/^[a-z_]\w{0,39}$/i.test(name)) problems.push(`Word takes no bookmark named ${name}`);
  for (const anchor of values(document, "w:hyperlink", "w:anchor"))
    if (anchor && !names.includes(anchor)) problems.push(`a link to ${anchor}, which is not there`);
  for (const { textContent } of all(document, "w:instrText")) {
    const [, name] = /NOTEREF (\S+)/.exec(textContent ?? "") ?? [];
    if (name && !names.includes(name)) problems.push(`a cross-reference to ${name}, which is not there`);
  }
  return problems;
}

function noteProblems(parts: Parts): string[] {
  const problems: string[] = [];
  for (const note of ["endnote", "footnote"]) {
    const part = parts[`word/${note}s.xml`];
    const used = values(parts[DOCUMENT]!, `w:${note}Reference`, "w:id");
    if (!part) {
      if (used.length > 0) problems.push(`${note}s are cited and not there`);
      continue;
    }
    const all_ = all(part, `w:${note}`);
    const [separators, notes] = [0, 1].map((which) =>
      all_.filter((one) => Number(attribute(one, "w:type") === null) === which),
    ) as [Element[], Element[]];
    if (separators.length !== 2) problems.push(`${note}s without their two separators`);
    for (const one of separators)
      if (all(one, `w:${note}Ref`).length > 0) problems.push(`a ${note} separator with a number in it`);
    const ids = notes.map((one) => attribute(one, "w:id") ?? "");
    for (const id of [...repeated(ids), ...repeated(used)]) problems.push(`${note} ${id} twice`);
    if ([...ids].sort().join() !== [...used].sort().join()) problems.push(`${note}s ${ids} for ${used}`);
    const settings = values(all(parts["word/settings.xml"]!, `w:${note}Pr`)[0]!, `w:${note}`, "w:id");
    if (settings.join() !== separators.map((one) => attribute(one, "w:id")).join())
      problems.push(`settings do not name the ${note} separators`);
  }
  return problems;
}

function styleProblems(parts: Parts): string[] {
  const styles = parts["word/styles.xml"]!;
  const ids = values(styles, "w:style", "w:styleId");
  const problems = repeated(ids).map((id) => `two styles ${id}`);
  for (const [name, part] of Object.entries(parts))
    for (const use of ["w:pStyle", "w:rStyle", "w:basedOn", "w:next", "w:link"])
      for (const id of values(part, use, "w:val"))
        if (!ids.includes(id)) problems.push(`${name}: ${use} ${id} is not defined`);
  const numberings = values(parts["word/numbering.xml"]!, "w:num", "w:numId");
  for (const id of repeated(numberings)) problems.push(`two numberings ${id}`);
  for (const part of [styles, parts[DOCUMENT]!])
    for (const id of values(part, "w:numId", "w:val"))
      if (!numberings.includes(id)) problems.push(`numbering ${id} is not defined`);
  return problems;
}

const CHANGES = ["w:ins", "w:del", "w:pPrChange", "w:rPrChange"];

function changeProblems(parts: Parts): string[] {
  const document = parts[DOCUMENT]!;
  const changes = CHANGES.flatMap((name) => all(document, name));
  const ids = [
    ...changes.map((one) => attribute(one, "w:id") ?? ""),
    ...values(document, "w:bookmarkStart", "w:id"),
    ...values(document, "w:commentReference", "w:id"),
  ];
  const problems = repeated(ids).map((id) => `the id ${id} twice`);
  for (const one of changes) {
    if (!attribute(one, "w:author")) problems.push(`a ${one.tagName} by nobody`);
    if (!isDate(attribute(one, "w:date"))) problems.push(`a ${one.tagName} of no day`);
  }
  const paragraphs = childElements(all(document, "w:body")[0]!).filter(({ tagName }) => tagName === "w:p");
  const lastMark = paragraphs
    .slice(-1)
    .flatMap((paragraph) => childElements(paragraph))
    .filter(({ tagName }) => tagName === "w:pPr")
    .flatMap((properties) => childElements(properties))
    .filter(({ tagName }) => tagName === "w:rPr");
  if (lastMark.some((mark) => childElements(mark).some(({ tagName }) => /^w:(ins|del)$/.test(tagName))))
    problems.push("the end of the document is tracked: nothing can come of that");
  return problems;
}

const isDate = (date: string | null) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(date ?? "");

function commentProblems(parts: Parts): string[] {
  const document = parts[DOCUMENT]!;
  const part = parts["word/comments.xml"];
  const inText = ["w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"] as const;
  if (!part)
    return inText.flatMap((name) => all(document, name)).map(({ tagName }) => `a ${tagName} of nothing`);
  const problems: string[] = [];
  const comments = all(part, "w:comment");
  const ids = comments.map((one) => attribute(one, "w:id") ?? "");
  for (const id of repeated(ids)) problems.push(`two comments ${id}`);
  const order = all(document, "*").filter(({ tagName }) => (inText as readonly string[]).includes(tagName));
  const seen = new Map<string, string[]>();
  for (const element of order) {
    const id = attribute(element, "w:id") ?? "";
    seen.set(id, [...(seen.get(id) ?? []), element.tagName]);
  }
  for (const id of ids)
    if (seen.get(id)?.join() !== inText.join())
      problems.push(`comment ${id} is in the text as ${seen.get(id)}`);
  for (const id of seen.keys()) if (!ids.includes(id)) problems.push(`no comment ${id}`);

  const paraIds = values(part, "w:p", "w14:paraId");
  for (const id of repeated(paraIds)) problems.push(`two paragraphs ${id}`);
  for (const id of paraIds)
    if (!/^[0-7][0-9A-F]{7}$/.test(id) || /^0+$/.test(id)) problems.push(`${id} is no id of a paragraph`);
  // Word knows a comment by its last paragraph.
  const last = comments.map((one) => attribute(all(one, "w:p").at(-1)!, "w14:paraId") ?? "");
  const extended = all(parts["word/commentsExtended.xml"]!, "w15:commentEx");
  const known = extended.map((one) => attribute(one, "w15:paraId") ?? "");
  if (known.join() !== last.join()) problems.push("commentsExtended does not name every comment");
  const roots = extended.filter((one) => attribute(one, "w15:paraIdParent") === null);
  const rootIds = roots.map((one) => attribute(one, "w15:paraId"));
  for (const one of extended) {
    const parent = attribute(one, "w15:paraIdParent");
    if (parent !== null && !rootIds.includes(parent))
      problems.push(`a reply to ${parent}, which is no comment`);
    if (parent !== null && attribute(one, "w15:done") !== "0") problems.push("a reply that is done");
  }
  const durable = all(parts["word/commentsIds.xml"]!, "w16cid:commentId");
  if (durable.map((one) => attribute(one, "w16cid:paraId")).join() !== last.join())
    problems.push("commentsIds does not name every comment");
  const durableIds = durable.map((one) => attribute(one, "w16cid:durableId") ?? "");
  for (const id of repeated(durableIds)) problems.push(`two comments with the durable id ${id}`);
  const extensible = values(
    parts["word/commentsExtensible.xml"]!,
    "w16cex:commentExtensible",
    "w16cex:durableId",
  );
  if (extensible.join() !== durableIds.join())
    problems.push("commentsExtensible does not name every comment");

  const people = values(parts["word/people.xml"]!, "w15:person", "w15:author");
  for (const name of repeated(people)) problems.push(`${name} is there twice`);
  const authors = [
    ...comments.map((one) => attribute(one, "w:author") ?? ""),
    ...CHANGES.flatMap((name) => values(document, name, "w:author")),
  ];
  for (const name of new Set(authors)) if (!people.includes(name)) problems.push(`${name} is nobody`);
  for (const one of comments) {
    if (!isDate(attribute(one, "w:date"))) problems.push("a comment of no day");
    if (!attribute(one, "w:initials")) problems.push("a comment without initials");
    if (all(one, "w:annotationRef").length !== 1) problems.push("a comment without its mark");
  }
  return problems;
}
