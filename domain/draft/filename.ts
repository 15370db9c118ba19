import type { DraftFormat } from "../contract";
import { draftOf, type DraftSource } from "./draft";

/** What each format is served as. */
export const DRAFT_CONTENT_TYPES: Record<DraftFormat, string> = {
  md: "text/markdown; charset=utf-8",
  html: "text/html; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  pdf: "application/pdf",
  json: "application/json; charset=utf-8",
};

const LONGEST = 80;

/**
 * A file name from the title that every system takes: letters and digits of any script, hyphens between. It may
 * hold letters beyond ASCII, which an HTTP header has to encode. `addition` tells what it is where it is no clean
 * draft: "with-open-flags".
 */
export function draftFilename(article: DraftSource, ending: string, addition?: string): string {
  const slug = slugOf(draftOf(article).title) || "draft";
  // Windows keeps these for itself, whatever their ending.
  const name = /^(con|prn|aux|nul|com\d|lpt\d)$/.test(slug) ? `draft-${slug}` : slug;
  return `${name}${addition ? `-${addition}` : ""}.${ending}`;
}

function slugOf(title: string): string {
  const words = title
    .normalize("NFKD")
    // The accents of Latin, Greek and Cyrillic; the marks of other scripts are part of their words.
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/['’]/g, "")
    .match(/[\p{L}\p{N}\p{M}]+/gu);
  if (!words) return "";
  let slug = "";
  for (const word of words) {
    const longer = slug ? `${slug}-${word}` : word;
    if ([...longer].length > LONGEST) return slug || [...word].slice(0, LONGEST).join("");
    slug = longer;
  }
  return slug;
}
