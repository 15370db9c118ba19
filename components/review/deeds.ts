import { ApiError, callApi } from "@/components/api";
import type { PersonDto } from "@/domain/contract";
import type { FlagStep } from "@/domain/flag/lifecycle";
import { assigned, raised, replied, replyEdited, stepped, type Act, type Projection } from "./optimism";
import type { Answer, Deed, Outgoing } from "./outbox";

/** What each deed is called, how it looks before the server has answered, and how it is sent. */

/** Outcomes that change the text: only the server can say what comes of them. */
const CHANGES_TEXT = new Set(["applied", "cited"]);

const STEP_LABELS: Record<Exclude<FlagStep, "resolve">, string> = {
  verify: "Verifying",
  reopen: "Reopening",
  withdraw: "Withdrawing",
};

/** To say what failed: "Your reply". */
export function labelOf(deed: Deed): string {
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
  if (deed.type === "step") return deed.note ?? "";
  if (deed.type === "editReply") return deed.body;
  if (deed.type !== "resolve") return "";
  const { note, sources = [], reference } = deed.settlement;
  return [note, ...sources, reference].filter(Boolean).join("\n");
}

/** A step of the flag's life, of which only one can be under way. */
export const isStep = ({ type }: Deed): boolean =>
  type !== "raise" && type !== "reply" && type !== "editReply";

/** Null where only the server can know. */
export function projectionOf({ id, flagId, at, deed }: Outgoing, actor: PersonDto): Projection | null {
  const act = (actId: string): Act => ({ id: actId, actor, at });
  switch (deed.type) {
    case "raise":
      return raised(act(id), deed.input, deed.words, deed.pending);
    case "drop":
      return null;
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

/** Longer than any answer takes: a network that is gone without a word is found out. */
const PATIENCE = 30_000;

/** Sends it. Throws ApiError; a timeout's DOMException when nothing answered. */
export async function send(articleId: string, { id, flagId, deed }: Outgoing): Promise<Answer> {
  const call = (path: string, body: unknown, method: "POST" | "PATCH" = "POST") =>
    callApi<Answer>(method, path, body, AbortSignal.timeout(PATIENCE));
  const onFlag = (what: string, body: object) => call(`/api/flags/${flagId}/${what}`, { id, ...body });
  switch (deed.type) {
    case "raise":
      return call(`/api/articles/${articleId}/${deed.pending ? "pending" : "flags"}`, { ...deed.input, id });
    case "drop":
      return drop(flagId);
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
    return await callApi("DELETE", `/api/pending/${flagId}`, undefined, AbortSignal.timeout(PATIENCE));
  } catch (error) {
    if (!(error instanceof ApiError && error.code === "not_found")) throw error;
    return {};
  }
}
