import type { FlagDto, ParagraphDto } from "@/domain/contract";

/** The words a flag stands on now; null when they are gone. */
export function anchoredText(paragraphs: readonly ParagraphDto[], flag: FlagDto): string | null {
  if (flag.anchor.state === "detached") return null;
  const paragraph = paragraphs.find(({ id }) => id === flag.paragraphId);
  return paragraph ? paragraph.text.slice(flag.anchor.start, flag.anchor.end) : null;
}
