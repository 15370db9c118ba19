import type { ArticleDto, ArticleEventDto, FlagDto, ParagraphDto, TextChangeDto } from "../contract";
import { bylineOf } from "./bylines";
import { referenceNumbers, referenceUrl } from "./references";
import { statusOf } from "./status";
import { changedParagraphs } from "./text-change";

/**
 * The browser's snapshot after something happened: the same function after a local change, a live event and a
 * reconnect. An event that is already in the snapshot changes nothing; null is a gap (something in between was
 * missed): read the whole article again.
 */
export function reduceArticle(article: ArticleDto, event: ArticleEventDto): ArticleDto | null {
  const next = fold(article, event);
  if (next === null || next === article) return next;
  return { ...next, status: statusOf(next) };
}

function fold(article: ArticleDto, event: ArticleEventDto): ArticleDto | null {
  const lastEventId = BigInt(event.id) > BigInt(article.lastEventId) ? event.id : article.lastEventId;
  switch (event.type) {
    case "flag": {
      const flags = putFlag(article.flags, event.flag);
      if (flags === article.flags && lastEventId === article.lastEventId) return article;
      return { ...article, lastEventId, flags };
    }
    case "settings":
      return {
        ...article,
        lastEventId,
        authorIds: event.authorIds,
        dueAt: event.dueAt,
        language: event.language,
        citationStyle: event.citationStyle,
      };
    case "draft":
      return { ...article, lastEventId, draftVersion: Math.max(event.version, article.draftVersion ?? 0) };
    case "text": {
      if (event.version <= article.version)
        return lastEventId === article.lastEventId ? article : { ...article, lastEventId };
      if (event.since > article.version) return null;
      return { ...changeText(article, event), lastEventId };
    }
  }
}

/** In the order they were raised; the same array where the flag is as it was. */
function putFlag(flags: FlagDto[], flag: FlagDto): FlagDto[] {
  const at = flags.findIndex(({ id }) => id === flag.id);
  if (at === -1) return [...flags, flag];
  return JSON.stringify(flags[at]) === JSON.stringify(flag) ? flags : flags.with(at, flag);
}

function changeText(article: ArticleDto, change: TextChangeDto): ArticleDto {
  const paragraphs = changedParagraphs(article.paragraphs, change);
  const anchors = new Map(change.anchors.map((moved) => [moved.flagId, moved]));
  return {
    ...article,
    version: change.version,
    paragraphs,
    ...headOf(paragraphs, article.title),
    flags: article.flags.map((flag) => {
      const moved = anchors.get(flag.id);
      return moved
        ? {
            ...flag,
            paragraphId: moved.paragraphId,
            anchor: moved.anchor,
            paragraphChanged: moved.paragraphChanged,
          }
        : flag;
    }),
  };
}

/** What an article says of itself, read off its paragraphs: nothing of it is stored twice. */
export function headOf(
  paragraphs: readonly ParagraphDto[],
  title = "",
): Pick<ArticleDto, "title" | "standfirst" | "bylines" | "references"> {
  const ofKind = (kind: ParagraphDto["kind"]) => paragraphs.filter((paragraph) => paragraph.kind === kind);
  const numbers = referenceNumbers(paragraphs);
  return {
    title: ofKind("title")[0]?.text ?? title,
    standfirst: ofKind("standfirst")[0]?.text ?? null,
    bylines: ofKind("byline").map(({ text }) => bylineOf(text)),
    references: ofKind("reference").map(({ id, text }) => {
      const url = referenceUrl(text);
      return { id, text, ...(url ? { url } : {}), number: numbers.get(id) ?? null };
    }),
  };
}
