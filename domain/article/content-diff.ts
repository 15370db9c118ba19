import { inlineText, type InlineJson } from "./kinds";
import { commonWords, isSpace, wholePhrases, wordsOf } from "./word-diff";

/** A stretch of two contents compared: in both, only in the old one, only in the new one. */
export interface ContentPart {
  type: "same" | "old" | "new";
  content: InlineJson[];
  /** Of the stretch, in the text of the content it is taken from (UTF-16 code units); `same` is taken from the new. */
  start: number;
}

interface Word {
  text: string;
  content: InlineJson[];
  start: number;
  /** Equal for words that look the same: letters, type, links and what is cited. */
  look: string;
}

/** How one content became another, word by word: another type of the same letters, or another source, is a change. */
export function contentDiff(before: readonly InlineJson[], after: readonly InlineJson[]): ContentPart[] {
  const isBlank = ({ text }: Word) => isSpace(text);
  const looksSame = (one: Word, other: Word) => one.look === other.look;
  const parts = commonWords(contentWords(before), contentWords(after), looksSame, isBlank);
  return wholePhrases(parts, isBlank).flatMap(({ same, before: old, after: now }) =>
    same ? partOf("same", now) : [...partOf("old", old), ...partOf("new", now)],
  );
}

function partOf(type: ContentPart["type"], words: readonly Word[]): ContentPart[] {
  const [first] = words;
  return first ? [{ type, content: words.flatMap(({ content }) => content), start: first.start }] : [];
}

function contentWords(content: readonly InlineJson[]): Word[] {
  const rest = [...content];
  let start = 0;
  return wordsOf(inlineText(content)).map((text) => {
    const taken: InlineJson[] = [];
    for (let missing = text.length; missing > 0;) {
      const node = rest.shift()!;
      const length = inlineText([node]).length;
      if (node.type === "text" && length > missing) {
        taken.push({ ...node, text: node.text.slice(0, missing) });
        rest.unshift({ ...node, text: node.text.slice(missing) });
      } else taken.push(node);
      missing -= Math.min(length, missing);
    }
    const word = { text, content: taken, start, look: JSON.stringify(taken.map(lookOf)) };
    start += text.length;
    return word;
  });
}

/** What of a node is seen, whatever order its keys and marks have. */
function lookOf(node: InlineJson): unknown[] {
  const marks = (node.marks ?? []).map(({ type, attrs }) => `${type} ${attrs?.href ?? ""}`).sort();
  if (node.type === "text") return [node.text, marks];
  if (node.type === "citation") return [node.attrs.referenceId, node.attrs.locator ?? null, marks];
  return ["\n"];
}
