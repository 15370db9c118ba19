/** What goes out: an article's paragraphs in every format, and what the review says of them. */
export type { DraftSource } from "./draft";
export type { DraftNotice } from "./notice";
export { DRAFT_CONTENT_TYPES, draftFilename } from "./filename";
export { toAnnotations, type AnnotationCollection } from "./annotations";
export { toDocx, type CleanDocxOptions } from "./docx/clean";
export { toHtml } from "./html";
export { toJson, type JsonArticle } from "./json";
export { toMarkdown } from "./markdown";
export { toPdfArticle, type PdfArticle } from "./pdf";
export { draftText, toText } from "./text";
export { signOff, type SignOffInput } from "./sign-off";
export { signOffHtml } from "./sign-off-html";
export { toReviewedDocx, type ReviewedOptions, type ReviewedSource } from "./reviewed/reviewed";
export type { SinceImport } from "./reviewed/since-import";
