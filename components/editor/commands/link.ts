import type { Command, EditorState } from "prosemirror-state";
import { isSafeHref } from "@/domain/article/safe-href";
import { schema } from "@/domain/article/schema";

/** The link at the caret or over the selection: its range and address. */
export function linkAt(state: EditorState): { from: number; to: number; href: string } | null {
  const { $from, from, to, empty } = state.selection;
  const mark =
    schema.marks.link.isInSet($from.marks()) ??
    schema.marks.link.isInSet(($from.nodeAfter ?? $from.nodeBefore)?.marks ?? []);
  if (!mark || !$from.parent.isTextblock) return null;
  let start = $from.start();
  let found: { from: number; to: number; href: string } | null = null;
  $from.parent.forEach((node) => {
    const end = start + node.nodeSize;
    const inLink = mark.isInSet(node.marks);
    if (inLink && found && found.to === start) found.to = end;
    else if (inLink && !(found && found.to >= from))
      found = { from: start, to: end, href: mark.attrs.href as string };
    start = end;
  });
  const link = found as { from: number; to: number; href: string } | null;
  if (!link || link.from > from || link.to < from) return null;
  return empty ? link : { ...link, from, to };
}

/** What a person typed as an address, made one; null when it cannot be. "example.org" means https. */
export function addressOf(typed: string): string | null {
  const text = typed.trim();
  if (isSafeHref(text)) return text;
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text)) return `mailto:${text}`;
  const guessed = `https://${text}`;
  return /^[^\s/:]+\.[^\s/:]{2,}([/?#:]\S*)?$/.test(text) && isSafeHref(guessed) ? guessed : null;
}

/** Links the range, with `words` put there where it is empty; null takes the link away. */
export function setLink(range: { from: number; to: number }, href: string | null, words = ""): Command {
  return (state, dispatch) => {
    const { from, to } = range;
    const transaction = state.tr;
    if (href === null) transaction.removeMark(from, to, schema.marks.link);
    else if (!isSafeHref(href)) return false;
    else if (from === to) {
      if (words === "") return false;
      const marks = state.doc.resolve(from).marks();
      transaction.insert(from, schema.text(words, schema.marks.link.create({ href }).addToSet(marks)));
    } else {
      transaction.removeMark(from, to, schema.marks.link);
      transaction.addMark(from, to, schema.marks.link.create({ href }));
    }
    transaction.removeStoredMark(schema.marks.link);
    dispatch?.(transaction.scrollIntoView());
    return true;
  };
}
