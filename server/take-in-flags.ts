import "server-only";
import type { TakeInFlagDto } from "@/domain/contract";
import type { Outcome } from "@/domain/flag/kinds";
import { settlementRefusal } from "@/domain/flag/lifecycle";
import { MARKED_DONE, outcomeOfMark } from "@/domain/flag/marked-done";
import { may, type Actor } from "@/domain/policy";
import { loadFlagsOf, type ArticleAccess, type FlagAccess } from "./access";
import type { Tx } from "./db";
import { reopenFlags } from "./flag-change";
import { storeReplies } from "./manuscript-flags";
import type { Did } from "./manuscript-store";
import { settleFlags } from "./settlements";
import type { TakeInPlan } from "./take-in-plan";

/** What a manuscript that comes in again decides about flags: whatever the person who brings it may decide, and no more. */

const REJECTED = "Rejected in the Word file.";
const REOPENED = "Opened again in the Word file.";
const NOT_ALLOWED = "Your role on this desk does not allow this.";

export interface Decision {
  flag: FlagAccess;
  told: TakeInFlagDto;
  note?: string;
}

/** Decides for each flag that the file speaks of what becomes of it, and why not where nothing does. */
export async function readFlagsToSettle(
  tx: Tx,
  actor: Actor,
  access: ArticleAccess,
  { article, taken }: TakeInPlan,
): Promise<Decision[]> {
  const { fixes, marked, reopened } = taken;
  const ids = [...fixes.map(({ flagId }) => flagId), ...marked, ...reopened];
  const flags = new Map((await loadFlagsOf(tx, access, ids)).map((flag) => [flag.id, flag]));
  const facts = new Map(article.flags.map((flag) => [flag.id, flag]));
  const decide = (flagId: string, outcome: Outcome, note?: string): Decision[] => {
    const flag = flags.get(flagId);
    if (!flag) return [];
    const { anchor, paragraphChanged } = facts.get(flagId)!;
    const settlement = { outcome, note };
    const refusal = !may(actor, "flag.resolve", flag)
      ? NOT_ALLOWED
      : // Its words are put in place by the very change that settles it.
        outcome === "applied"
        ? null
        : settlementRefusal({ ...flag, anchorState: anchor.state, paragraphChanged }, settlement);
    const told: TakeInFlagDto =
      refusal === null ? { flagId, what: "settled", outcome } : { flagId, what: "left", reason: refusal };
    return [{ flag, told, ...(note === undefined ? {} : { note }) }];
  };
  return [
    ...fixes.flatMap(({ flagId, outcome }) =>
      decide(flagId, outcome, outcome === "declined" ? REJECTED : undefined),
    ),
    ...marked.flatMap((flagId): Decision[] => {
      const flag = flags.get(flagId);
      const outcome = flag && outcomeOfMark(flag.kind);
      if (outcome) return decide(flagId, outcome, outcome === "stands" ? MARKED_DONE : undefined);
      const isSaid = facts.get(flagId)?.thread.some(({ body }) => body === MARKED_DONE);
      return flag && !isSaid ? [{ flag, told: { flagId, what: "marked" } }] : [];
    }),
    ...reopened.flatMap((flagId): Decision[] => {
      const flag = flags.get(flagId);
      if (!flag) return [];
      const told: TakeInFlagDto = may(actor, "flag.reopen", flag)
        ? { flagId, what: "reopened" }
        : { flagId, what: "left", reason: `It was opened again in the file. ${NOT_ALLOWED}` };
      return [{ flag, told }];
    }),
  ];
}

/** Writes the decisions, behind the article's lock. Throws conflict where somebody else has just decided one. */
export async function settleTaken(
  tx: Tx,
  actor: Actor,
  { articleId, settlements, requestId }: { articleId: string; settlements: Decision[]; requestId: string },
): Promise<Pick<Did, "settled" | "reopened" | "replies">> {
  const outcomes = new Map<string, Decision[]>();
  for (const decision of settlements) {
    if (decision.told.what !== "settled") continue;
    const key = JSON.stringify([decision.told.outcome, decision.note]);
    outcomes.set(key, [...(outcomes.get(key) ?? []), decision]);
  }
  for (const decisions of outcomes.values()) {
    const [{ told, note }] = decisions as [Decision];
    await settleFlags(
      tx,
      actor,
      decisions.map(({ flag }) => flag),
      { id: requestId, outcome: told.outcome!, note, sources: [] },
    );
  }
  const replies = await storeReplies(
    tx,
    articleId,
    settlements
      .filter(({ told }) => told.what === "marked")
      .map(({ flag }) => ({ flagId: flag.id, authorId: actor.id, at: null, body: MARKED_DONE })),
  );
  const reopened = settlements.filter(({ told }) => told.what === "reopened").map(({ flag }) => flag);
  await reopenFlags(tx, actor, reopened, { requestId, note: REOPENED });
  return {
    replies,
    settled: settlements.flatMap(({ told, flag }) => (told.what === "settled" ? [flag.id] : [])),
    reopened: reopened.map((flag) => ({
      id: flag.id,
      status: flag.status,
      outcome: flag.outcome,
      sources: flag.sources,
      resolvedById: flag.resolvedById,
      resolvedAt: flag.resolvedAt?.toISOString() ?? null,
      verifiedText: flag.verifiedText,
    })),
  };
}
