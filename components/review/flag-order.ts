import type { ArticleDto, FlagDto } from "@/domain/contract";

/** Flags in the order of the text: by paragraph, by where they begin, by when they were raised. */
export function inTextOrder(article: Pick<ArticleDto, "paragraphs" | "flags">): FlagDto[] {
  const place = new Map(article.paragraphs.map(({ id }, index) => [id, index]));
  const placeOf = ({ paragraphId }: FlagDto) => place.get(paragraphId) ?? article.paragraphs.length;
  return [...article.flags].sort(
    (a, b) =>
      placeOf(a) - placeOf(b) ||
      a.anchor.start - b.anchor.start ||
      a.anchor.end - b.anchor.end ||
      (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0),
  );
}

/**
 * The flags of every paragraph. Where they are the same objects as `before`, so is the array: a paragraph that is
 * memoised on it is drawn again only when one of its own flags changed.
 */
export function byParagraph(
  flags: readonly FlagDto[],
  before: ReadonlyMap<string, readonly FlagDto[]>,
): Map<string, readonly FlagDto[]> {
  const groups = new Map<string, readonly FlagDto[]>();
  for (const flag of flags) {
    const group = groups.get(flag.paragraphId) as FlagDto[] | undefined;
    if (group) group.push(flag);
    else groups.set(flag.paragraphId, [flag]);
  }
  for (const [id, group] of groups) {
    const known = before.get(id);
    if (known?.length === group.length && known.every((flag, index) => flag === group[index]))
      groups.set(id, known);
  }
  return groups;
}

/** The next flag from `current`, forwards or backwards, round the end; the first or last where there is none. */
export function neighbour(
  flags: readonly { id: string }[],
  current: string | null,
  direction: 1 | -1,
): string | null {
  if (flags.length === 0) return null;
  const at = flags.findIndex(({ id }) => id === current);
  if (at === -1) return flags.at(direction === 1 ? 0 : -1)!.id;
  return flags[(at + direction + flags.length) % flags.length]!.id;
}
