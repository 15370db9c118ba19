import { CHARACTER_STYLES, PARAGRAPH_STYLES } from "../../docx/styles";
import { initialsOf } from "../../initials";
import { isRightToLeft, stretches } from "../direction";
import type { DocxPart } from "../docx/package";
import { NAMESPACES, XML } from "../docx/parts";
import { PLAIN_RUN, textRun } from "../docx/runs";
import { escapeMarkup } from "../escape";
import { authorName } from "./authors";
import type { PlannedComment } from "./planned-comments";

/** Word's namespaces since 2010, which older programs may pass over. */
const EXTENDED =
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ' +
  'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" ' +
  'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" ' +
  'xmlns:w16cid="http://schemas.microsoft.com/office/word/2016/wordml/cid" ' +
  'xmlns:w16cex="http://schemas.microsoft.com/office/word/2018/wordml/cex" ' +
  'mc:Ignorable="w14 w15 w16cid w16cex"';

/**
 * The five parts in which Word keeps comments: their words, how they hang together, two lists of ids, and who is
 * who. All are always written: Word takes a comment's state and its replies from the second, and nowhere else.
 * `ids`: the numbers by which the text refers to them. `people`: everybody who commented or changed something.
 */
export function commentParts(
  comments: readonly PlannedComment[],
  ids: ReadonlyMap<PlannedComment, number>,
  people: readonly string[],
): DocxPart[] {
  const list = (root: string, items: readonly string[]) =>
    `${XML}<${root} ${NAMESPACES} ${EXTENDED}>${items.join("")}</${root}>`;
  return [
    {
      name: "comments",
      xml: list(
        "w:comments",
        comments.map((comment) => commentXml(comment, ids.get(comment)!)),
      ),
    },
    { name: "commentsExtended", xml: list("w15:commentsEx", comments.map(extendedXml)) },
    { name: "commentsIds", xml: list("w16cid:commentsIds", comments.map(idXml)) },
    { name: "commentsExtensible", xml: list("w16cex:commentsExtensible", comments.map(timeXml)) },
    { name: "people", xml: list("w15:people", people.map(personXml)) },
  ];
}

function commentXml({ by, at, text, paraIds }: PlannedComment, id: number): string {
  const name = authorName(by.name);
  const ref =
    `<w:r><w:rPr><w:rStyle w:val="${CHARACTER_STYLES.comment}"/></w:rPr>` + "<w:annotationRef/></w:r>";
  const paragraphs = text.split("\n").map((line, index) => {
    const rtl = isRightToLeft(line);
    const runs = stretches(line, rtl).map((stretch) =>
      textRun(stretch.text, { ...PLAIN_RUN, rtl: stretch.rtl }),
    );
    return (
      `<w:p w14:paraId="${paraIds[index]!}"><w:pPr><w:pStyle w:val="${PARAGRAPH_STYLES.comment}"/>` +
      `${rtl ? "<w:bidi/>" : ""}</w:pPr>${index === 0 ? ref : ""}${runs.join("")}</w:p>`
    );
  });
  return (
    `<w:comment w:id="${id}" w:author="${escapeMarkup(name)}" w:date="${at}" ` +
    `w:initials="${escapeMarkup(initialsOf(name))}">${paragraphs.join("")}</w:comment>`
  );
}

function extendedXml({ paraIds, parentParaId, done }: PlannedComment): string {
  const parent = parentParaId === null ? "" : ` w15:paraIdParent="${parentParaId}"`;
  return `<w15:commentEx w15:paraId="${paraIds.at(-1)!}"${parent} w15:done="${done ? 1 : 0}"/>`;
}

function idXml({ paraIds, durableId }: PlannedComment): string {
  return `<w16cid:commentId w16cid:paraId="${paraIds.at(-1)!}" w16cid:durableId="${durableId}"/>`;
}

/** Word takes the date of a comment itself for one without a time zone; here it is told in UTC. */
function timeXml({ durableId, at }: PlannedComment): string {
  return `<w16cex:commentExtensible w16cex:durableId="${durableId}" w16cex:dateUtc="${at}"/>`;
}

function personXml(name: string): string {
  return (
    `<w15:person w15:author="${escapeMarkup(name)}">` +
    `<w15:presenceInfo w15:providerId="None" w15:userId="${escapeMarkup(name)}"/></w15:person>`
  );
}
