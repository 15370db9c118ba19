import { ownerOfBookmark, type ReviewedView } from "../../docx/identity";
import type { ManuscriptGalley } from "../../contract";
import type { Placing, SourcePoint } from "../flags";
import { referenceLabel } from "./citation";
import type { DraftUnit } from "./draft-unit";
import type { Identity } from "./properties";
import type { Places, Ranges } from "./ranges";

/** What a reviewed file of ours says of its paragraphs and flags, before it is known where they came to stand. */
export interface GalleyMarks {
  identity: Identity;
  paragraphs: { id: string; at: SourcePoint }[];
  flags: { id: string; start: SourcePoint; end: SourcePoint }[];
  /** What the citations print, by the places they stand at. */
  citations: { at: SourcePoint; text: string }[];
}

/** Collects the bookmarks of ours. */
export function galleyMarks(
  identity: Identity,
  drafts: readonly DraftUnit[],
  ranges: Ranges,
  places: Places,
): GalleyMarks {
  const paragraphs = drafts.flatMap(({ ids, unit }) =>
    unit ? ids.map((id) => ({ id, at: { unit: unit.key, offset: 0 } })) : [],
  );
  const flags: GalleyMarks["flags"] = [];
  for (const [name, { start, end }] of ranges.bookmarks()) {
    const owner = ownerOfBookmark(name);
    if (owner?.type === "flag")
      flags.push({ id: owner.id, start: places.point(start), end: places.point(end) });
  }
  const citations = drafts.flatMap(({ unit }) =>
    (unit?.runs ?? []).flatMap((run) =>
      run.type === "marker" ? [{ at: { unit: run.unit, offset: run.from }, text: run.text }] : [],
    ),
  );
  return { identity, paragraphs, flags, citations };
}

/** The keys of references by the labels of their citations. */
export function referenceKeys(drafts: readonly DraftUnit[]): Map<string, string> {
  const keys = new Map<string, string>();
  for (const { ids, unit } of drafts) {
    if (!unit) continue;
    for (const id of ids) keys.set(referenceLabel(id), unit.key);
    if (unit.label !== undefined) keys.set(unit.label, unit.key);
  }
  return keys;
}

/** The same, where it all stands in the finished manuscript. */
export function placeGalley(marks: GalleyMarks, placing: Placing): ManuscriptGalley {
  const { articleId, version, eventId, view }: Identity & { view: ReviewedView } = marks.identity;
  const keyAt = (paragraph: number) => placing.keys[paragraph]!;
  return {
    articleId,
    version,
    eventId,
    view,
    paragraphs: marks.paragraphs.map(({ id, at }) => ({ id, paragraphKey: placing.paragraphKeyOf(at.unit) })),
    flags: marks.flags.map(({ id, start, end }) => {
      const range = placing.rangeOf(start, end);
      if (range) return { id, paragraphKey: keyAt(range.paragraph), start: range.start, end: range.end };
      const { paragraph, offset } = placing.pointOf(start);
      return { id, paragraphKey: keyAt(paragraph), start: offset, end: offset };
    }),
    citations: marks.citations.flatMap(({ at, text }) => {
      const range = placing.rangeOf(at, { unit: at.unit, offset: at.offset + 1 });
      return range ? [{ paragraphKey: keyAt(range.paragraph), offset: range.start, text }] : [];
    }),
  };
}
