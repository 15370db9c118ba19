import type { ReactNode } from "react";
import type { InlineJson, MarkJson } from "@/domain/article/kinds";
import { KIND_WORDS } from "@/domain/flag/words";
import { segmentsOf } from "../review/segments";
import type { FlagNote } from "../manuscript/flag-notes";

interface InlineContentProps {
  content: readonly InlineJson[];
  /** The number of each cited reference, by its id. */
  numbers: ReadonlyMap<string, number>;
}

interface MarkedContentProps extends InlineContentProps {
  /** The flags that will stand on it. */
  flags: readonly FlagNote[];
}

/** A paragraph's inline content as it will be read, with its flags under their words. */
export function MarkedContent({ content, numbers, flags }: MarkedContentProps) {
  const byKey = new Map(flags.map((flag) => [flag.key, flag]));
  const ranges = flags.map(({ key, start, end }) => ({ id: key, start, end }));
  return segmentsOf(content, ranges).map(({ start, flagIds, content: words }) => (
    <span key={start}>
      {flagIds.reduceRight<ReactNode>(
        (within, key) => (
          <FlagMark flag={byKey.get(key)!}>{within}</FlagMark>
        ),
        <InlineContent content={words} numbers={numbers} />,
      )}
    </span>
  ));
}

function FlagMark({ flag: { key, kind, settled, by }, children }: { flag: FlagNote; children: ReactNode }) {
  return (
    <mark
      data-flag={key}
      title={`${KIND_WORDS[kind]} by ${by.name}`}
      className={`flag flag-${kind}${settled ? " flag-settled" : ""}`}
    >
      {children}
    </mark>
  );
}

/** Links are shown, not followed: this is a preview. */
function InlineContent({ content, numbers }: InlineContentProps) {
  return content.map((node, index) => (
    <InlineNode key={index} node={node} marks={node.marks ?? []} numbers={numbers} />
  ));
}

interface InlineNodeProps extends Pick<InlineContentProps, "numbers"> {
  node: InlineJson;
  /** The marks still to be put around it, from the outside in. */
  marks: readonly MarkJson[];
}

function InlineNode({ node, marks, numbers }: InlineNodeProps) {
  const [mark, ...inner] = marks;
  if (mark) {
    const Tag = ({ strong: "strong", em: "em", link: "u" } as const)[mark.type];
    return (
      <Tag title={mark.attrs?.href}>
        <InlineNode node={node} marks={inner} numbers={numbers} />
      </Tag>
    );
  }
  if (node.type === "text") return node.text;
  if (node.type === "hard_break") return <br />;
  const { referenceId } = node.attrs;
  return <sup data-reference={referenceId}>{numbers.get(referenceId) ?? "?"}</sup>;
}
