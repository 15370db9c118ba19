import type { ParagraphDto, TextChangeDto } from "../contract";

/** The paragraphs after a change of the text: those it did not touch are the same objects. */
export function changedParagraphs(
  paragraphs: readonly ParagraphDto[],
  change: Pick<TextChangeDto, "order" | "paragraphs">,
): ParagraphDto[] {
  const known = new Map([...paragraphs, ...change.paragraphs].map((paragraph) => [paragraph.id, paragraph]));
  const order = change.order ?? paragraphs.map(({ id }) => id);
  return order.flatMap((id) => known.get(id) ?? []);
}
