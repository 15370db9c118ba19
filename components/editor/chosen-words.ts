import type { EditorState } from "prosemirror-state";
import { paragraphText } from "@/domain/article/document";
import type { ChosenWords } from "./types";

/** What is selected, of its first paragraph; null when nothing is. */
export function chosenWords({ selection: { $from, $to, empty } }: EditorState): ChosenWords | null {
  const paragraph = $from.parent;
  const paragraphId = paragraph.attrs.id as string | null;
  if (empty || !paragraphId || !paragraph.isTextblock) return null;
  const isWithin = $from.sameParent($to);
  const [start, end] = [$from.parentOffset, isWithin ? $to.parentOffset : paragraph.content.size];
  const quote = paragraphText(paragraph).slice(start, end);
  return quote.trim() ? { paragraphId, start, end, quote, clipped: !isWithin && $to.parentOffset > 0 } : null;
}
