import type { InlineJson, MarkJson } from "@/domain/article/kinds";

interface InlineContentProps {
  content: readonly InlineJson[];
  /** The number of each cited reference, by its id. */
  numbers: ReadonlyMap<string, number>;
}

/** A paragraph's inline content as it will be read. Links are shown, not followed: this is a preview. */
export function InlineContent({ content, numbers }: InlineContentProps) {
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
