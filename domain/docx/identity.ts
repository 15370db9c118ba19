/**
 * How a reviewed Word file says which article it was made from. Custom properties and hidden bookmarks are what both
 * Word and LibreOffice keep when somebody edits the file and saves it.
 */

/** Names in docProps/custom.xml. */
export const GALLEY_PROPERTIES = {
  /** The article's id. */
  article: "GalleyArticle",
  /** The version it was made from. */
  version: "GalleyVersion",
  /** "reviewed" or "changes". */
  view: "GalleyView",
} as const;

/** Longer names of bookmarks Word cuts; one that begins with "_" it hides. 3 + 32 characters stay below. */
const PARAGRAPH = "_gp";
const FLAG = "_gf";
const BOOKMARK = /^_g([pf])([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/i;

/** The bookmark at a paragraph's start. */
export const paragraphBookmark = (id: string): string => PARAGRAPH + id.replaceAll("-", "");
/** The bookmark around a flag's words. */
export const flagBookmark = (id: string): string => FLAG + id.replaceAll("-", "");

/** The id that a bookmark's name carries; null for a bookmark that is none of ours. */
export function bookmarkId(name: string): { of: "paragraph" | "flag"; id: string } | null {
  const found = BOOKMARK.exec(name);
  if (!found) return null;
  return {
    of: found[1]!.toLowerCase() === "p" ? "paragraph" : "flag",
    id: found.slice(2).join("-").toLowerCase(),
  };
}
