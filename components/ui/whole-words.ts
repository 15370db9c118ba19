import { CITATION_CHAR } from "@/domain/article/kinds";
import { CONTEXT } from "@/domain/flag/anchor";

/** A text for reading in one line: without the marks that stand for citations. */
export const plainWords = (text: string) => text.replaceAll(CITATION_CHAR, "").replaceAll("\n", " ");

/** What stands before: where it was cut, its first word is not whole. */
export const wordsBefore = (text: string, isCut: boolean) =>
  plainWords(isCut ? text.replace(/^\S*\s+/, "…") : text);

/** What stands behind: where it was cut, its last word is not whole. */
export const wordsBehind = (text: string, isCut: boolean) =>
  plainWords(isCut ? text.replace(/\s+\S*$/, "…") : text);

/** A flag's context is cut where it is as long as any: or by one, so that no character is cut in half. */
const isCutContext = (context: string) => context.length >= CONTEXT - 1;
export const contextBefore = (prefix: string) => wordsBefore(prefix, isCutContext(prefix));
export const contextBehind = (suffix: string) => wordsBehind(suffix, isCutContext(suffix));
