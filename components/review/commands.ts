import { callApi } from "@/components/api";
import { anchorAt } from "@/domain/flag/anchor";
import type {
  ApplyDto,
  ArticleDto,
  FlagDto,
  FlagInput,
  PersonDto,
  ResolvedDto,
  ResolveInput,
  SentDto,
  UndoApplyDto,
} from "@/domain/contract";
import type { FlagStep } from "@/domain/flag/lifecycle";
import type { KeptFlag } from "./compose-draft";
import { draftKey, keepDraft, sentReplyForm, type DraftStorage } from "./drafts";
import { assigned, raised, replied, replyEdited, stepped, type Act } from "./optimism";
import type { ArticleStore } from "./store";
import type { TaskSpec } from "./tasks";

/** Outcomes that change the text: only the server can say what comes of them. */
const CHANGES_TEXT = new Set(["applied", "cited"]);

/** Where a flag's words that were never confirmed are kept, by the flag's own id. */
export const newFlagForm = (flagId: string) => `new:${flagId}`;

/**
 * Everything a person can do on the review. Each shows at once where that is safe, and fails where it happened.
 * Ids are made here, so that sending again never makes a second one. The answers say whether it went through.
 */
export function makeCommands(store: ArticleStore, actor: PersonDto, storage: () => DraftStorage) {
  const me: PersonDto = { id: actor.id, name: actor.name };
  const act = (id: string = crypto.randomUUID()): Act => ({ id, actor: me, at: new Date().toISOString() });

  async function flagAnswer(path: string, method: "POST" | "PATCH", body: unknown): Promise<void> {
    const { flag } = await callApi<{ flag: FlagDto }>(method, path, body);
    store.receiveFlag(flag);
  }

  /** A refusal because things have moved on: show how they are now. */
  const afresh = (send: () => Promise<void>) => async () => {
    try {
      await send();
    } catch (error) {
      if ((error as { code?: string }).code === "conflict") await store.refetch().catch(() => undefined);
      throw error;
    }
  };

  const run = (spec: TaskSpec) => store.run({ ...spec, send: afresh(spec.send) });

  return {
    /** Raises a flag, or (`pending`) adds it to the review that this person will send later. */
    raise(
      input: Omit<FlagInput, "id">,
      id: string = crypto.randomUUID(),
      pending = false,
    ): { id: string; sent: Promise<boolean> } {
      const article: ArticleDto = store.getSnapshot();
      const text = article.paragraphs.find((paragraph) => paragraph.id === input.paragraphId)?.text ?? "";
      const key = draftKey(me.id, article.id, newFlagForm(id));
      const kept: KeptFlag = { ...input, ...(pending ? { pending } : {}) };
      keepDraft(storage(), key, kept);
      const sent = run({
        id,
        flagId: id,
        label: "This flag",
        project: raised(act(id), input, anchorAt(text, input.start, input.end), pending),
        keep: true,
        send: async () => {
          const path = `/api/articles/${article.id}/${pending ? "pending" : "flags"}`;
          const { flag } = await callApi<{ flag: FlagDto }>("POST", path, { ...input, id });
          if (pending) store.receivePending(id, flag);
          else store.receiveFlag(flag);
          keepDraft(storage(), key, null);
        },
        onDiscard: () => keepDraft(storage(), key, null),
      });
      return { id, sent };
    },

    /** Sends pending flags: all, or these. What stays pending is in the answer; throws ApiError. */
    async sendPending(flagIds?: string[]): Promise<SentDto> {
      const path = `/api/articles/${store.getSnapshot().id}/pending/send`;
      const answer = await callApi<SentDto>("POST", path, flagIds ? { flagIds } : {});
      for (const flag of answer.flags) {
        store.receivePending(flag.id, null);
        store.receiveFlag(flag);
      }
      return answer;
    },

    dropPending(flagId: string): Promise<boolean> {
      return run({
        id: `drop:${flagId}`,
        flagId,
        label: "Throwing it away",
        send: async () => {
          await callApi("DELETE", `/api/pending/${flagId}`);
          store.receivePending(flagId, null);
        },
      });
    },

    reply(flagId: string, body: string, id?: string): Promise<boolean> {
      const reply = act(id);
      const key = draftKey(me.id, flagId, sentReplyForm(reply.id));
      keepDraft(storage(), key, body);
      return run({
        id: reply.id,
        flagId,
        label: "Your reply",
        project: replied(reply, flagId, body),
        keep: true,
        send: async () => {
          await flagAnswer(`/api/flags/${flagId}/replies`, "POST", { id: reply.id, body });
          keepDraft(storage(), key, null);
        },
        onDiscard: () => keepDraft(storage(), key, null),
      });
    },

    editReply(flagId: string, replyId: string, body: string): Promise<boolean> {
      return run({
        id: `edit:${replyId}`,
        flagId,
        label: "The change to your reply",
        project: replyEdited(act(replyId), flagId, body),
        send: () => flagAnswer(`/api/replies/${replyId}`, "PATCH", { body }),
      });
    },

    step(flagId: string, step: Exclude<FlagStep, "resolve">, note?: string): Promise<boolean> {
      return run({
        id: `${step}:${flagId}`,
        flagId,
        label: { verify: "Verifying", reopen: "Reopening", withdraw: "Withdrawing" }[step],
        project: stepped(act(), flagId, step, note ? { note } : {}),
        send: () => flagAnswer(`/api/flags/${flagId}/${step}`, "POST", note ? { note } : {}),
      });
    },

    /** `onText` is told the version that settling so made of the text, if it did. */
    resolve(flagId: string, settlement: ResolveInput, onText?: (version: number) => void): Promise<boolean> {
      const { outcome, note, sources } = settlement;
      return run({
        id: `resolve:${flagId}`,
        flagId,
        label: "Settling",
        ...(CHANGES_TEXT.has(outcome)
          ? {}
          : {
              project: stepped(act(), flagId, "resolve", {
                outcome,
                ...(note ? { note } : {}),
                ...(sources ? { sources } : {}),
              }),
            }),
        send: async () => {
          const answer = await callApi<ResolvedDto>("POST", `/api/flags/${flagId}/resolve`, settlement);
          store.receiveChange(answer.change);
          store.receiveFlag(answer.flag);
          if (answer.change) onText?.(answer.version);
        },
      });
    },

    assign(flagId: string, assignee: PersonDto | null): Promise<boolean> {
      return run({
        id: `assign:${flagId}`,
        flagId,
        label: "Assigning",
        project: assigned(act(), flagId, assignee),
        send: () => flagAnswer(`/api/flags/${flagId}/assign`, "POST", { assigneeId: assignee?.id ?? null }),
      });
    },

    /** Puts a flag on words that a person selected. */
    anchor(flagId: string, words: { paragraphId: string; start: number; end: number }): Promise<boolean> {
      const { version } = store.getSnapshot();
      const { paragraphId, start, end } = words;
      return run({
        id: `anchor:${flagId}`,
        flagId,
        label: "Putting the flag here",
        send: () => flagAnswer(`/api/flags/${flagId}/anchor`, "POST", { version, paragraphId, start, end }),
      });
    },

    /** Applies many typo fixes in one transaction; throws ApiError. */
    async applyAll(flagIds: string[]): Promise<ApplyDto> {
      const answer = await callApi<ApplyDto>("POST", `/api/articles/${store.getSnapshot().id}/flags/apply`, {
        flagIds,
      });
      store.receiveChange(answer.change);
      for (const flag of answer.flags) store.receiveFlag(flag);
      return answer;
    },

    /** Takes back what applying made of the text in this version, and opens its flags again; throws ApiError. */
    async undoApplied(version: number): Promise<void> {
      const path = `/api/articles/${store.getSnapshot().id}/flags/apply/undo`;
      const answer = await callApi<UndoApplyDto>("POST", path, { version });
      store.receiveChange(answer.change);
      for (const flag of answer.flags) store.receiveFlag(flag);
    },
  };
}

export type Commands = ReturnType<typeof makeCommands>;
