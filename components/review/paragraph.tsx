import { memo, type ReactNode } from "react";
import type { Citations } from "@/domain/article/citations";
import type { ParagraphKind } from "@/domain/article/kinds";
import type { FlagDto, ParagraphDto } from "@/domain/contract";
import type { FlagKind } from "@/domain/flag/kinds";
import { flagClassName } from "../ui/flag-class-name";
import { renderInline } from "./inline";
import { segmentsOf } from "./segments";

/** The words a new flag is being written on. */
export const PENDING = "pending";

export interface PendingRange {
  kind: FlagKind;
  start: number;
  end: number;
}

interface ParagraphProps {
  paragraph: ParagraphDto;
  /** Those to be drawn, in text order. The same array while none of them changed. */
  flags: readonly FlagDto[];
  citations: Citations;
  /** The flag in focus, when it is on this paragraph. */
  focusedId: string | null;
  /** The flag whose words the Tab key comes to, when it is on this paragraph. */
  tabStopId: string | null;
  pending: PendingRange | null;
  /** Others changed it since this person last looked: not seen yet, or seen just now. */
  isNew?: boolean | undefined;
  /** On paper: a number after the words of every flag. */
  noteNumbers?: ReadonlyMap<string, number>;
}

const TAGS: Partial<Record<ParagraphKind, "h1" | "h2" | "h3" | "blockquote">> = {
  title: "h1",
  heading: "h2",
  quote: "blockquote",
};

interface Drawn {
  id: string;
  kind: FlagKind;
  start: number;
  end: number;
  className: string;
}

function drawnFlag(flag: FlagDto, focusedId: string | null): Drawn {
  return {
    id: flag.id,
    kind: flag.kind,
    start: flag.anchor.start,
    end: flag.anchor.end,
    className: flagClassName(flag, focusedId),
  };
}

/**
 * One paragraph of the article, cut where flags begin and end: one `mark` a flag, nested where they overlap. The
 * outermost of every stretch names all its flags in `data-flags`.
 */
export const Paragraph = memo(function Paragraph(props: ParagraphProps) {
  const { paragraph, flags, citations, focusedId, tabStopId, pending, noteNumbers, isNew } = props;
  const { id, kind, attrs, content } = paragraph;
  const drawn = flags
    .filter(({ anchor }) => anchor.state !== "detached")
    .map((flag) => drawnFlag(flag, focusedId));
  if (pending) drawn.push({ id: PENDING, ...pending, className: `flag flag-${pending.kind} flag-focused` });
  const byId = new Map(drawn.map((flag) => [flag.id, flag]));
  const level = attrs.level ?? 2;
  const Tag = kind === "heading" && level > 2 ? "h3" : (TAGS[kind] ?? "p");
  return (
    <Tag
      id={`p-${id}`}
      dir="auto"
      data-kind={kind}
      data-new={isNew}
      aria-description={isNew ? "Changed since you last looked" : undefined}
      data-paragraph={id}
      data-level={kind === "heading" ? level : undefined}
      data-ordered={kind === "list_item" ? (attrs.ordered ?? false) : undefined}
      data-number={
        kind === "reference" && citations.style === "numbered" ? citations.labels.get(id) : undefined
      }
      data-by-author={(kind === "reference" && citations.style === "author_date") || undefined}
    >
      {segmentsOf(content, drawn).map(({ start, end, flagIds, content: words }) => {
        const [outer, ...inner] = flagIds.map((flagId) => byId.get(flagId)!);
        const inline = renderInline(words, { citations, paragraph, start });
        if (!outer) return <Stretch key={start}>{inline}</Stretch>;
        const isTabStop = flagIds.some((flagId) => flagId === tabStopId && byId.get(flagId)!.start === start);
        return (
          <mark
            key={start}
            data-flags={flagIds.join(" ")}
            className={outer.className}
            {...(isTabStop ? { tabIndex: 0, "aria-details": `note-${tabStopId}` } : {})}
          >
            {inner.reduceRight<ReactNode>(
              (within, flag) => (
                <mark className={flag.className}>{within}</mark>
              ),
              inline,
            )}
            {noteNumbers && (
              <NoteNumbers of={flagIds.filter((id) => byId.get(id)!.end === end)} in={noteNumbers} />
            )}
          </mark>
        );
      })}
    </Tag>
  );
});

/** The numbers of the notes whose words end here. */
function NoteNumbers({ of: flagIds, in: numbers }: { of: string[]; in: ReadonlyMap<string, number> }) {
  return flagIds.map((id) => (
    <sup key={id} className="galley-number" data-outside="">
      {numbers.get(id)}
    </sup>
  ));
}

function Stretch({ children }: { children: ReactNode }) {
  return children;
}
