import "server-only";
import type { ArticleDto, FlagDto, ParagraphDto, ThreadEntryDto, ThreadType } from "@/domain/contract";
import type { CitationStyle } from "@/domain/article/citations";
import type { InlineJson, ParagraphAttrs } from "@/domain/article/kinds";
import { headOf } from "@/domain/article/reduce";
import { statusOf } from "@/domain/article/status";
import { isBlocking } from "@/domain/flag/gate";
import type { Outcome } from "@/domain/flag/kinds";
import { needsRecheck } from "@/domain/flag/recheck";
import type { Article, ArticleEvent, Flag, Paragraph, Reply } from "@/prisma/generated/client";
import type { Tx } from "./db";
import { personOf, readPeople, type People } from "./people";

/** Rows to DTOs: the one place. Every answer and event that shows an article or a flag is made here. */

/** What an ArticleEvent of a flag's thread carries beside its type. `assignee` is a user's id; null takes it back. */
export interface FlagEventPayload {
  note?: string;
  outcome?: Outcome;
  sources?: string[];
  assignee?: string | null;
  /** It came with the manuscript. */
  imported?: true;
}

/** The events that are steps of a thread. "flag.replied" is not among them: the thread shows the Reply itself. */
const THREAD_EVENTS = {
  "flag.raised": "raised",
  "flag.resolved": "resolved",
  "flag.reopened": "reopened",
  "flag.verified": "verified",
  "flag.withdrawn": "withdrawn",
  "flag.restored": "restored",
  "flag.assigned": "assigned",
  "flag.reanchored": "reanchored",
  "flag.recheck": "recheck",
  "flag.unchanged": "unchanged",
} as const satisfies Record<string, ThreadType>;

const isThreadEvent = (type: string): type is keyof typeof THREAD_EVENTS =>
  Object.hasOwn(THREAD_EVENTS, type);

export type FlagRow = Flag;
export type EventRow = Pick<ArticleEvent, "id" | "actorId" | "type" | "payload" | "createdAt">;
export type ReplyRow = Pick<Reply, "id" | "authorId" | "body" | "imported" | "createdAt" | "editedAt">;

/** All that one flag's DTO is made of. */
export interface FlagFactsRow {
  flag: FlagRow;
  /** Text of its paragraph as it stands; undefined when the paragraph is gone. */
  paragraphText: string | undefined;
  events: readonly EventRow[];
  replies: readonly ReplyRow[];
  people: People;
}

/** Pure, so that a caller who has just written the rows need not read them again. */
export function flagDto({ flag, paragraphText, events, replies, people }: FlagFactsRow): FlagDto {
  const outcome = flag.outcome as Outcome | null;
  return {
    id: flag.id,
    kind: flag.kind,
    status: flag.status,
    outcome,
    blocking: isBlocking({ kind: flag.kind, status: flag.status, outcome }),
    paragraphId: flag.paragraphId,
    anchor: {
      state: flag.anchorState,
      start: flag.start,
      end: flag.end,
      quote: flag.quote,
      prefix: flag.prefix,
      suffix: flag.suffix,
    },
    paragraphChanged: isParagraphChanged(flag, paragraphText),
    recheck: needsRecheck(flag.status, flag.verifiedText) ? flag.verifiedText : null,
    replacement: flag.replacement,
    sources: flag.sources,
    raisedBy: personOf(people, flag.raisedById),
    assigneeId: flag.assigneeId,
    resolvedById: flag.resolvedById,
    createdAt: flag.createdAt.toISOString(),
    thread: thread(events, replies, people),
  };
}

/** Whether a flag's paragraph reads otherwise than when the flag was raised. Words that are gone count as a change. */
export function isParagraphChanged(
  flag: Pick<FlagRow, "anchorState" | "raisedText">,
  paragraphText: string | undefined,
): boolean {
  return flag.anchorState === "detached" || paragraphText !== flag.raisedText;
}

/** Replies and steps in one order of time; of what happened at the same moment, the step first. */
function thread(events: readonly EventRow[], replies: readonly ReplyRow[], people: People): ThreadEntryDto[] {
  const steps = events.flatMap((event) =>
    isThreadEvent(event.type) ? [stepEntry(event, event.type, people)] : [],
  );
  return [...steps, ...replies.map((reply) => replyEntry(reply, people))].sort((one, other) =>
    one.at < other.at ? -1 : one.at > other.at ? 1 : 0,
  );
}

