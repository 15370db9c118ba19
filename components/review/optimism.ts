import type { ArticleDto, FlagDto, FlagInput, PersonDto, ThreadEntryDto } from "@/domain/contract";
import { isBlocking } from "@/domain/flag/gate";
import type { Outcome } from "@/domain/flag/kinds";
import { statusAfter, type FlagStep } from "@/domain/flag/lifecycle";

/**
 * What the article looks like while the server has not answered yet. Every function takes the article as the
 * server last told it and gives it back with one thing more; it does nothing where that thing is already there,
 * so that the server's own word and ours never stand side by side.
 */
export type Projection = (article: ArticleDto) => ArticleDto;

/** Who does it, when (ISO), under which id. */
export interface Act {
  id: string;
  actor: PersonDto;
  at: string;
}

/** A flag just raised; `quote` and its context as they stood when it was (domain/flag/anchor.ts). */
export function raised(
  act: Act,
  input: Omit<FlagInput, "id">,
  words: { quote: string; prefix: string; suffix: string },
  pending = false,
): Projection {
  return (article) => {
    if (article.flags.some(({ id }) => id === act.id)) return article;
    const text = article.paragraphs.find(({ id }) => id === input.paragraphId)?.text;
    // While it waited the words may have moved: where they are now the server says.
    const state = text?.slice(input.start, input.end) === words.quote ? "exact" : "detached";
    const flag: FlagDto = {
      id: act.id,
      kind: input.kind,
      status: "open",
      outcome: null,
      blocking: !pending && isBlocking({ kind: input.kind, status: "open", outcome: null }),
      paragraphId: input.paragraphId,
      anchor: { state, start: input.start, end: input.end, ...words },
      paragraphChanged: false,
      recheck: null,
      replacement: input.replacement ?? null,
      sources: [],
      raisedBy: act.actor,
      assigneeId: input.assigneeId ?? null,
      resolvedById: null,
      createdAt: act.at,
      thread: [
        {
          id: `raised:${act.id}`,
          type: "raised",
          actor: act.actor,
          at: act.at,
          ...(input.note ? { body: input.note } : {}),
        },
      ],
      ...(pending ? { pending } : {}),
    };
    return { ...article, flags: [...article.flags, flag] };
  };
}

/** A pending flag thrown away. */
export function dropped(flagId: string): Projection {
  return (article) => {
    const flags = article.flags.filter(({ id, pending }) => id !== flagId || !pending);
    return flags.length === article.flags.length ? article : { ...article, flags };
  };
}

/** Pending flags raised: all that stand on their words. The others stay, and the server says why. */
export function sent(flagIds: readonly string[]): Projection {
  return (article) => {
    const isSent = ({ id, kind, anchor, pending }: FlagDto) =>
      pending &&
      flagIds.includes(id) &&
      anchor.state !== "detached" &&
      (kind !== "typo" || anchor.state === "exact");
    if (!article.flags.some(isSent)) return article;
    return {
      ...article,
      flags: article.flags.map((flag) => {
        if (!isSent(flag)) return flag;
        const { pending: _, ...raised } = flag;
        return { ...raised, blocking: isBlocking(raised) };
      }),
    };
  };
}

/** A reply. */
export function replied(act: Act, flagId: string, body: string): Projection {
  return changeFlag(flagId, (flag) =>
    flag.thread.some(({ id }) => id === act.id)
      ? flag
      : {
          ...flag,
          thread: [...flag.thread, { id: act.id, type: "reply", actor: act.actor, at: act.at, body }],
        },
  );
}

/** A reply's words changed. */
export function replyEdited(act: Act, flagId: string, body: string): Projection {
  return changeFlag(flagId, (flag) => ({
    ...flag,
    thread: flag.thread.map((entry) => (entry.id === act.id ? { ...entry, body, editedAt: act.at } : entry)),
  }));
}

const ENTRY_OF: Record<FlagStep, ThreadEntryDto["type"]> = {
  resolve: "resolved",
  verify: "verified",
  reopen: "reopened",
  withdraw: "withdrawn",
};

/** A step of a flag's life that leaves the text alone. */
export function stepped(
  act: Act,
  flagId: string,
  step: FlagStep,
  { note, outcome, sources }: { note?: string; outcome?: Outcome; sources?: string[] } = {},
): Projection {
  return changeFlag(flagId, (flag) => {
    const status = statusAfter(flag.status, step);
    if (!status) return flag;
    const settled = step === "resolve" ? (outcome ?? null) : step === "verify" ? flag.outcome : null;
    return {
      ...flag,
      status,
      recheck: null,
      outcome: settled,
      blocking: isBlocking({ kind: flag.kind, status, outcome: settled }),
      sources: step === "resolve" ? (sources ?? []) : flag.sources,
      resolvedById: step === "resolve" ? act.actor.id : step === "verify" ? flag.resolvedById : null,
      thread: [
        ...flag.thread,
        {
          id: act.id,
          type: ENTRY_OF[step],
          actor: act.actor,
          at: act.at,
          ...(note ? { body: note } : {}),
          ...(outcome ? { outcome } : {}),
          ...(sources?.length ? { sources } : {}),
        },
      ],
    };
  });
}

/** A flag given to somebody, or taken back. */
export function assigned(act: Act, flagId: string, assignee: PersonDto | null): Projection {
  return changeFlag(flagId, (flag) =>
    flag.assigneeId === (assignee?.id ?? null)
      ? flag
      : {
          ...flag,
          assigneeId: assignee?.id ?? null,
          thread: [...flag.thread, { id: act.id, type: "assigned", actor: act.actor, at: act.at, assignee }],
        },
  );
}

function changeFlag(flagId: string, change: (flag: FlagDto) => FlagDto): Projection {
  return (article) => {
    const before = article.flags.find(({ id }) => id === flagId);
    if (!before) return article;
    const after = change(before);
    return after === before
      ? article
      : { ...article, flags: article.flags.map((flag) => (flag === before ? after : flag)) };
  };
}
