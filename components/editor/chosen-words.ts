import type { EditorState } from "prosemirror-state";
import { paragraphText } from "@/domain/article/document";
import type { ChosenWords } from "./types";

/** What is selected, of the first paragraph that any words of it are in; null when there are none. */
export function chosenWords({ doc, selection: { from, to } }: EditorState): ChosenWords | null {
  let words: ChosenWords | null = null;
  doc.forEach((paragraph, before) => {
    const after = before + paragraph.nodeSize;
    if (words || from >= after || to <= before) return;
    const start = Math.max(0, from - before - 1);
    const end = Math.min(paragraph.content.size, to - before - 1);
    const quote = paragraphText(paragraph).slice(start, end);
    // A triple click ends at the very start of the next paragraph: nothing of it was meant.
    if (quote.trim())
      words = { paragraphId: paragraph.attrs.id as string, start, end, quote, clipped: to > after + 1 };
  });
  return words;
}
