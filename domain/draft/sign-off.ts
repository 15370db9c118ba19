import type { ArticleDto, FlagDto, PersonDto, SignOffDto, ThreadEntryDto } from "../contract";
import { isBlocking } from "../flag/gate";
import { FLAG_KINDS } from "../flag/kinds";

export interface SignOffInput {
  /** The article with its flags and their threads. */
  article: Pick<ArticleDto, "title" | "version" | "paragraphs" | "flags">;
  /** SHA-256 (hex) of `draftText(article)`. */
  textHash: string;
  /** ISO 8601. */
  now: string;
  by: PersonDto;
}

/** What was marked on an article, how each mark was settled, by whom and when: the sheet that goes with a draft. */
export function signOff({ article, textHash, now, by }: SignOffInput): SignOffDto {
  const flags = inTextOrder(article);
  return {
    title: article.title,
    version: article.version,
    textHash,
    gateOpen: !flags.some(isBlocking),
    generatedAt: now,
    generatedBy: by,
    byKind: FLAG_KINDS.map((kind) => {
      const ofKind = flags.filter((flag) => flag.kind === kind);
      return { kind, raised: ofKind.length, outcomes: tally(ofKind) };
    }),
    flags: flags.map(sheetFlag),
    waivers: flags.flatMap((flag) => {
      const settled = settlementOf(flag);
      if (!settled || flag.outcome !== "waived") return [];
      const { id, kind, anchor } = flag;
      return [
        {
          flagId: id,
          kind,
          quote: anchor.quote,
          reason: settled.body ?? "",
          by: settled.actor,
          at: settled.at,
        },
      ];
    }),
  };
}

function sheetFlag(flag: FlagDto): SignOffDto["flags"][number] {
  const settled = settlementOf(flag);
  const verified = flag.status === "verified" ? lastOf(flag, "verified") : null;
  const withdrawn = flag.status === "withdrawn" ? lastOf(flag, "withdrawn") : null;
  return {
    id: flag.id,
    kind: flag.kind,
    quote: flag.anchor.quote,
    status: flag.status,
    outcome: settled ? flag.outcome : null,
    raisedBy: flag.raisedBy,
    raisedAt: flag.createdAt,
    settledBy: settled?.actor ?? null,
    settledAt: settled?.at ?? null,
    verifiedBy: verified?.actor ?? null,
    verifiedAt: verified?.at ?? null,
    reason: settled?.body ?? withdrawn?.body ?? null,
    sources: settled ? flag.sources : [],
  };
}

/** The settlement that holds now: one that was reopened since does not. */
function settlementOf(flag: FlagDto): ThreadEntryDto | null {
  return flag.status === "resolved" || flag.status === "verified" ? lastOf(flag, "resolved") : null;
}

function lastOf({ thread }: FlagDto, type: ThreadEntryDto["type"]): ThreadEntryDto | null {
  return thread.findLast((entry) => entry.type === type) ?? null;
}

type Tally = SignOffDto["byKind"][number]["outcomes"];

function tally(flags: readonly FlagDto[]): Tally {
  const outcomes: Tally = {};
  for (const { status, outcome } of flags) {
    const name = status === "open" || status === "withdrawn" ? status : outcome;
    if (name) outcomes[name] = (outcomes[name] ?? 0) + 1;
  }
  return outcomes;
}

/** As they stand in the text; those whose words are gone come last, in order of time. */
function inTextOrder({ paragraphs, flags }: SignOffInput["article"]): FlagDto[] {
  const positions = new Map(paragraphs.map(({ id }, index) => [id, index]));
  const position = ({ paragraphId, anchor }: FlagDto) =>
    anchor.state === "detached" ? Infinity : (positions.get(paragraphId) ?? Infinity);
  return flags.toSorted((one, other) => {
    const [first, second] = [position(one), position(other)];
    if (first !== second) return first < second ? -1 : 1;
    const offset = first === Infinity ? 0 : one.anchor.start - other.anchor.start;
    return offset || one.createdAt.localeCompare(other.createdAt) || one.id.localeCompare(other.id);
  });
}
