import type { ArticleDto, FlagDto, ParagraphDto, ThreadEntryDto } from "@/domain/contract";
import { inlineText, type InlineJson } from "@/domain/article/kinds";
import type { DraftStorage } from "./drafts";

/** Small builders for this folder's tests: a case names only what it is about. */

export const AT = "2026-03-02T10:00:00.000Z";

export function flag(parts: Partial<FlagDto> = {}): FlagDto {
  return {
    id: "f1",
    kind: "comment",
    status: "open",
    outcome: null,
    blocking: false,
    paragraphId: "p1",
    anchor: { state: "exact", start: 0, end: 4, quote: "Iran", prefix: "", suffix: "" },
    paragraphChanged: false,
    recheck: null,
    replacement: null,
    sources: [],
    raisedBy: { id: "editor", name: "Editor" },
    assigneeId: null,
    resolvedById: null,
    createdAt: AT,
    thread: [],
    ...parts,
  };
}

export function entry(parts: Partial<ThreadEntryDto> = {}): ThreadEntryDto {
  return { id: "e1", type: "reply", actor: { id: "editor", name: "Editor" }, at: AT, ...parts };
}

export function paragraph(
  id: string,
  words: string | InlineJson[],
  kind: ParagraphDto["kind"] = "body",
): ParagraphDto {
  const content: InlineJson[] = typeof words === "string" ? [{ type: "text", text: words }] : words;
  return { id, kind, attrs: {}, text: inlineText(content), content };
}

export function article(parts: Partial<ArticleDto> = {}): ArticleDto {
  return {
    id: "a1",
    deskId: "d1",
    version: 1,
    title: "Title",
    standfirst: null,
    bylines: [],
    authorIds: ["author"],
    citationStyle: "numbered",
    language: "en",
    dueAt: null,
    status: "in_review",
    draftVersion: null,
    paragraphs: [
      paragraph("t", "Title", "title"),
      paragraph("p1", "Iran and Russia"),
      paragraph("p2", "Second"),
    ],
    references: [],
    flags: [],
    lastEventId: "0",
    ...parts,
  };
}

/** A browser's storage, which all its tabs share, as far as drafts use it. */
export function storage(): DraftStorage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    key: (index) => [...kept.keys()][index] ?? null,
    get length() {
      return kept.size;
    },
  };
}
