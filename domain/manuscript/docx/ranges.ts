import { ownerOfBookmark } from "../../docx/identity";
import type { ChangedUnit } from "../changes";
import type { SourcePoint } from "../flags";
import type { Unit } from "../units";
import type { DraftUnit } from "./draft-unit";
import { attribute, type XmlElement } from "./xml";

/** A place in the file's text, as it is read: what becomes of its unit is known later. */
export interface Place {
  draft: DraftUnit;
  offset: number;
}

export interface PlaceRange {
  start: Place;
  end: Place;
}

/** What begins and ends at places of the text without being part of it: comments and bookmarks. */
export class Ranges {
  readonly #commentStarts = new Map<string, Place>();
  readonly #commentEnds = new Map<string, Place>();
  readonly #commentMarks = new Map<string, Place>();
  /** The comments whose marks stand directly behind another one's, and which. */
  readonly #behind = new Map<string, string>();
  #lastMark: string | null = null;
  /** Open bookmarks by the id that ties their ends together. */
  readonly #open = new Map<string, { name: string; start: Place }>();
  readonly #bookmarks = new Map<string, PlaceRange>();
  /** The last bookmark that nothing stood in: LibreOffice leaves such ones before the marks of notes. */
  #empty: { name: string; place: Place } | null = null;
  /** The notes whose marks stand in a bookmark. */
  readonly #notes = new Map<string, string>();

  /** The file is one of ours, whose bookmarks say which paragraphs are which. */
  readonly #ours: boolean;

  constructor(ours: boolean) {
    this.#ours = ours;
  }

  /** Takes an element that marks a place; says whether it was one. */
  take(element: XmlElement, place: Place): boolean {
    const id = attribute(element, "w:id") ?? "";
    switch (element.name) {
      case "w:commentRangeStart":
        if (!this.#commentStarts.has(id)) this.#commentStarts.set(id, place);
        return true;
      case "w:commentRangeEnd":
        this.#commentEnds.set(id, place);
        return true;
      case "w:commentReference":
        this.#mark(id, place);
        return true;
      case "w:bookmarkStart": {
        const name = attribute(element, "w:name") ?? "";
        const owner = this.#ours ? ownerOfBookmark(name) : null;
        if (owner?.type === "paragraph") place.draft.ids.push(owner.id);
        this.#open.set(id, { name, start: place });
        return true;
      }
      case "w:bookmarkEnd": {
        const bookmark = this.#open.get(id);
        this.#open.delete(id);
        if (!bookmark) return true;
        this.#bookmarks.set(bookmark.name, { start: bookmark.start, end: place });
        if (isSame(bookmark.start, place)) this.#empty = { name: bookmark.name, place };
        return true;
      }
      default:
        return false;
    }
  }

  #mark(id: string, place: Place): void {
    const before = this.#lastMark === null ? null : this.#commentMarks.get(this.#lastMark);
    if (before && isSame(before, place) && !this.#commentMarks.has(id)) this.#behind.set(id, this.#lastMark!);
    this.#commentMarks.set(id, place);
    this.#lastMark = id;
  }

  /**
   * The comment that one without words of its own stands directly behind: so LibreOffice saves an answer to it. Null
   * for one that stands on words, or by itself.
   */
  commentBefore(id: string): string | null {
    return this.#commentStarts.has(id) ? null : (this.#behind.get(id) ?? null);
  }

  /** A note's mark stands here: it is what the bookmarks around it name, or an empty one before it. */
  note(label: string, place: Place): void {
    if (this.#empty && isSame(this.#empty.place, place) && !this.#notes.has(this.#empty.name))
      this.#notes.set(this.#empty.name, label);
    // A document has a few bookmarks open at once; one that opens thousands and closes none is not meant so.
    let count = 0;
    for (const { name } of this.#open.values()) {
      if (++count > 20) return;
      if (!this.#notes.has(name)) this.#notes.set(name, label);
    }
  }

  /** The label of the note that a bookmark stands around. */
  noteOf(bookmark: string): string | undefined {
    return this.#notes.get(bookmark);
  }

  /** Where a comment stands: on words, or (both ends the same) at a place; null for one that stands nowhere. */
  commentRange(id: string): PlaceRange | null {
    const start = this.#commentStarts.get(id);
    const mark = this.#commentMarks.get(id);
    const end = this.#commentEnds.get(id) ?? mark;
    if (start && end) return { start, end };
    const place = start ?? mark ?? end;
    return place ? { start: place, end: place } : null;
  }

  /** Every bookmark by its name; one that never ends is a place. */
  *bookmarks(): Generator<[name: string, range: PlaceRange]> {
    yield* this.#bookmarks;
    for (const { name, start } of this.#open.values())
      if (!this.#bookmarks.has(name)) yield [name, { start, end: start }];
  }
}

const isSame = (one: Place, other: Place) => one.draft === other.draft && one.offset === other.offset;

/** Places as the pipeline knows them, once all units are there. */
export class Places {
  readonly #units: readonly Unit[];
  readonly #kept: ReadonlySet<Unit>;

  /** `all`: the units as they were read; `kept`: those that are left of them. */
  constructor(all: readonly Unit[], kept: readonly Unit[]) {
    this.#units = all;
    this.#kept = new Set(kept);
  }

  /** A place in a unit that is left: its own, or the beginning of the next, or the end of the last. */
  point({ draft, offset }: Place): SourcePoint {
    return this.pointIn(draft, draft.at(offset));
  }

  /** The same for an offset in the unit's text. */
  pointIn({ unit: own, index: from }: ChangedUnit, offset: number): SourcePoint {
    if (own && this.#kept.has(own)) return { unit: own.key, offset };
    for (let index = from; index < this.#units.length; index++) {
      const unit = this.#units[index]!;
      if (this.#kept.has(unit)) return { unit: unit.key, offset: 0 };
    }
    return this.lastPoint(this.#units.length);
  }

  /** The end of the last unit before an index, or the beginning of the first. */
  lastPoint(before: number): SourcePoint {
    for (let index = before - 1; index >= 0; index--) {
      const unit = this.#units[index]!;
      if (this.#kept.has(unit)) return { unit: unit.key, offset: unit.text.length };
    }
    return { unit: this.#units.find((unit) => this.#kept.has(unit))?.key ?? "", offset: 0 };
  }
}