function stepEntry(event: EventRow, type: keyof typeof THREAD_EVENTS, people: People): ThreadEntryDto {
  const { note, outcome, sources, assignee, imported } = event.payload as FlagEventPayload;
  return {
    id: event.id.toString(),
    type: THREAD_EVENTS[type],
    actor: personOf(people, event.actorId),
    at: event.createdAt.toISOString(),
    ...(note === undefined ? {} : { body: note }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(sources === undefined ? {} : { sources }),
    ...(assignee === undefined ? {} : { assignee: assignee === null ? null : personOf(people, assignee) }),
    ...(imported ? { imported } : {}),
  };
}

function replyEntry(reply: ReplyRow, people: People): ThreadEntryDto {
  return {
    id: reply.id,
    type: "reply",
    actor: personOf(people, reply.authorId),
    at: reply.createdAt.toISOString(),
    body: reply.body,
    ...(reply.editedAt ? { editedAt: reply.editedAt.toISOString() } : {}),
    ...(reply.imported ? { imported: true } : {}),
  };
}

/**
 * Flags with their threads, oldest first: of one article, or some by id. Six statements at most, however many flags.
 * `texts` spares the one for the paragraphs, where the caller has them.
 */
export async function presentFlags(
  tx: Tx,
  where: { articleId: string } | { ids: readonly string[] },
  texts?: ReadonlyMap<string, string>,
): Promise<FlagDto[]> {
  const flagScope = "ids" in where ? { id: { in: [...where.ids] } } : { articleId: where.articleId };
  const flags = await tx.flag.findMany({ where: flagScope, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  if (flags.length === 0) return [];
  const ofTheseFlags = "ids" in where ? { in: [...where.ids] } : { not: null };
  const [events, replies, textOf] = await Promise.all([
    tx.articleEvent.findMany({
      where: {
        flagId: ofTheseFlags,
        type: { in: Object.keys(THREAD_EVENTS) },
        ...("articleId" in where ? { articleId: where.articleId } : {}),
      },
      orderBy: { id: "asc" },
      select: { id: true, flagId: true, actorId: true, type: true, payload: true, createdAt: true },
    }),
    tx.reply.findMany({
      where: "ids" in where ? { flagId: { in: [...where.ids] } } : { flag: { articleId: where.articleId } },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      select: {
        id: true,
        flagId: true,
        authorId: true,
        body: true,
        imported: true,
        createdAt: true,
        editedAt: true,
      },
    }),
    texts ? ({ paragraphId }: FlagRow) => texts.get(paragraphId) : readTexts(tx, flags),
  ]);
  const people = await readPeople(tx, [
    ...flags.map(({ raisedById }) => raisedById),
    ...replies.map(({ authorId }) => authorId),
    ...events.flatMap(({ actorId, payload }) => {
      const { assignee } = payload as FlagEventPayload;
      return assignee ? [actorId, assignee] : [actorId];
    }),
  ]);
  const eventsOf = byFlag(events);
  const repliesOf = byFlag(replies);
  return flags.map((flag) =>
    flagDto({
      flag,
      paragraphText: textOf(flag),
      events: eventsOf.get(flag.id) ?? [],
      replies: repliesOf.get(flag.id) ?? [],
      people,
    }),
  );
}

/** One flag with its thread, after something happened to it. */
export async function presentFlag(tx: Tx, flagId: string): Promise<FlagDto> {
  const [flag] = await presentFlags(tx, { ids: [flagId] });
  if (!flag) throw new Error(`There is no flag ${flagId} to show.`);
  return flag;
}

function byFlag<Row extends { flagId: string | null }>(rows: readonly Row[]): Map<string | null, Row[]> {
  const groups = new Map<string | null, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.flagId);
    if (group) group.push(row);
    else groups.set(row.flagId, [row]);
  }
  return groups;
}

/** Paragraph ids are unique in their article only. */
async function readTexts(tx: Tx, flags: readonly FlagRow[]): Promise<(flag: FlagRow) => string | undefined> {
  const rows = await tx.paragraph.findMany({
    where: {
      articleId: { in: [...new Set(flags.map(({ articleId }) => articleId))] },
      id: { in: [...new Set(flags.map(({ paragraphId }) => paragraphId))] },
    },
    select: { articleId: true, id: true, text: true },
  });
  const texts = new Map(rows.map(({ articleId, id, text }) => [`${articleId}/${id}`, text]));
  return ({ articleId, paragraphId }) => texts.get(`${articleId}/${paragraphId}`);
}

/** A paragraph's row as the browser, and the document schema, know it. */
export function paragraphDto({ id, kind, attrs, text, content }: Paragraph): ParagraphDto {
  return {
    id,
    kind,
    attrs: attrs as ParagraphAttrs,
    text,
    content: content as unknown as InlineJson[],
  };
}

/** The article, of its parts as they were read in one snapshot. Title, bylines and references are read off the text. */
export function articleDto(
  article: Article,
  parts: {
    paragraphs: ParagraphDto[];
    authorIds: string[];
    flags: FlagDto[];
    draftVersion: number | null;
    lastEventId: bigint;
  },
): ArticleDto {
  const { paragraphs, flags, draftVersion } = parts;
  return {
    id: article.id,
    deskId: article.deskId,
    version: article.version,
    ...headOf(paragraphs, article.title),
    authorIds: parts.authorIds,
    language: article.language,
    citationStyle: article.citationStyle as CitationStyle,
    dueAt: article.dueAt?.toISOString() ?? null,
    status: statusOf({ version: article.version, draftVersion, flags }),
    draftVersion,
    paragraphs,
    flags,
    lastEventId: parts.lastEventId.toString(),
  };
}
