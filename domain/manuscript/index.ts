import type { Corrections, Manuscript, ParsedManuscript, TextManuscriptInput } from "../contract";
import { inlineText } from "../article/kinds";
import { assemble } from "./assemble";
import { keepable } from "./characters";
import { readHtml } from "./html";
import { checkSource } from "./limits";
import { readMarkdown } from "./markdown";
import { Log } from "./repairs";
import { readText } from "./text";

export { decodeManuscript, MAX_MANUSCRIPT_BYTES, MAX_PARAGRAPHS } from "./limits";

const NO_CORRECTIONS: Corrections = { undo: [], kinds: {}, joins: [] };
const READERS = { text: readText, markdown: readMarkdown, html: readHtml };

/**
 * Reads a manuscript into the document's paragraphs and says what it changed on the way. Corrections are made by
 * reading the source again with them, so the same source and corrections always give the same answer.
 * Errors: `too_large` over 2 MB or 5,000 paragraphs, `invalid` when empty or binary; no other text is refused.
 */
export function parseManuscript({ format, source, corrections }: TextManuscriptInput): ParsedManuscript {
  checkSource(source);
  const log = new Log(corrections?.undo);
  const kept = keepable(source);
  if (kept.removed > 0)
    log.warn(
      "other",
      kept.firstLine,
      `Left out ${kept.removed === 1 ? "one character" : `${kept.removed} characters`} that no text can show.`,
    );
  const { units, traits } = READERS[format](kept.source, log);
  const manuscript = assemble(units, { ...NO_CORRECTIONS, ...corrections }, traits, log);
  return { manuscript, ...log.lists, flags: [] };
}

/** The title's plain text; "" when it has none. */
export function manuscriptTitle({ paragraphs }: Manuscript): string {
  const title = paragraphs.find(({ kind }) => kind === "title");
  return title ? inlineText(title.content).replace(/\s+/g, " ").trim() : "";
}

/** The plain text of all paragraphs, in order, an empty line between them. U+FFFC stands for a citation. */
export function manuscriptText({ paragraphs }: Manuscript): string {
  return paragraphs.map(({ content }) => inlineText(content)).join("\n\n");
}
