import type { FlagKind } from "@/domain/flag/kinds";
import { classNames } from "./class-names";

/** The kinds as people read them. */
export const KIND_WORDS: Record<FlagKind, { one: string; many: string }> = {
  typo: { one: "typo", many: "typos" },
  fact_check: { one: "fact-check", many: "fact-checks" },
  citation: { one: "citation", many: "citations" },
  comment: { one: "comment", many: "comments" },
};

/** "1 typo", "3 fact-checks". */
export function kindCount(kind: FlagKind, count: number): string {
  return `${count} ${KIND_WORDS[kind][count === 1 ? "one" : "many"]}`;
}

const STROKES: Record<FlagKind, React.ReactNode> = {
  typo: <path d="M1 7.5q1.75-4 3.5 0t3.5 0 3.5 0 3.5 0" strokeWidth="1.6" />,
  fact_check: <path d="M2 6h.01M6 6h.01M10 6h.01M14 6h.01" strokeWidth="2.8" />,
  citation: <path d="M1 4h14M1 8.25h14" strokeWidth="1.5" />,
  comment: <path d="M1 6h14" strokeWidth="1.1" />,
};

const COLOURS: Record<FlagKind, string> = {
  typo: "text-typo",
  fact_check: "text-fact_check",
  citation: "text-citation",
  comment: "text-comment",
};

interface PencilMarkProps {
  kind: FlagKind;
  /** Settled: the mark fades to a hairline. */
  settled?: boolean;
  /** Words for a screen reader, where none stand beside it. */
  label?: string;
  className?: string;
}

/** A stroke of one of the four pencils: the shape that stands under the words, in 16 × 12. */
export function PencilMark({ kind, settled, label, className }: PencilMarkProps) {
  return (
    <svg
      viewBox="0 0 16 12"
      width="16"
      height="12"
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      className={classNames("inline-block shrink-0", COLOURS[kind], settled && "opacity-45", className)}
    >
      {STROKES[kind]}
    </svg>
  );
}
