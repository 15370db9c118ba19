/** What goes out: an article's paragraphs as Markdown, HTML, plain text and DOCX, and the sign-off sheet. */
export type { DraftSource } from "./draft";
export type { DraftNotice } from "./notice";
export { DRAFT_CONTENT_TYPES, draftFilename } from "./filename";
export { toDocx, type CleanDocxOptions } from "./docx/clean";
export { toHtml } from "./html";
export { toMarkdown } from "./markdown";
export { draftText, toText } from "./text";
export { signOff, type SignOffInput } from "./sign-off";
export { signOffHtml } from "./sign-off-html";
export { toReviewedDocx, type ReviewedOptions, type ReviewedSource } from "./reviewed/reviewed";
export type { SinceImport } from "./reviewed/since-import";
