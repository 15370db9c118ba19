import { CITATION_CHAR } from "../../article/kinds";
import type { FlagDto, PersonDto, ThreadEntryDto } from "../../contract";
import { proposalSentence } from "../../docx/proposal";
import { entryWords, KIND_WORDS } from "../../flag/words";

/** A comment, or a reply to one, as a reviewed Word file has it. */
export interface CommentText {
  /** The thread entry that it says; "raised" for the comment itself. */
  entryId: string;
  by: PersonDto;
  /** ISO 8601 to the second, as Word keeps it. */
  at: string;
  /** "\n" between paragraphs. */
  text: string;
}

/**
 * What a reviewed file says of a flag: the comment, then its replies in the order of the thread. Of the flag alone,
 * so that who reads a file that came back can tell what the file had said from what was added to it.
 */
export function flagComments(flag: FlagDto): [CommentText, ...CommentText[]] {
  const raised = flag.thread.find(({ type }) => type === "raised");
  const replies = flag.thread.filter((entry) => entry.type !== "raised");
  return [
    {
      entryId: "raised",
      by: raised?.actor ?? flag.raisedBy,
      at: toTheSecond(raised?.at ?? flag.createdAt),
      text: commentText(flag, raised?.body ?? ""),
    },
    ...replies.map((entry) => ({
      entryId: entry.id,
      by: entry.actor,
      at: toTheSecond(entry.at),
      text: replyText(entry),
    })),
  ];
}

/** Whether its thread holds anything but the proposal that a tracked change shows already. */
export function hasWords(flag: FlagDto): boolean {
  return flag.thread.some(({ type, body }) => type !== "raised" || Boolean(body?.trim()));
}

/** The kind's word leads, except for a plain comment; what the words on the page no longer show follows. */
function commentText(flag: FlagDto, note: string): string {
  const { kind, anchor, replacement } = flag;
  const lead = kind === "comment" ? "" : `${KIND_WORDS[kind]}:`;
  const quote = anchor.quote.replaceAll(CITATION_CHAR, "");
  const [first, ...others] = [
    ...(replacement === null ? [] : [proposalSentence(quote, replacement)]),
    ...(note ? [note] : []),
  ];
  return [
    [lead, first].filter(Boolean).join(" "),
    ...others,
    ...(anchor.state === "detached" ? [`The words are gone: “${quote}”.`] : []),
    ...(anchor.state === "changed" ? [`Raised on “${quote}”.`] : []),
  ]
    .filter((line) => line !== "")
    .join("\n");
}

function replyText(entry: ThreadEntryDto): string {
  const did = entry.type === "reply" ? "" : `${capital(entryWords(entry))}.`;
  return [did, entry.body ?? "", ...(entry.sources ?? [])].filter((line) => line !== "").join("\n");
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** Word keeps no parts of a second. */
export function toTheSecond(at: string): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
