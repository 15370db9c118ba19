import type { ArticleInput, Corrections, Repair, TextFormat } from "@/domain/contract";
import type { ParagraphKind } from "@/domain/article/kinds";
import { NO_CORRECTIONS, manuscriptOf, type GivenManuscript } from "../manuscript/given";
import { fieldToIso } from "../ui/dates";

/** An article that is being brought in: everything typed, pasted or chosen, kept on this device until it is stored. */
export interface ImportDraft extends GivenManuscript {
  /** The article's id, made here: storing it twice stores it once. */
  articleId: string;
  corrections: Corrections;
  /** Repairs that were taken back, as they were shown: the parser does not list them any more. */
  undone: Repair[];
  deskId: string;
  authorIds: string[];
  /** As the field has it, in the desk's zone; "" for none. */
  due: string;
  /** BCP 47; "" for what the manuscript seems to be in. */
  language: string;
}

export function emptyDraft(articleId: string, deskId: string, authorIds: string[]): ImportDraft {
  return {
    articleId,
    source: "",
    format: "text",
    fileName: null,
    file: null,
    pasted: null,
    corrections: NO_CORRECTIONS,
    undone: [],
    deskId,
    authorIds,
    due: "",
    language: "",
  };
}

/** Whether somebody has brought anything in yet: also a file that this device has lost since. */
export function holdsManuscript({ source, format }: Pick<ImportDraft, "source" | "format">): boolean {
  return source !== "" || format === "docx";
}

/** The format that a pasted text has by its looks. A person can choose another. */
export function guessFormat(source: string): TextFormat {
  if (/^\s*<(!doctype html|html|body|article|p|h1|div)\b/i.test(source)) return "html";
  return /^#{1,3} \S/m.test(source) || /\]\(https?:\/\//.test(source) ? "markdown" : "text";
}

/** Another manuscript altogether: what was corrected in the old one means nothing in it. */
export function withManuscript(draft: ImportDraft, manuscript: GivenManuscript): ImportDraft {
  return { ...draft, ...manuscript, corrections: NO_CORRECTIONS, undone: [] };
}

/** The line a key stands for: "L12.3" is on 12. */
const lineOf = (key: string) => Number(/^L(\d+)/.exec(key)?.[1] ?? 0);

/** Source lines, 1-based, as they were counted before a change and after it. */
function lineShift(before: string, after: string): (line: number) => number | null {
  // A text field turns every line end into "\n"; a file may have others.
  const [old, now] = [before.split(/\r\n?|\n/), after.split(/\r\n?|\n/)];
  const shorter = Math.min(old.length, now.length);
  let head = 0;
  while (head < shorter && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  return (line) => {
    if (line <= head) return line;
    return line > old.length - tail ? line + now.length - old.length : null;
  };
}

/**
 * The source was edited by hand. Corrections of lines that are as they were go along with them; those of the lines
 * that were touched are dropped. A repair that was taken back is found by its place, so it stays only above the edit.
 */
export function withSource(draft: ImportDraft, source: string): ImportDraft {
  const shift = lineShift(draft.source, source);
  const moved = (key: string) => {
    const line = shift(lineOf(key));
    return line === null ? null : key.replace(/^L\d+/, `L${line}`);
  };
  const { kinds, joins, title } = draft.corrections;
  const undone = draft.undone.filter(({ line }) => shift(line) === line);
  return {
    ...draft,
    source,
    pasted: null,
    undone,
    corrections: {
      undo: undone.map(({ id }) => id),
      joins: joins.flatMap((key) => moved(key) ?? []),
      kinds: Object.fromEntries(
        Object.entries(kinds).flatMap(([key, kind]) => {
          const now = moved(key);
          return now === null ? [] : [[now, kind]];
        }),
      ),
      ...(title === undefined ? {} : { title }),
    },
  };
}

function withCorrections(draft: ImportDraft, change: Partial<Corrections>): ImportDraft {
  return { ...draft, corrections: { ...draft.corrections, ...change } };
}

export function withKind(draft: ImportDraft, key: string, kind: ParagraphKind): ImportDraft {
  return withCorrections(draft, { kinds: { ...draft.corrections.kinds, [key]: kind } });
}

/** A title of the person's own; "" goes back to the manuscript's. */
export function withTitle(draft: ImportDraft, title: string): ImportDraft {
  const { title: _, ...rest } = draft.corrections;
  return { ...draft, corrections: title === "" ? rest : { ...rest, title } };
}

/** Joins a paragraph to the one before it, or takes that back. */
export function withJoin(draft: ImportDraft, key: string, joined: boolean): ImportDraft {
  const others = draft.corrections.joins.filter((other) => other !== key);
  return withCorrections(draft, { joins: joined ? [...others, key] : others });
}

/** Takes a repair back, or lets it stand again. */
export function withRepair(draft: ImportDraft, repair: Repair, stands: boolean): ImportDraft {
  const others = draft.undone.filter(({ id }) => id !== repair.id);
  const undone = stands ? others : [...others, repair];
  return { ...withCorrections(draft, { undo: undone.map(({ id }) => id) }), undone };
}

/** What is sent to store it; null while there is nothing. */
export function articleInputOf(draft: ImportDraft, timeZone: string): ArticleInput | null {
  const manuscript = manuscriptOf(draft);
  const dueAt = fieldToIso(draft.due, timeZone);
  return (
    manuscript && {
      ...manuscript,
      id: draft.articleId,
      deskId: draft.deskId,
      authorIds: draft.authorIds,
      ...(dueAt === null ? {} : { dueAt }),
      ...(draft.language === "" ? {} : { language: draft.language }),
    }
  );
}
