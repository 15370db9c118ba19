import type {
  CommentWords,
  Corrections,
  Manuscript,
  ManuscriptInput,
  ParsedManuscript,
  TextFormat,
} from "../contract";
import { inlineText } from "../article/kinds";
import { DEFAULT_COMMENT_WORDS } from "../flag/comment-words";
import { assemble } from "./assemble";
import { keepable } from "./characters";
import { readDocx } from "./docx";
import { placeGalley } from "./docx/galley";
import { assembleExplicit } from "./explicit";
import { Placing, placeFlags, type FlagSeed } from "./flags";
import { readHtml } from "./html";
import { checkSource } from "./limits";
import { readMarkdown } from "./markdown";
import { Log } from "./repairs";
import { readText } from "./text";
import type { FormatTraits, Unit } from "./units";

export { decodeManuscript, MAX_MANUSCRIPT_BYTES, MAX_PARAGRAPHS } from "./limits";

const NO_CORRECTIONS: Corrections = { undo: [], kinds: {}, joins: [] };
const READERS: Record<TextFormat, (source: string, log: Log) => Reading> = {
  text: readText,
  markdown: readMarkdown,
  html: readHtml,
};

/** What a format's reader makes of a source. */
interface Reading {
  units: Unit[];
  traits: FormatTraits;
  seeds?: FlagSeed[];
}

/** What a desk may say about how its manuscripts are read. */
export interface ParseOptions {
  /** By which first words of a comment its kind is known. */
  commentWords?: CommentWords;
}

/**
 * Reads a manuscript into the document's paragraphs and the flags it brings, and says what it changed on the way.
 * Corrections are made by reading the source again with them, so the same source and corrections always give the
 * same answer. Errors: `too_large` over 2 MB of text (20 MB of Word file) or 5,000 paragraphs, `invalid` when empty,
 * binary or a file that is broken; no other text is refused.
 */
export function parseManuscript(input: ManuscriptInput, options: ParseOptions = {}): ParsedManuscript {
  const corrections: Corrections = { ...NO_CORRECTIONS, ...input.corrections };
  const words = options.commentWords ?? DEFAULT_COMMENT_WORDS;
  if (input.format === "docx") return parseDocx(input.file, corrections, words);
  checkSource(input.source);
  const log = new Log(corrections.undo);
  const kept = keepable(input.source);
  if (kept.removed > 0)
    log.warn(
      "other",
      kept.firstLine,
      `Left out ${kept.removed === 1 ? "one character" : `${kept.removed} characters`} that no text can show.`,
    );
  const { units, traits, seeds } = READERS[input.format](kept.source, log);
  const assembled = assemble(units, corrections, traits, log);
  const flags = seeds ? placeFlags(seeds, new Placing(units, assembled), { words, exact: false }) : [];
  return { manuscript: assembled.manuscript, ...log.lists, flags };
}

function parseDocx(file: Uint8Array, corrections: Corrections, words: CommentWords): ParsedManuscript {
  const log = new Log(corrections.undo, "paragraph");
  const { units, traits, seeds, galley, references } = readDocx(file, log);
  const assembled = galley
    ? assembleExplicit(units, corrections, references, log)
    : assemble(units, corrections, traits, log);
  const placing = new Placing(units, assembled);
  const flags = placeFlags(seeds, placing, { words, exact: galley !== null });
  const { manuscript } = assembled;
  return { manuscript, ...log.lists, flags, ...(galley && { galley: placeGalley(galley, placing) }) };
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
