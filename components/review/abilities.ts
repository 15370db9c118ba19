import type { ArticleDto, FlagDto } from "@/domain/contract";
import { statusAfter } from "@/domain/flag/lifecycle";
import { may, type Actor, type FlagResource } from "@/domain/policy";

/** What this person can do with a flag as it stands now: by permission and by the flag's life. */
export interface FlagAbilities {
  reply: boolean;
  resolve: boolean;
  waive: boolean;
  verify: boolean;
  reopen: boolean;
  withdraw: boolean;
  assign: boolean;
  anchor: boolean;
}

type ArticleFacts = Pick<ArticleDto, "deskId" | "authorIds">;

function resourceOf({ deskId, authorIds }: ArticleFacts, flag: FlagDto): FlagResource {
  const { kind, status, raisedBy, resolvedById } = flag;
  const raisedByOutsider = raisedBy.outside === true;
  return { deskId, authorIds, kind, status, raisedById: raisedBy.id, raisedByOutsider, resolvedById };
}

export function abilitiesOf(actor: Actor, article: ArticleFacts, flag: FlagDto): FlagAbilities {
  const resource = resourceOf(article, flag);
  const possible = (step: Parameters<typeof statusAfter>[1]) => statusAfter(flag.status, step) !== null;
  return {
    reply: may(actor, "flag.reply", resource),
    resolve: possible("resolve") && may(actor, "flag.resolve", resource),
    waive: possible("resolve") && may(actor, "flag.waive", resource),
    verify: possible("verify") && may(actor, "flag.verify", resource),
    reopen: possible("reopen") && may(actor, "flag.reopen", resource),
    withdraw: possible("withdraw") && may(actor, "flag.withdraw", resource),
    assign: flag.status === "open" && may(actor, "flag.assign", resource),
    anchor: flag.anchor.state !== "exact" && may(actor, "flag.anchor", resource),
  };
}

/** A reply can be edited by whoever wrote it for ten minutes. Times in epoch milliseconds. */
export function canEditReply(
  entry: { type: string; actor: { id: string }; at: string; imported?: true },
  actorId: string,
  now: number,
) {
  if (entry.type !== "reply" || entry.actor.id !== actorId || entry.imported) return false;
  return now - Date.parse(entry.at) < REPLY_EDIT_TIME;
}

const REPLY_EDIT_TIME = 10 * 60_000;
