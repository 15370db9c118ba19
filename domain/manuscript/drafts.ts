import { inlineText, type ParagraphAttrs, type ParagraphKind } from "../article/kinds";
import type { Manuscript, ManuscriptParagraph } from "../contract";
import { detectLanguage } from "./language";
import { checkParagraphs } from "./limits";
import type { Log } from "./repairs";
import { inlineContent, settleRuns, trimRuns, type Run } from "./runs";

/** A paragraph of the document while its inline content is still being mended. */
export interface Draft {
  key: string;
  line: number;
  kind: ParagraphKind;
  attrs: ParagraphAttrs;
  runs: Run[];
}

/** A manuscript, and the runs each of its paragraphs is made of: they know where in the source it came from. */
export interface Assembled {
  manuscript: Manuscript;
  /** In the order of the paragraphs. */
  runs: readonly (readonly Run[])[];
}

/** The key of a title that the source does not have, and of the body of a source that is all title. */
const NO_TITLE_KEY = "L0";
const NO_BODY_KEY = "L0.2";

/** Title, bylines, standfirst, text: each part in the order of the source. */
export function inDocumentOrder(drafts: readonly Draft[]): Draft[] {
  const of = (...kinds: ParagraphKind[]) => drafts.filter(({ kind }) => kinds.includes(kind));
  return [
    ...of("title"),
    ...of("byline"),
    ...of("standfirst"),
    ...of("heading", "body", "quote", "list_item"),
  ];
}

/**
 * What the document must have, even where the source has not: a title and a paragraph of text. `title`: as a person
 * typed it; `weak`: nothing says that the title it has is one.
 */
export function withTitleAndBody(
  drafts: readonly Draft[],
  { title: typed, weak }: { title: string | undefined; weak: boolean },
  log: Log,
): Draft[] {
  const result = [...drafts];
  const own = result[0]?.kind === "title" ? result[0] : null;
  // What was said of the title that was replaced is said of this one.
  const unit = own?.runs[0]?.unit ?? NO_TITLE_KEY;
  const runs: Run[] = typed ? [{ type: "text", text: typed, unit, from: 0, span: Infinity, line: 1 }] : [];
  if (!own) result.unshift({ key: NO_TITLE_KEY, line: 1, kind: "title", attrs: {}, runs });
  else if (typed) own.runs = runs;
  if (!typed && (!own || weak))
    log.warn(
      "no_title",
      own?.line ?? 1,
      own ? "No title was found: the first line stands as the title." : "There is no title.",
    );
  if (!result.some(({ kind }) => /^(?:heading|body|quote|list_item)$/.test(kind))) {
    log.warn("other", result.at(-1)!.line, "There is no text below the title.");
    result.push({ key: NO_BODY_KEY, line: 1, kind: "body", attrs: {}, runs: [] });
  }
  return result;
}

/** The manuscript of the paragraphs, in their order. `tidy`: without what is no part of the text, such as space at its ends. */
export function manuscriptOf(drafts: readonly Draft[], { tidy }: { tidy: boolean }): Assembled {
  const settled = drafts.map((draft) => {
    const runs = settleRuns(draft.runs, { citations: draft.kind !== "reference" });
    return { draft, runs: tidy ? evenWeight(draft.kind, trimRuns(runs)) : runs };
  });
  const paragraphs = settled.map(({ draft, runs }): ManuscriptParagraph => {
    const { key, kind, line } = draft;
    return { key, kind, attrs: attrsOf(draft), content: inlineContent(runs), line };
  });
  checkParagraphs(paragraphs.length);
  const words = paragraphs.map(({ content }) => inlineText(content)).join("\n");
  return {
    manuscript: { language: detectLanguage(words), paragraphs },
    runs: settled.map(({ runs }) => runs),
  };
}

/** A title or a heading that is bold from end to end says no more by it than that it is one. */
function evenWeight(kind: ParagraphKind, runs: Run[]): Run[] {
  const isStrong = (run: Run) =>
    run.type !== "text" || !run.text.trim() || run.marks?.some(({ type }) => type === "strong");
  if ((kind !== "title" && kind !== "heading") || !runs.every(isStrong)) return runs;
  return runs.map((run) =>
    run.type === "text" ? { ...run, marks: run.marks?.filter(({ type }) => type !== "strong") } : run,
  );
}

function attrsOf({ kind, attrs: { level, ordered } }: Draft): ParagraphAttrs {
  if (kind === "heading") return { level: level ?? 2 };
  return kind === "list_item" ? { ordered: ordered ?? false } : {};
}
