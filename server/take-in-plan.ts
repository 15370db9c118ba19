import "server-only";
import { randomUUID } from "node:crypto";
import type { Node } from "prosemirror-model";
import type { Step } from "prosemirror-transform";
import type {
  ArticleDto,
  FlagDto,
  ManuscriptFlag,
  ParsedManuscript,
  TakeInBase,
  TakeInFlagDto,
} from "@/domain/contract";
import { acceptSteps, nothingSince, takeBack } from "@/domain/article/accept";
import { docFromParagraphs, paragraphText, placeParagraphs } from "@/domain/article/document";
import type { AppliedSteps } from "@/domain/article/rebase";
import { stepsBetween } from "@/domain/article/steps-between";
import { anchorAt, type Anchor } from "@/domain/flag/anchor";
import { moveAnchors } from "@/domain/flag/move";
import { takeIn, type Taken } from "@/domain/round-trip";
import type { ArticleAccess } from "./access";
import { presentArticle } from "./articles";
import type { Tx } from "./db";
import { changeBy, readRevisions, type StoredRevision } from "./document";
import type { Did } from "./manuscript-store";

/** What a manuscript that comes in again does, and to what. */
export interface TakeInPlan {
  article: ArticleDto;
  taken: Taken;
  base: TakeInBase;
  /** What it does to the text as it stands. */
  steps: Step[];
  madeFrom: number | null;
  /** It had to be compared with the text as it stands. */
  conflict: boolean;
  /** The article's text with it. */
  after: Node;
  /** Flags that lose words by it. */
  moved: TakeInFlagDto[];
}

/** Reads the article as it stands and plans what the manuscript does to it. */
export async function planTakeIn(
  tx: Tx,
  { id: articleId, authorIds }: ArticleAccess,
  parsed: ParsedManuscript,
  wanted: TakeInBase,
): Promise<TakeInPlan> {
  const article = await presentArticle(tx, articleId, authorIds);
  const current = docFromParagraphs(article.paragraphs);
  const galley = parsed.galley?.articleId === articleId ? parsed.galley : undefined;
  const madeFrom = galley && galley.version <= article.version ? galley.version : null;
  const missed =
    madeFrom !== null && madeFrom < article.version
      ? withoutTakenBack(await readRevisions(tx, articleId, madeFrom))
      : [];
  const takenBack = await readTakenBack(tx, articleId);
  const decidedSince = await readDecidedSince(tx, articleId, galley?.eventId ?? null, takenBack);
  // What went with a manuscript that was taken back may come again; not where the file has it as one of ours.
  const inFile = new Set(galley?.flags.map(({ id }) => id));
  const flags = article.flags.filter(
    ({ id, status }) => status !== "withdrawn" || inFile.has(id) || !takenBack.raised.has(id),
  );
  const planOn = (over: AppliedSteps) => {
    const anchors = flags.map(anchorOf);
    const stood =
      over.steps.length === 0 ? anchors : moveAnchors(current, over.before, takeBack(over), anchors);
    const places = new Map(
      stood.flatMap((anchor) => (anchor.state === "exact" ? [[anchor.id, anchor]] : [])),
    );
    const receiving = {
      articleId,
      citationStyle: article.citationStyle,
      paragraphs: article.paragraphs,
      flags,
      base: over.before,
      places,
      decidedSince,
    };
    const taken = takeIn(parsed, receiving, randomUUID);
    const accepted = acceptSteps(taken.steps, over, randomUUID, article.citationStyle);
    if (!accepted) return null;
    const { after, steps, written } = accepted;
    return {
      taken,
      after,
      steps: steps.slice(0, written),
      moved: movedFlags(article, taken, current, accepted),
    };
  };
  const isBehind = wanted === "made_from" && missed.length > 0;
  const asMade = isBehind ? planOn(changeBy(missed, current)) : null;
  const plan = asMade ?? planOn(nothingSince(current));
  if (!plan) throw new Error("A manuscript compared with the text as it stands does not fit it.");
  return {
    ...plan,
    article,
    madeFrom,
    base: wanted === "made_from" && madeFrom !== null && (asMade || !isBehind) ? "made_from" : "now",
    conflict: isBehind && asMade === null,
  };
}

