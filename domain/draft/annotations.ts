import type { ArticleDto, FlagDto, ParagraphDto, PersonDto, ThreadEntryDto } from "../contract";
import { anchorAt } from "../flag/anchor";
import type { AnchorState, FlagKind, FlagStatus, Outcome } from "../flag/kinds";

/**
 * All flags of an article as a W3C Web Annotation collection (https://www.w3.org/TR/annotation-model/), for other
 * programs that annotate. What the model has no word for is in a namespace of our own; see docs/formats.md.
 */

export const ANNOTATION_CONTEXT = "http://www.w3.org/ns/anno.jsonld";
/** What `galley:` stands for. A name only: there is nothing to fetch. */
export const GALLEY_NAMESPACE = "urn:x-galley:";

export interface AnnotationCollection {
  "@context": [typeof ANNOTATION_CONTEXT, { galley: typeof GALLEY_NAMESPACE }];
  id: string;
  type: "AnnotationCollection";
  label: string;
  total: number;
  /** Left out of an empty collection: a page holds at least one. */
  first?: AnnotationPage;
  last?: string;
  /** The version of the text that the positions are of. */
  "galley:version": number;
}

export interface AnnotationPage {
  id: string;
  type: "AnnotationPage";
  partOf: string;
  startIndex: 0;
  items: Annotation[];
}

export interface Annotation {
  id: string;
  type: "Annotation";
  motivation: Motivation;
  creator: Agent;
  created: string;
  modified?: string;
  body?: TextualBody[];
  target: {
    type: "SpecificResource";
    source: { id: string; type: "Text"; language: string };
    selector: Selector[];
  };
  "galley:kind": FlagKind;
  "galley:status": FlagStatus;
  "galley:outcome"?: Outcome;
  /** It holds the draft back as it stands. */
  "galley:blocking": boolean;
  /** exact, or what became of the words since it was raised. */
  "galley:anchor": AnchorState;
  /** changed: the words it was raised on. */
  "galley:quote"?: string;
  "galley:sources"?: string[];
  /** Every step of its life but the replies, oldest first. */
  "galley:steps": { "galley:step": string; creator: Agent; created: string; "galley:outcome"?: Outcome }[];
}

type Motivation = "editing" | "questioning" | "commenting";

interface Agent {
  id: string;
  type: "Person";
  name: string;
}

interface TextualBody {
  id?: string;
  type: "TextualBody";
  purpose: Motivation | "replying";
  value: string;
  format: "text/plain";
  creator: Agent;
  created: string;
  modified?: string;
  /** The step of the flag's life that these words were said with. */
  "galley:step"?: string;
}

interface PositionSelector {
  type: "TextPositionSelector";
  start: number;
  end: number;
}

type Selector =
  | { type: "TextQuoteSelector"; exact: string; prefix: string; suffix: string }
  | PositionSelector
  | {
      type: "FragmentSelector";
      conformsTo: string;
      /** A paragraph's id. */
      value: string;
      refinedBy: PositionSelector;
    };

const MOTIVATIONS: Record<FlagKind, Motivation> = {
  typo: "editing",
  fact_check: "questioning",
  citation: "questioning",
  comment: "commenting",
};

/** `origin`: Galley's own address, for the names of what is annotated. */
export function toAnnotations(
  article: Pick<ArticleDto, "id" | "title" | "version" | "language" | "paragraphs" | "flags">,
  origin: string,
): AnnotationCollection {
  const id = `${origin}/api/articles/${article.id}/annotations`;
  const page = `${id}#page-1`;
  const source = {
    id: `${origin}/articles/${article.id}`,
    type: "Text" as const,
    language: article.language,
  };
  const placed = placeParagraphs(article.paragraphs);
  const items = article.flags.map((flag) =>
    annotation(flag, `${id}#${flag.id}`, { source, paragraph: placed.get(flag.paragraphId) }),
  );
  return {
    "@context": [ANNOTATION_CONTEXT, { galley: GALLEY_NAMESPACE }],
    id,
    type: "AnnotationCollection",
    label: `Flags on “${article.title}”`,
    total: items.length,
    ...(items.length > 0 && {
      first: { id: page, type: "AnnotationPage", partOf: id, startIndex: 0, items },
      last: page,
    }),
    "galley:version": article.version,
  };
}

interface PlacedParagraph {
  text: string;
  /** Code points of the article's plain text before it. */
  before: number;
}

