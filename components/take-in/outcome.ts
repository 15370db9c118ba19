import type { TakeInFlagDto, TakeInPreviewDto, TakeInReplyDto } from "@/domain/contract";
import type { Outcome } from "@/domain/flag/kinds";
import { OUTCOME_WORDS } from "@/domain/flag/words";

/** What becomes of one flag that the article has. */
export interface FlagFate {
  flagId: string;
  /** What is to be said of it alone; null where its group says all. */
  words: string | null;
  reply?: Pick<TakeInReplyDto, "by" | "at" | "body">;
}

/** Flags of which the same becomes. */
export interface FateGroup {
  title: string;
  about: string;
  fates: FlagFate[];
}

const SETTLED_WORDS: Partial<Record<Outcome, string>> = {
  applied: "Accepted in the file: the fix is applied.",
  declined: "Rejected in the file: the fix is declined.",
  done: "Resolved in the file: it is done.",
  stands: "Resolved in the file: the author stands by it, and an editor still has to verify it.",
};

function settledWords({ outcome, reason }: TakeInFlagDto): string {
  const words = (outcome && (SETTLED_WORDS[outcome] ?? `${OUTCOME_WORDS[outcome]}.`)) ?? "Settled.";
  return reason ? `${words} ${reason}` : words;
}

type Fate = TakeInFlagDto["what"];

/** In the order in which an editor wants to know. */
const FATES: readonly { what: Fate; title: string; about: string }[] = [
  { what: "left", title: "Left out", about: "Something stands in the way of what the file says of these." },
  { what: "settled", title: "Settled", about: "By what was done with them in the file." },
  {
    what: "reopened",
    title: "Opened again",
    about: "Their comments were resolved when the file was made, and are not any more.",
  },
  {
    what: "marked",
    title: "Marked as resolved",
    about:
      "A mark alone does not settle flags of their kind: they stay as they are, and their threads say so.",
  },
  {
    what: "detached",
    title: "Their words are gone",
    about: "They wait at the end of the margin until somebody puts them on other words.",
  },
  {
    what: "changed",
    title: "Their words are changed",
    about: "They stay where they are, on what has become of their words.",
  },
];

/** What taking it in does to the flags that the article has; groups of none are left out. */
export function fateGroups({ flags, replies, withoutComment }: TakeInPreviewDto): FateGroup[] {
  const byFate = FATES.map(({ what, title, about }): FateGroup => ({
    title,
    about,
    fates: flags
      .filter((flag) => flag.what === what)
      .map((flag) => ({
        flagId: flag.flagId,
        words: what === "settled" ? settledWords(flag) : (flag.reason ?? null),
      })),
  }));
  const answered: FateGroup = {
    title: "Replies",
    about: "They join the threads of their flags.",
    fates: replies.map(({ flagId, ...reply }) => ({ flagId, words: null, reply })),
  };
  const silent: FateGroup = {
    title: "Comments deleted in the file",
    about: "A deleted comment settles nothing: these flags stay as they are.",
    fates: withoutComment.map((flagId) => ({ flagId, words: null })),
  };
  return [...byFate, answered, silent].filter(({ fates }) => fates.length > 0);
}

/** Whether taking it in would change anything at all; `changed` is how many paragraphs it would. */
export function changesAnything(
  { flags, replies, raised }: Pick<TakeInPreviewDto, "flags" | "replies" | "raised">,
  changed: number,
): boolean {
  return changed > 0 || replies.length > 0 || raised.length > 0 || flags.some(({ what }) => what !== "left");
}
