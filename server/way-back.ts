import "server-only";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Step } from "prosemirror-transform";
import { schema } from "@/domain/article/schema";
import { type WayBack, type StoodAnchor } from "@/domain/flag/way-back";
import type { Tx } from "./db";
import { anchorOf, type StoredAnchor } from "./text-rows";

/** Milliseconds of walking after which other requests have their turn: the whole way may take a second. */
const TURN = 10;

/** What takes a revision back. */
export interface StoredUndone {
  version: number;
  inverse: Record<string, unknown>[];
  stood: StoodAnchor[] | null;
}

/** What takes the revisions after a version back, the newest first. */
export async function readUndone(tx: Tx, articleId: string, since: number): Promise<StoredUndone[]> {
  return tx.$queryRaw<StoredUndone[]>`
    SELECT "version", "inverse", "stood" FROM "Revision"
    WHERE "articleId" = ${articleId}::uuid AND "version" > ${since} ORDER BY "version" DESC`;
}

/** The anchors of all flags of an article, pending ones too, without what they remember. */
export async function readAnchors(tx: Tx, articleId: string): Promise<StoredAnchor[]> {
  const where = { articleId };
  const select = {
    id: true,
    paragraphId: true,
    start: true,
    end: true,
    anchorState: true,
    quote: true,
    prefix: true,
    suffix: true,
  };
  const flags = await tx.flag.findMany({ where, select });
  const pending = await tx.pendingFlag.findMany({ where, select });
  return [...flags, ...pending].map((row) => anchorOf({ ...row, recovery: null }));
}

/** Walks back over revisions, without keeping the process from its other work. */
export async function walkBack(way: WayBack, undone: readonly StoredUndone[]): Promise<WayBack> {
  let began = performance.now();
  for (const { inverse, stood } of undone) {
    way.undo({ steps: inverse.map((step) => Step.fromJSON(schema, step)).reverse(), stood });
    if (performance.now() - began < TURN) continue;
    await nextTurn();
    began = performance.now();
  }
  return way;
}
