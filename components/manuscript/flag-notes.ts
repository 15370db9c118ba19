import type {
  ManuscriptFlag,
  ManuscriptParagraph,
  ManuscriptPerson,
  MatchedPersonDto,
  PersonDto,
} from "@/domain/contract";
import { inlineText } from "@/domain/article/kinds";
import { FLAG_KINDS, type FlagKind } from "@/domain/flag/kinds";
import { outcomeOfMark } from "@/domain/flag/marked-done";
import { nameAsWritten, personKey } from "@/domain/manuscript/members";
import { kindCount } from "../ui/pencil-mark";

/** Somebody of the file as they will be named. */
export type NamedPerson = Pick<PersonDto, "name" | "outside">;

/** A flag to be, with all that is shown of it. */
export interface FlagNote {
  key: string;
  kind: FlagKind;
  paragraphKey: string;
  start: number;
  end: number;
  /** The words it is on. */
  quote: string;
  /** typo only. */
  replacement: string | null;
  by: NamedPerson;
  at: string | null;
  note: string;
  replies: { by: NamedPerson; at: string | null; body: string }[];
  /** What becomes of it because it was marked as resolved in Word; null where it was not. */
  mark: string | null;
  /** It will be settled once the article is stored. */
  settled: boolean;
}

const MARK_WORDS: Record<FlagKind, string> = {
  comment: "Resolved in Word: will be done.",
  fact_check: "Resolved in Word: the author stands by it, and an editor verifies it.",
  typo: "Resolved in Word: stays open until it is applied or declined.",
  citation: "Resolved in Word: stays open until it is settled here.",
};

/** How people of the file are named: as the members who they are, else as the file has them. */
export function namesOf(people: readonly MatchedPersonDto[]): (person: ManuscriptPerson) => NamedPerson {
  const members = new Map(people.map(({ as, member }) => [personKey(as), member]));
  return (person) => members.get(personKey(person)) ?? { name: nameAsWritten(person), outside: true };
}

/** The flags to be, in the order of the text. */
export function flagNotes(
  flags: readonly ManuscriptFlag[],
  paragraphs: readonly Pick<ManuscriptParagraph, "key" | "content">[],
  people: readonly MatchedPersonDto[],
): FlagNote[] {
  const named = namesOf(people);
  const texts = new Map(paragraphs.map(({ key, content }) => [key, inlineText(content)]));
  return flags.map((flag) => noteOf(flag, texts.get(flag.paragraphKey) ?? "", named));
}

function noteOf(
  { key, kind, paragraphKey, start, end, replacement, by, at, note, replies, resolved }: ManuscriptFlag,
  text: string,
  named: (person: ManuscriptPerson) => NamedPerson,
): FlagNote {
  return {
    key,
    kind,
    paragraphKey,
    start,
    end,
    quote: text.slice(start, end).replaceAll("\uFFFC", ""),
    replacement: kind === "typo" ? (replacement ?? "") : null,
    by: named(by),
    at,
    note,
    replies: replies.map((reply) => ({ ...reply, by: named(reply.by) })),
    mark: resolved ? MARK_WORDS[kind] : null,
    settled: resolved && outcomeOfMark(kind) !== null,
  };
}

/** By the key of the paragraph they stand on. */
export function flagsByParagraph(flags: readonly FlagNote[]): ReadonlyMap<string, FlagNote[]> {
  const groups = new Map<string, FlagNote[]>();
  for (const flag of flags) {
    const group = groups.get(flag.paragraphKey);
    if (group) group.push(flag);
    else groups.set(flag.paragraphKey, [flag]);
  }
  return groups;
}

/** "2 typos · 1 comment": those kinds that there are. */
export function kindCounts(flags: readonly { kind: FlagKind }[]): string[] {
  return FLAG_KINDS.flatMap((kind) => {
    const count = flags.filter((flag) => flag.kind === kind).length;
    return count === 0 ? [] : [kindCount(kind, count)];
  });
}
