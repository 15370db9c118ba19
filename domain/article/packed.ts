import type { AnchorDto, ArticleDto, FlagDto, ParagraphDto, PersonDto, ThreadEntryDto } from "../contract";
import { contextOf } from "../flag/anchor";
import { isBlocking } from "../flag/gate";
import { inlineText } from "./kinds";
import { headOf } from "./reduce";

/**
 * An article inside its own page: JSON without what can be read off the rest of it. With hundreds of flags that is
 * half of the page, and a browser shows nothing before it has read it.
 */

interface Packed extends Omit<ArticleDto, "paragraphs" | "flags" | keyof ReturnType<typeof headOf>> {
  people: PersonDto[];
  paragraphs: (Omit<ParagraphDto, "text"> & { text?: string })[];
  flags: PackedFlag[];
}

type FlagRest = Omit<FlagDto, "paragraphId" | "anchor" | "raisedBy" | "createdAt" | "thread">;

interface PackedFlag extends Pick<FlagDto, "id" | "kind">, Partial<Omit<FlagRest, "id" | "kind">> {
  /** The paragraph's place in the article; its id where it is gone. */
  at: number | string;
  range: [number, number];
  anchor?: Partial<AnchorDto>;
  /** Places among the people. */
  by: number;
  /** Milliseconds since 1970, as everywhere below. */
  time: number;
  thread: PackedEntry[];
}

/** Without `type`, actor and time: the flag was raised. */
type PackedEntry = Partial<Omit<ThreadEntryDto, "actor" | "at">> & { id: string; by?: number; time?: number };

/** What most flags are. */
const USUAL: Omit<FlagRest, "id" | "kind" | "blocking"> = {
  status: "open",
  outcome: null,
  paragraphChanged: false,
  recheck: null,
  replacement: null,
  sources: [],
  assigneeId: null,
  resolvedById: null,
};

/** The text of a page's data; `unpackArticle` gives back the same article. */
export function packArticle(article: ArticleDto): string {
  const { title, standfirst, bylines, references, paragraphs, flags, ...rest } = article;
  const people = new Table<PersonDto>();
  const places = new Map(paragraphs.map(({ id }, place) => [id, place]));
  const packed: Packed = {
    ...rest,
    paragraphs: paragraphs.map(({ text, ...paragraph }) => ({
      ...paragraph,
      ...(text === inlineText(paragraph.content) ? {} : { text }),
    })),
    flags: flags.map((flag) => packFlag(flag, paragraphs[places.get(flag.paragraphId)!], places, people)),
    people: people.rows,
  };
  return JSON.stringify(packed);
}

export function unpackArticle(packed: string): ArticleDto {
  const { people, paragraphs: stored, flags, ...rest } = JSON.parse(packed) as Packed;
  const paragraphs = stored.map(({ id, kind, attrs, text, content }) => ({
    id,
    kind,
    attrs,
    text: text ?? inlineText(content),
    content,
  }));
  return {
    ...rest,
    ...headOf(paragraphs),
    paragraphs,
    flags: flags.map((flag) => unpackFlag(flag, paragraphs, people)),
  };
}

function packFlag(
  flag: FlagDto,
  paragraph: ParagraphDto | undefined,
  places: ReadonlyMap<string, number>,
  people: Table<PersonDto>,
): PackedFlag {
  const { paragraphId, anchor, raisedBy, createdAt, thread, ...rest } = flag;
  const by = people.placeOf(raisedBy);
  const time = Date.parse(createdAt);
  const { start, end } = anchor;
  const moved = unlike(anchor, readAnchor(paragraph?.text ?? "", start, end));
  return {
    ...(unlike<FlagRest>(rest, { ...USUAL, blocking: isBlocking(rest) }) as Pick<FlagDto, "id" | "kind">),
    at: places.get(paragraphId) ?? paragraphId,
    range: [start, end],
    ...(Object.keys(moved).length > 0 ? { anchor: moved } : {}),
    by,
    time,
    thread: thread.map(({ actor, at, ...entry }) => ({
      ...entry,
      ...unlike({ by: people.placeOf(actor), time: Date.parse(at) }, { by, time }),
      ...(entry.type === "raised" ? { type: undefined } : {}),
    })),
  };
}

function unpackFlag(packed: PackedFlag, paragraphs: readonly ParagraphDto[], people: PersonDto[]): FlagDto {
  const { at, range, anchor, by, time, thread, ...rest } = packed;
  const paragraph = typeof at === "number" ? paragraphs[at] : undefined;
  const full = { ...USUAL, ...rest };
  // In the order of server/article-dto.ts: a flag that comes again the same is known by its JSON.
  return {
    id: full.id,
    kind: full.kind,
    status: full.status,
    outcome: full.outcome,
    blocking: rest.blocking ?? isBlocking(full),
    paragraphId: paragraph?.id ?? (at as string),
    anchor: { ...readAnchor(paragraph?.text ?? "", ...range), ...anchor },
    paragraphChanged: full.paragraphChanged,
    recheck: full.recheck,
    replacement: full.replacement,
    sources: full.sources,
    raisedBy: people[by]!,
    assigneeId: full.assigneeId,
    resolvedById: full.resolvedById,
    createdAt: iso(time),
    thread: thread.map(({ id, type = "raised", by: actor = by, time: when = time, ...entry }) => ({
      id,
      type,
      actor: people[actor]!,
      at: iso(when),
      ...entry,
    })),
    ...(rest.pending ? { pending: rest.pending } : {}),
  };
}

const iso = (time: number) => new Date(time).toISOString();

/** How an anchor reads whose words nobody has touched. */
function readAnchor(text: string, start: number, end: number): AnchorDto {
  return { state: "exact", start, end, quote: text.slice(start, end), ...contextOf(text, start, end) };
}

/** What of a value is not as expected. */
function unlike<Value extends object>(value: Value, expected: Partial<Value>): Partial<Value> {
  const isUnlike = ([key, part]: [string, unknown]) =>
    JSON.stringify(part) !== JSON.stringify(expected[key as keyof Value]);
  return Object.fromEntries(Object.entries(value).filter(isUnlike)) as Partial<Value>;
}

/** Values that repeat, each kept once. */
class Table<Row> {
  readonly rows: Row[] = [];
  readonly #places = new Map<string, number>();

  placeOf(row: Row): number {
    const key = JSON.stringify(row);
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.rows.length);
    return this.rows.push(row) - 1;
  }
}