/** The plain text that positions count in: every paragraph's text in order, a line feed between. */
function placeParagraphs(paragraphs: readonly ParagraphDto[]): Map<string, PlacedParagraph> {
  let before = 0;
  return new Map(
    paragraphs.map(({ id, text }) => {
      const placed = { text, before };
      before += codePoints(text) + 1;
      return [id, placed];
    }),
  );
}

function annotation(
  flag: FlagDto,
  id: string,
  at: { source: Annotation["target"]["source"]; paragraph: PlacedParagraph | undefined },
): Annotation {
  const bodies = bodiesOf(flag);
  const modified = lastChange(flag);
  const { state, quote } = flag.anchor;
  return {
    id,
    type: "Annotation",
    motivation: MOTIVATIONS[flag.kind],
    creator: agent(flag.raisedBy),
    created: flag.createdAt,
    ...(modified > flag.createdAt && { modified }),
    ...(bodies.length > 0 && { body: bodies }),
    target: { type: "SpecificResource", source: at.source, selector: selectors(flag, at.paragraph) },
    "galley:kind": flag.kind,
    "galley:status": flag.status,
    ...(flag.outcome && { "galley:outcome": flag.outcome }),
    "galley:blocking": flag.blocking,
    "galley:anchor": state,
    ...(state === "changed" && { "galley:quote": quote }),
    ...(flag.sources.length > 0 && { "galley:sources": flag.sources }),
    "galley:steps": flag.thread
      .filter(({ type }) => type !== "reply")
      .map(({ type, actor, at: created, outcome }) => ({
        "galley:step": type,
        creator: agent(actor),
        created,
        ...(outcome && { "galley:outcome": outcome }),
      })),
  };
}

/**
 * The words, by what stands around them, by place in the article and by place in the paragraph: all of them select
 * the words as they stand. Where they are gone, only what was kept of them is left.
 */
function selectors({ paragraphId, anchor }: FlagDto, paragraph: PlacedParagraph | undefined): Selector[] {
  const { state, start, end, quote, prefix, suffix } = anchor;
  if (state === "detached" || !paragraph)
    return [{ type: "TextQuoteSelector", exact: quote, prefix, suffix }];
  const now = anchorAt(paragraph.text, start, end);
  const inParagraph = {
    start: codePoints(paragraph.text.slice(0, start)),
    end: codePoints(paragraph.text.slice(0, end)),
  };
  return [
    { type: "TextQuoteSelector", exact: now.quote, prefix: now.prefix, suffix: now.suffix },
    {
      type: "TextPositionSelector",
      start: paragraph.before + inParagraph.start,
      end: paragraph.before + inParagraph.end,
    },
    {
      type: "FragmentSelector",
      conformsTo: `${GALLEY_NAMESPACE}paragraph`,
      value: paragraphId,
      refinedBy: { type: "TextPositionSelector", ...inParagraph },
    },
  ];
}

/** Every word that was said: the replacement, then the thread in its order. */
function bodiesOf(flag: FlagDto): TextualBody[] {
  const replacement: TextualBody[] =
    flag.replacement === null
      ? []
      : [
          {
            type: "TextualBody",
            purpose: "editing",
            value: flag.replacement,
            format: "text/plain",
            creator: agent(flag.raisedBy),
            created: flag.createdAt,
          },
        ];
  return [...replacement, ...flag.thread.flatMap((entry) => said(entry, flag.kind))];
}

function said(entry: ThreadEntryDto, kind: FlagKind): TextualBody[] {
  if (entry.body === undefined) return [];
  // Beside a replacement, words say why: they are no edit themselves.
  const raisedFor = kind === "typo" ? "commenting" : MOTIVATIONS[kind];
  return [
    {
      ...(entry.type === "reply" && { id: `urn:uuid:${entry.id}` }),
      type: "TextualBody",
      purpose: entry.type === "raised" ? raisedFor : "replying",
      value: entry.body,
      format: "text/plain",
      creator: agent(entry.actor),
      created: entry.at,
      ...(entry.editedAt && { modified: entry.editedAt }),
      ...(entry.type !== "reply" && { "galley:step": entry.type }),
    },
  ];
}

function lastChange({ createdAt, thread }: FlagDto): string {
  return thread.reduce((last, { at, editedAt = at }) => (editedAt > last ? editedAt : last), createdAt);
}

function agent({ id, name }: PersonDto): Agent {
  return { id: `urn:uuid:${id}`, type: "Person", name };
}

/** The model counts in code points; everything else here counts in UTF-16 units. */
function codePoints(text: string): number {
  return [...text].length;
}