/** Without manuscripts that were taken in and back again before anything else was written: those did nothing. */
function withoutTakenBack(revisions: readonly StoredRevision[]): StoredRevision[] {
  const left: StoredRevision[] = [];
  for (const revision of revisions) {
    const { cause } = revision;
    const isUndone = cause.type === "manuscript_undone" && left.at(-1)?.version === cause.of;
    if (isUndone) left.pop();
    else left.push(revision);
  }
  return left;
}

/** Manuscripts that came in again and were taken back: they did nothing. */
interface TakenBack {
  /** The requests that took them in, and back. */
  requests: ReadonlySet<string>;
  /** The flags that they raised. */
  raised: ReadonlySet<string>;
}

async function readTakenBack(tx: Tx, articleId: string): Promise<TakenBack> {
  const manuscripts = await tx.manuscript.findMany({
    where: { articleId, undoneAt: { not: null } },
    select: { requestId: true, did: true },
  });
  const done = manuscripts.map(({ did }) => did as unknown as Did);
  return {
    requests: new Set([
      ...manuscripts.flatMap(({ requestId }) => requestId ?? []),
      ...done.flatMap(({ undoneBy }) => undoneBy ?? []),
    ]),
    raised: new Set(done.flatMap(({ raised }) => raised)),
  };
}

/** Flags that were decided here after the file was made. Of a file that does not say when, all of them. */
async function readDecidedSince(
  tx: Tx,
  articleId: string,
  eventId: string | null,
  takenBack: TakenBack,
): Promise<Set<string>> {
  const events = await tx.articleEvent.findMany({
    where: {
      articleId,
      type: { in: ["flag.resolved", "flag.reopened", "flag.verified", "flag.withdrawn"] },
      ...(eventId === null ? {} : { id: { gt: BigInt(eventId) } }),
    },
    select: { flagId: true, payload: true },
  });
  const decided = events.filter(({ payload }) => {
    const { requestId } = payload as { requestId?: string };
    return requestId === undefined || !takenBack.requests.has(requestId);
  });
  return new Set(decided.map(({ flagId }) => flagId!));
}

const anchorOf = ({ id, paragraphId, anchor }: FlagDto): Anchor & { id: string } => ({
  id,
  paragraphId,
  start: anchor.start,
  end: anchor.end,
  state: anchor.state,
  quote: anchor.quote,
  prefix: anchor.prefix,
  suffix: anchor.suffix,
  recovery: null,
});

/** Open flags whose words are not what they were any more; those that are settled by it have had their end. */
function movedFlags(
  { flags }: ArticleDto,
  { fixes }: Taken,
  before: Node,
  { after, steps }: AppliedSteps,
): TakeInFlagDto[] {
  const fixed = new Set(fixes.map(({ flagId }) => flagId));
  const open = flags.filter(({ id, status }) => status === "open" && !fixed.has(id));
  const stood = new Map(open.map(({ id, anchor }) => [id, anchor.state]));
  return moveAnchors(before, after, steps, open.map(anchorOf)).flatMap(({ id, state }): TakeInFlagDto[] =>
    state === "exact" || state === stood.get(id) ? [] : [{ flagId: id, what: state }],
  );
}

/** The new flags where their words stand in a text that holds more than the file: what was written here meanwhile. */
export function raisedPlaces({ taken: { doc, fresh } }: TakeInPlan, after: Node): ManuscriptFlag[] {
  const placed = placeParagraphs(doc);
  const anchors = fresh.map((flag): Anchor & { flag: ManuscriptFlag } => ({
    flag,
    paragraphId: flag.paragraphKey,
    start: flag.start,
    end: flag.end,
    state: "exact",
    recovery: null,
    ...anchorAt(paragraphText(placed.get(flag.paragraphKey)!.node), flag.start, flag.end),
  }));
  const [first] = after.children.filter((node) => paragraphText(node).trim() !== "");
  return moveAnchors(doc, after, stepsBetween(doc, after), anchors).flatMap(
    ({ flag, state, paragraphId, start, end }): ManuscriptFlag[] => {
      if (state !== "detached" && start < end) return [{ ...flag, paragraphKey: paragraphId, start, end }];
      // Its words are gone here: it stands on the first words there are, rather than nowhere.
      return first
        ? [{ ...flag, paragraphKey: first.attrs.id as string, start: 0, end: paragraphText(first).length }]
        : [];
    },
  );
}
