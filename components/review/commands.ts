import { anchorAt } from "@/domain/flag/anchor";
import type { FlagInput, PersonDto, ResolveInput } from "@/domain/contract";
import type { FlagStep } from "@/domain/flag/lifecycle";
import { draftKey } from "./drafts";
import type { Answer, Deed, ArticleDeed, Outgoing } from "./outbox";
import type { ArticleStore } from "./store";

const newId = () => crypto.randomUUID();

interface RunOptions {
  id?: string;
  /** The key of the form's draft that is sent with it. */
  draft?: string;
  entered?: Outgoing["entered"] | undefined;
  onAnswer?: (answer: Answer) => void;
}

/**
 * Everything a person can do on the review. Each shows at once where that is safe, waits in the outbox until it can be
 * sent, and fails where it happened. Ids are made here, so that sending again never does it twice. The answers say
 * whether it went through.
 */
export function makeCommands(store: ArticleStore, actor: PersonDto) {
  const run = (
    flagId: string | null,
    deed: Deed,
    { id = newId(), draft, entered, onAnswer }: RunOptions = {},
  ) => {
    const at = new Date().toISOString();
    const more = { ...(draft ? { drafts: [draft] } : {}), ...(entered ? { entered } : {}) };
    return store.run({ id, flagId, at, deed, ...more }, onAnswer);
  };

  /**
   * What is done on the article at large: many fixes applied, a pending review sent, the list of references changed.
   * `entered` is what was typed for it, with the key of its form's draft.
   */
  const perform = (deed: ArticleDeed, entered?: Outgoing["entered"]): Promise<boolean> =>
    run(null, deed, { entered });

  return {
    perform,

    /** Raises a flag, or (`pending`) adds it to the review that this person will send later. */
    raise(input: Omit<FlagInput, "id">, pending = false): { id: string; sent: Promise<boolean> } {
      const id = newId();
      const { paragraphs } = store.getSnapshot();
      const text = paragraphs.find((paragraph) => paragraph.id === input.paragraphId)?.text ?? "";
      const words = anchorAt(text, input.start, input.end);
      const deed: Deed = { type: "raise", input, words, ...(pending ? { pending } : {}) };
      return { id, sent: run(id, deed, { id }) };
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

    /** Sends this person's pending review. A flag of it that the server would not have is not there to be sent. */
    sendReview(): void {
      const refused = new Set(
        store.getTasks().flatMap(({ state, about }) => (state === "failed" ? about : [])),
      );
      const flagIds = store
        .getSnapshot()
        .flags.flatMap(({ id, pending }) => (pending && !refused.has(id) ? [id] : []));
      if (flagIds.length > 0) void perform({ type: "send", flagIds });
    },
  };
}

export type Commands = ReturnType<typeof makeCommands>;
