import "server-only";
import { createHash, randomUUID } from "node:crypto";
import type { CitationStyle } from "@/domain/article/citations";
import type { DraftFormat, DraftNotes, DraftQuery, SignOffDto } from "@/domain/contract";
import {
  DRAFT_CONTENT_TYPES,
  draftFilename,
  draftText,
  signOff,
  signOffHtml,
  toDocx,
  toHtml,
  toJson,
  toMarkdown,
  toPdfArticle,
  toText,
  type DraftNotice,
  type DraftSource,
} from "@/domain/draft";
import { GalleyError } from "@/domain/errors";
import type { Actor } from "@/domain/policy";
import { loadArticleFor } from "./access";
import { paragraphDto } from "./article-dto";
import { presentArticle } from "./articles";
import { db, inSnapshot, readClock, type Tx } from "./db";
import { appendEvent } from "./events";
import { gateOf } from "./gate";
import { renderPdf } from "./pdf";

/** A download that is begun again (a second click, a resumed one) within this time, in ms, is one export. */
export const ONE_EXPORT = 60_000;

export interface DraftFile {
  /** May hold letters beyond ASCII. */
  filename: string;
  contentType: string;
  body: Uint8Array;
}

type CleanQuery = Pick<DraftQuery, "format" | "notes" | "openFlags">;

/**
 * The clean draft as a file, and on record unless it is only looked at (a HEAD request). While the gate is shut it is a
 * conflict that carries the gate; with `openFlags` a chief gets it all the same, and every page of it says so.
 */
export async function exportDraft(
  actor: Actor,
  articleId: string,
  { format, notes, openFlags }: CleanQuery,
  { onRecord = true } = {},
): Promise<DraftFile> {
  const action = openFlags ? "draft.export_with_open_flags" : "draft.export";
  const draft = await inSnapshot(async (tx) => {
    const { version } = await loadArticleFor(actor, articleId, action, tx);
    const gate = await gateOf(tx, articleId);
    if (!gate.open && !openFlags)
      throw new GalleyError("conflict", "The gate is shut: some flags are not settled yet.", gate);
    const source = await readSource(tx, articleId);
    const notice = gate.open ? undefined : { openFlags: gate.blockers.length };
    return { articleId, version, format, source, notice, textHash: textHash(source) };
  });
  // A PDF of a long article takes seconds: no connection is held for it.
  const body = await draftBody(draft, notes);
  if (onRecord) await db.$transaction((tx) => recordDraft(tx, actor, draft));
  return {
    filename: draftFilename(draft.source, format, draft.notice && "with-open-flags"),
    contentType: DRAFT_CONTENT_TYPES[format],
    body,
  };
}

/** A draft as it was read, of one moment. */
interface ReadDraft {
  articleId: string;
  version: number;
  format: DraftFormat;
  source: DraftSource;
  notice: DraftNotice | undefined;
  textHash: string;
}

/** What was flagged, how it was settled, by whom and when. */
export async function readSignOff(actor: Actor, articleId: string): Promise<SignOffDto> {
  return inSnapshot(async (tx) => {
    const { authorIds } = await loadArticleFor(actor, articleId, "article.read", tx);
    const article = await presentArticle(tx, articleId, authorIds);
    return signOff({
      article,
      textHash: textHash(article),
      now: (await readClock(tx)).toISOString(),
      by: { id: actor.id, name: actor.name },
    });
  });
}

/** The same as a self-contained page. */
export async function readSignOffPage(actor: Actor, articleId: string): Promise<string> {
  return signOffHtml(await readSignOff(actor, articleId));
}

async function readSource(tx: Tx, articleId: string): Promise<DraftSource> {
  const { language, citationStyle } = await tx.article.findUniqueOrThrow({
    where: { id: articleId },
    select: { language: true, citationStyle: true },
  });
  const rows = await tx.paragraph.findMany({ where: { articleId }, orderBy: { position: "asc" } });
  return { language, citationStyle: citationStyle as CitationStyle, paragraphs: rows.map(paragraphDto) };
}

/** SHA-256 of the plain-text draft, hex: the same words have the same, whatever the format. */
function textHash(source: DraftSource): string {
  return createHash("sha256").update(draftText(source), "utf8").digest("hex");
}

async function draftBody(
  { articleId, version, format, source, notice, textHash: hash }: ReadDraft,
  notes: DraftNotes | undefined,
): Promise<Uint8Array> {
  switch (format) {
    case "md":
      return Buffer.from(toMarkdown(source, notice), "utf8");
    case "html":
      return Buffer.from(toHtml(source, notice), "utf8");
    case "txt":
      return Buffer.from(toText(source, notice), "utf8");
    case "docx":
      return toDocx(source, notice, { notes });
    case "pdf":
      return renderPdf(toPdfArticle(source, { notes, notice }));
    case "json":
      return Buffer.from(
        `${JSON.stringify(toJson(source, { id: articleId, version, hash }, notice), null, 2)}\n`,
      );
  }
}

async function recordDraft(tx: Tx, actor: Actor, draft: ReadDraft): Promise<void> {
  const { articleId, version, format, textHash } = draft;
  const openFlags = draft.notice?.openFlags ?? 0;
  const same = { articleId, version, format, textHash, openFlags, actorId: actor.id };
  const since = new Date((await readClock(tx)).getTime() - ONE_EXPORT);
  if (await tx.draft.findFirst({ where: { ...same, createdAt: { gt: since } }, select: { id: true } }))
    return;
  const draftId = randomUUID();
  await tx.$executeRaw`
    INSERT INTO "Draft" ("id", "articleId", "version", "format", "textHash", "openFlags", "actorId")
    VALUES (${draftId}::uuid, ${articleId}::uuid, ${version}, ${format}, ${textHash}, ${openFlags},
      ${actor.id}::uuid)`;
  await appendEvent(tx, {
    articleId,
    actorId: actor.id,
    type: "draft.exported",
    payload: { draftId, format, version, openFlags },
  });
}
