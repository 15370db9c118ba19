import { ApiError } from "@/components/api";
import type { PersonDto } from "@/domain/contract";
import type { FlagStep } from "@/domain/flag/lifecycle";
import * as ofArticle from "./article-deeds";
import { call } from "./deed-call";
import {
  assigned,
  dropped,
  raised,
  replied,
  replyEdited,
  stepped,
  type Act,
  type Projection,
} from "./optimism";
import type { Answer, Deed, ArticleDeed, Outgoing, Refusal } from "./outbox";

/** What each deed is called, how it looks before the server has answered, and how it is sent. */

const OF_THE_ARTICLE = new Set<Deed["type"]>([
  "apply",
  "unapply",
  "send",
  "addReferences",
  "editReference",
  "mergeReference",
  "deleteReference",
  "citationStyle",
] satisfies ArticleDeed["type"][]);

const isOfArticle = (deed: Deed): deed is ArticleDeed => OF_THE_ARTICLE.has(deed.type);

/** Outcomes that change the text: only the server can say what comes of them. */
const CHANGES_TEXT = new Set(["applied", "cited"]);

const STEP_LABELS: Record<Exclude<FlagStep, "resolve">, string> = {
  verify: "Verifying",
  reopen: "Reopening",
  withdraw: "Withdrawing",
};

/** To say what failed: "Your reply". */
export function labelOf(deed: Deed): string {
  if (isOfArticle(deed)) return ofArticle.labelOf(deed);
  switch (deed.type) {
    case "raise":
      return "This flag";
    case "drop":
      return "Throwing it away";
    case "reply":
      return "Your reply";
    case "editReply":
      return "The change to your reply";
    case "step":
      return STEP_LABELS[deed.step];
    case "resolve":
      return "Settling";
    case "assign":
      return "Assigning";
    case "anchor":
      return "Putting the flag here";
  }
}

/** Words of its own that stay on screen when it is refused; of all else the server's state shows again. */
export const staysOnScreen = ({ type }: Deed): boolean => type === "raise" || type === "reply";

/** What a person wrote with it. */
export function wordsOf(deed: Deed): string {
  if (isOfArticle(deed)) return ofArticle.wordsOf(deed);
  if (deed.type === "step") return deed.note ?? "";
  if (deed.type === "editReply") return deed.body;
  if (deed.type !== "resolve") return "";
  const { note, sources = [], reference } = deed.settlement;
  return [note, ...sources, reference].filter(Boolean).join("\n");
}

const NO_STEPS = new Set<Deed["type"]>(["raise", "reply", "editReply"]);

/** A step of the flag's life, of which only one can be under way. */
export const isStep = ({ type }: Deed): boolean => !NO_STEPS.has(type);

/** Ids of the flags and references that it is about. */
export function aboutOf({ flagId, deed, refusal }: Outgoing): readonly string[] {
  if (flagId !== null) return [flagId];
  return isOfArticle(deed) ? ofArticle.aboutOf(deed, refusal) : [];
}

/** It is the same thing done again: that the other one was refused has been seen. */
export function isAgain({ flagId, deed }: Pick<Outgoing, "flagId" | "deed">, other: Outgoing): boolean {
  if (flagId !== null) return other.flagId === flagId && isStep(deed) && isStep(other.deed);
  return isOfArticle(deed) && isOfArticle(other.deed) && ofArticle.isAgain(deed, other.deed);
}

/** It shows already as it will be, or waits where it can be seen. */
export function isShown(outgoing: Outgoing, actor: PersonDto): boolean {
  if (isOfArticle(outgoing.deed)) return ofArticle.isShown(outgoing.deed);
  return projectionOf(outgoing, actor) !== null;
}

/** Null where only the server can know, or the article itself shows nothing of it. */
export function projectionOf({ id, flagId, at, deed }: Outgoing, actor: PersonDto): Projection | null {
  if (isOfArticle(deed)) return ofArticle.projectionOf(deed);
  if (flagId === null) return null;
  const act = (actId: string): Act => ({ id: actId, actor, at });
  switch (deed.type) {
    case "raise":
      return raised(act(id), deed.input, deed.words, deed.pending);
    case "drop":
      return dropped(flagId);
    case "reply":
      return replied(act(id), flagId, deed.body);
    case "editReply":
      return replyEdited(act(deed.replyId), flagId, deed.body);
    case "step":
      return stepped(act(id), flagId, deed.step, deed.note ? { note: deed.note } : {});
    case "resolve": {
      const { outcome, note, sources } = deed.settlement;
      if (CHANGES_TEXT.has(outcome)) return null;
      return stepped(act(id), flagId, "resolve", {
        outcome,
        ...(note ? { note } : {}),
        ...(sources ? { sources } : {}),
      });
    }
    case "assign":
      return assigned(act(id), flagId, deed.assignee);
    case "anchor":
      return null;
  }
}

/** What of it the server did not do, though it did the rest; null when it did all. */
export const restOf = (deed: Deed, answer: Answer): Refusal | null =>
  isOfArticle(deed) ? ofArticle.restOf(deed, answer) : null;

/** A deed that waits, now that one before it is done: null where that makes no difference to it. */
export const afterwards = (deed: Deed, done: Deed, answer: Answer): Deed | null =>
  isOfArticle(deed) && isOfArticle(done) ? ofArticle.afterwards(deed, done, answer) : null;

/** Says what came of it, where that is more than what shows; `perform` is for taking it back. */
export function tell(deed: Deed, answer: Answer, perform: (deed: ArticleDeed) => void): void {
  if (isOfArticle(deed)) ofArticle.tell(deed, answer, perform);
}

/** Sends it. Throws as `call` does. */
export async function send(articleId: string, { id, flagId, deed }: Outgoing): Promise<Answer> {
  if (isOfArticle(deed)) return ofArticle.send(articleId, id, deed);
  const onFlag = (what: string, body: object) => call(`/api/flags/${flagId}/${what}`, { id, ...body });
  switch (deed.type) {
    case "raise":
      return call(`/api/articles/${articleId}/${deed.pending ? "pending" : "flags"}`, { ...deed.input, id });
    case "drop":
      return drop(flagId!);
    case "reply":
      return onFlag("replies", { body: deed.body });
    case "editReply":
      return call(`/api/replies/${deed.replyId}`, { body: deed.body }, "PATCH");
    case "step":
      return onFlag(deed.step, deed.note ? { note: deed.note } : {});
    case "resolve":
      return onFlag("resolve", deed.settlement);
    case "assign":
      return onFlag("assign", { assigneeId: deed.assignee?.id ?? null });
    case "anchor": {
      const { version, paragraphId, start, end } = deed;
      return onFlag("anchor", { version, paragraphId, start, end });
    }
  }
}

/** What is gone already is as it should be. */
async function drop(flagId: string): Promise<Answer> {
  try {
    return await call(`/api/pending/${flagId}`, undefined, "DELETE");
  } catch (error) {
    if (!(error instanceof ApiError && error.code === "not_found")) throw error;
    return {};
  }
}
