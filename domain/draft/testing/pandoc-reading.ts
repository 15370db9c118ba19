/** For tests: what Pandoc made of a Word file, as JSON. */

/** A node of Pandoc's tree: what it is, and what is in it. */
interface PandocNode {
  t: string;
  c?: unknown;
}

export interface PandocDocument {
  meta: Record<string, unknown>;
  blocks: PandocNode[];
}

export interface PandocChange {
  type: "insertion" | "deletion" | "comment-start";
  author: string;
  date: string;
  /** Of a change: its words; of a comment: what it says. */
  text: string;
}

/** The text of every paragraph that has any, in order; a citation is U+FFFC. */
export function pandocLines({ blocks }: PandocDocument): string[] {
  const lines: string[] = [];
  const walk = (value: unknown): void => {
    if (isNode(value) && ["Para", "Plain"].includes(value.t)) lines.push(inlineText(value.c));
    else if (isNode(value) && value.t === "Header") lines.push(inlineText((value.c as unknown[])[2]));
    else if (isNode(value)) walk(value.c);
    else if (Array.isArray(value)) value.forEach(walk);
  };
  walk(blocks);
  return lines.map((line) => line.replace(/[ ]+/g, " ").trim()).filter((line) => line !== "");
}

/** All changes and comments, in order. */
export function pandocChanges(document: PandocDocument): PandocChange[] {
  const found: PandocChange[] = [];
  const walk = (value: unknown): void => {
    if (isNode(value) && value.t === "Span") {
      const [[, classes, attributes], content] = value.c as [[string, string[], [string, string][]], unknown];
      const [type] = classes;
      const facts = new Map(attributes);
      if (type === "insertion" || type === "deletion" || type === "comment-start")
        found.push({
          type,
          author: facts.get("author")!,
          date: facts.get("date")!,
          text: inlineText(content),
        });
      if (type !== "comment-start") walk(content);
    } else if (isNode(value)) walk(value.c);
    else if (Array.isArray(value)) value.forEach(walk);
    else if (value !== null && typeof value === "object") Object.values(value).forEach(walk);
  };
  walk(document);
  return found;
}

function inlineText(value: unknown): string {
  if (Array.isArray(value)) return value.map(inlineText).join("");
  if (!isNode(value)) return "";
  switch (value.t) {
    case "Str":
      return value.c as string;
    case "Space":
    case "SoftBreak":
      return " ";
    case "LineBreak":
      return "\n";
    case "Link": {
      const [, content, [target]] = value.c as [unknown, unknown, [string]];
      return target.startsWith("#_gp") ? "\uFFFC" : inlineText(content);
    }
    default:
      return inlineText(value.c);
  }
}

function isNode(value: unknown): value is PandocNode {
  return value !== null && typeof value === "object" && "t" in value;
}
