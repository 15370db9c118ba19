/**
 * By what a reviewed Word file is known again when it comes back: its article and version are document properties,
 * every paragraph and every flag has a bookmark around its words. Word and LibreOffice keep these,
 * and hide bookmarks whose names begin with "_". A clean draft has none of it.
 */

/** Names of the document properties (docProps/custom.xml); all are text. */
export const IDENTITY_PROPERTIES = {
  article: "GalleyArticle",
  /** The version that the file was made from. */
  version: "GalleyVersion",
  /** The last event of the article that is in it: what happened to its flags after that, the file cannot know. */
  event: "GalleyEvent",
  view: "GalleyView",
} as const;

/** reviewed: the text as it stands, with its flags. changes: with all that changed since the import, too. */
export const REVIEWED_VIEWS = ["reviewed", "changes"] as const;
export type ReviewedView = (typeof REVIEWED_VIEWS)[number];

const PARAGRAPH = "_gp";
const FLAG = "_gf";

/** The bookmark of a paragraph; a citation is a link to that of its reference. */
export function paragraphBookmark(paragraphId: string): string {
  return bookmark(PARAGRAPH, paragraphId);
}

/** The bookmark around a flag's words. */
export function flagBookmark(flagId: string): string {
  return bookmark(FLAG, flagId);
}

/** Whose bookmark this is; null for one that is not of ours. */
export function ownerOfBookmark(name: string): { type: "paragraph" | "flag"; id: string } | null {
  const [, kind, id] = /^(_gp|_gf)([0-9a-f]{32})$/i.exec(name) ?? [];
  if (!kind || !id) return null;
  const uuid = id.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return { type: kind.toLowerCase() === PARAGRAPH ? "paragraph" : "flag", id: uuid };
}

/** Word takes letters, digits and "_", 40 characters at most: a UUID without its hyphens fits. */
function bookmark(kind: string, id: string): string {
  return kind + id.replaceAll("-", "");
}
