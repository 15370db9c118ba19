import type { CitationStyle } from "@/domain/article/citations";
import { callApi } from "@/components/api";
import { anchorAt } from "@/domain/flag/anchor";
import type {
  ApplyDto,
  FlagInput,
  PersonDto,
  ReferenceChangeDto,
  ReferenceEditInput,
  ReferencesDto,
  ResolveInput,
  SentDto,
  UndoApplyDto,
} from "@/domain/contract";
import type { FlagStep } from "@/domain/flag/lifecycle";
import { draftKey } from "./drafts";
import type { Answer, Deed } from "./outbox";
import type { ArticleStore } from "./store";

const newId = () => crypto.randomUUID();

interface RunOptions {
  id?: string;
  /** The key of the form's draft that is sent with it. */
  draft?: string;
  onAnswer?: (answer: Answer) => void;
}

/**
 * Everything a person can do on the review. Each shows at once where that is safe, waits in the outbox until it can be
 * sent, and fails where it happened. Ids are made here, so that sending again never does it twice. The answers say
 * whether it went through.
 */
export function makeCommands(store: ArticleStore, actor: PersonDto) {
  async function changeReferences<Answer extends ReferenceChangeDto = ReferenceChangeDto>(
    method: "POST" | "PATCH" | "DELETE",
    path: string,
    body?: unknown,
  ): Promise<Answer> {
    const answer = await callApi<Answer>(method, `/api/articles/${store.getSnapshot().id}${path}`, body);
    store.receiveChange(answer.change);
    return answer;
  }

  const run = (flagId: string, deed: Deed, { id = newId(), draft, onAnswer }: RunOptions = {}) => {
    const at = new Date().toISOString();
    return store.run({ id, flagId, at, deed, ...(draft ? { drafts: [draft] } : {}) }, onAnswer);
  };

  return {
    /** Raises a flag, or (`pending`) adds it to the review that this person will send later. */
    raise(input: Omit<FlagInput, "id">, pending = false): { id: string; sent: Promise<boolean> } {
      const id = newId();
      const { paragraphs } = store.getSnapshot();
      const text = paragraphs.find((paragraph) => paragraph.id === input.paragraphId)?.text ?? "";
      const words = anchorAt(text, input.start, input.end);
      const deed: Deed = { type: "raise", input, words, ...(pending ? { pending } : {}) };
      return { id, sent: run(id, deed, { id }) };
    },

    /** Sends pending flags: all, or these. What stays pending is in the answer; throws ApiError. */
    async sendPending(flagIds?: string[]): Promise<SentDto> {
      const path = `/api/articles/${store.getSnapshot().id}/pending/send`;
      const answer = await callApi<SentDto>("POST", path, flagIds ? { flagIds } : {});
      for (const flag of answer.flags) store.receiveFlag(flag);
      return answer;
    },

    dropPending(flagId: string): Promise<boolean> {
      return run(flagId, { type: "drop" });
    },

    reply(flagId: string, body: string): Promise<boolean> {
      return run(flagId, { type: "reply", body });
    },

    editReply(flagId: string, replyId: string, body: string): Promise<boolean> {
      return run(
        flagId,
        { type: "editReply", replyId, body },
        { draft: draftKey(actor.id, replyId, "edit") },
      );
    },

    step(flagId: string, step: Exclude<FlagStep, "resolve">, note?: string): Promise<boolean> {
      const draft = draftKey(actor.id, flagId, step);
      return run(flagId, { type: "step", step, ...(note ? { note } : {}) }, { draft });
    },

    /** `onText` is told the version that settling so made of the text, if it did. */
    resolve(flagId: string, settlement: ResolveInput, onText?: (version: number) => void): Promise<boolean> {
      const draft = draftKey(actor.id, flagId, settlement.outcome);
      return run(
        flagId,
        { type: "resolve", settlement },
        {
          draft,
          onAnswer: ({ change, version }) => {
            if (change && version) onText?.(version);
          },
        },
      );
    },

    assign(flagId: string, assignee: PersonDto | null): Promise<boolean> {
      return run(flagId, { type: "assign", assignee });
    },

    /** Puts a flag on words that a person selected. */
    anchor(flagId: string, words: { paragraphId: string; start: number; end: number }): Promise<boolean> {
      const { paragraphId, start, end } = words;
      return run(flagId, { type: "anchor", version: store.getSnapshot().version, paragraphId, start, end });
    },

    // The list of references: every one throws ApiError, and the form that asked says why.

    addReferences: (source: string, id: string): Promise<ReferencesDto> =>
      changeReferences<ReferencesDto>("POST", "/references", { id, source }),

    editReference: (id: string, edit: Omit<ReferenceEditInput, "version">) =>
      changeReferences("PATCH", `/references/${id}`, { version: store.getSnapshot().version, ...edit }),

    mergeReference: (id: string, into: string) =>
      changeReferences("POST", `/references/${id}/merge`, { into }),

    deleteReference: (id: string) => changeReferences("DELETE", `/references/${id}`),

    async setCitationStyle(style: CitationStyle): Promise<void> {
      await changeReferences("POST", "/citation-style", { style });
      const { authorIds, dueAt, language } = store.getSnapshot();
      store.receive({
        id: store.lastEventId,
        type: "settings",
        authorIds,
        dueAt,
        language,
        citationStyle: style,
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
