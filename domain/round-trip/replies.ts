import type { FlagDto, ManuscriptFlag, ManuscriptPerson, ThreadEntryDto } from "../contract";
import { flagComments, type CommentText } from "../draft/reviewed/comment-text";
import { folded } from "../flag/comment-words";
import { KIND_WORDS } from "../flag/words";

/** A reply that was written where the file was. */
export interface NewReply {
  flagId: string;
  by: ManuscriptPerson;
  /** ISO 8601; null where the file does not say. */
  at: string | null;
  body: string;
}

/**
 * What a file that came back adds to a thread: replies, and other words that somebody gave there to what they had said
 * before, which nothing here takes out of the thread. `root` is the flag's own comment, `others` what else is of it.
 */
export function newReplies(
  flag: FlagDto,
  root: ManuscriptFlag | undefined,
  others: readonly ManuscriptFlag[],
): NewReply[] {
  const said = flagComments(flag);
  const isNew = ({ by, body }: Pick<NewReply, "by" | "body">) =>
    !said.some((entry) => isSamePerson(by, entry.by) && folded(body) === folded(entry.text));
  const replies = [root, ...others]
    .flatMap((one) => one?.replies ?? [])
    .filter((reply) => reply.body.trim() !== "" && isNew(reply))
    .flatMap(({ by, at, body }): NewReply[] => {
      const entry = said.find((one) => isSamePerson(by, one.by) && second(at) === second(one.at));
      if (!entry) return [{ flagId: flag.id, by, at, body }];
      return wasReworded(flag.thread.find(({ id }) => id === entry.entryId))
        ? [{ flagId: flag.id, by, at: null, body }]
        : [];
    });
  const own = root && ownWords(root);
  return own && isReworded(own, flag, root, said[0]) && isNew({ by: root.by, body: own })
    ? [{ flagId: flag.id, by: root.by, at: null, body: own }, ...replies]
    : replies;
}

/** Whether other words there can only be its author's: what a step says is ours, and what was edited here since too. */
function wasReworded(entry: ThreadEntryDto | undefined): boolean {
  return entry?.type === "reply" && entry.editedAt === undefined;
}

/** A comment without what the file says behind it of the words it was raised on. */
function ownWords({ note }: ManuscriptFlag): string {
  return note.replace(/(?:^|\n)(?:Raised on|The words are gone:) “[^”]*”\.\s*$/, "").trim();
}

/** Whether a comment says anything else than the file was given, by the person who raised it. */
function isReworded(own: string, flag: FlagDto, given: ManuscriptFlag, root: CommentText): boolean {
  if (given.tracked || !isSamePerson(given.by, root.by) || second(given.at) !== second(root.at)) return false;
  // A proposal in words over several lines is read as a comment.
  if (flag.replacement !== null && (given.replacement === undefined || /\n/.test(flag.anchor.quote)))
    return false;
  const raised = flag.thread.find(({ type }) => type === "raised")?.body ?? "";
  const lead = `${KIND_WORDS[flag.kind]}:`;
  const { text } = flagComments({ ...flag, anchor: { ...flag.anchor, state: "exact" } })[0];
  const told = text.startsWith(lead) ? [text, text.slice(lead.length)] : [text];
  return ![raised, ...told].some((words) => folded(words) === folded(own));
}

export function isSamePerson({ name }: ManuscriptPerson, other: { name: string }): boolean {
  return folded(name) === folded(other.name);
}

/** ISO 8601 to the second; "" where there is no date. */
export function second(at: string | null): string {
  const time = at === null ? Number.NaN : Date.parse(at);
  return Number.isNaN(time) ? "" : new Date(time).toISOString().slice(0, 19);
}
