import type { Corrections, TextFormat, ParsedManuscript } from "../contract";
import { CITATION_CHAR, inlineText } from "../article/kinds";
import { schema } from "../article/schema";
import { parseManuscript } from "./index";

/** Reads a source given line by line, as plain text unless said otherwise. */
export function parse(
  lines: readonly string[] | string,
  corrections: Partial<Corrections> = {},
  format: TextFormat = "text",
): ParsedManuscript {
  const source = typeof lines === "string" ? lines : lines.join("\n");
  return parseManuscript({ format, source, corrections: { undo: [], kinds: {}, joins: [], ...corrections } });
}

/** Every paragraph as "kind: text"; a citation shows as "{key of the reference}". */
export function outline({ manuscript }: ParsedManuscript): string[] {
  return manuscript.paragraphs.map(({ kind, content }) => {
    const keys = content.flatMap((node) => (node.type === "citation" ? [node.attrs.referenceId] : []));
    const text = inlineText(content).replaceAll(CITATION_CHAR, () => `{${keys.shift()}}`);
    return `${kind}: ${text}`;
  });
}

/** Throws unless the document schema takes the manuscript, its citations point at references and keys are unique. */
export function checkDocument({ manuscript }: ParsedManuscript): void {
  schema
    .nodeFromJSON({
      type: "doc",
      content: manuscript.paragraphs.map(({ key, kind, attrs, content }) => ({
        type: kind,
        attrs: { ...attrs, id: key },
        content,
      })),
    })
    .check();
  const keys = new Set(manuscript.paragraphs.map(({ key }) => key));
  if (keys.size !== manuscript.paragraphs.length) throw new Error("Two paragraphs have the same key.");
  const references = new Set(
    manuscript.paragraphs.filter(({ kind }) => kind === "reference").map(({ key }) => key),
  );
  for (const node of manuscript.paragraphs.flatMap(({ content }) => content))
    if (node.type === "citation" && !references.has(node.attrs.referenceId))
      throw new Error(`A citation points at ${node.attrs.referenceId}, which is no reference.`);
}
