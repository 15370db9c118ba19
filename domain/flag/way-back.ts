import type { Node } from "prosemirror-model";
import type { Step, StepMap } from "prosemirror-transform";
import { paragraphText } from "../article/document";
import { applyAll } from "../article/rebase";
import { isSamePlace, placeOf, type Anchor, type AnchorPlace } from "./anchor";
import { Path } from "./path";

/** A flag's anchor. */
export type FlagAnchor = Anchor & { id: string };

/** Where a flag's words stood before a change. */
export interface StoodAnchor {
  id: string;
  /** Null: it had none. */
  place: AnchorPlace | null;
  /** The flag's words as they were raised: put on others by hand since, it did not stand here. */
  quote: string;
}

/** A change that is to be taken back. */
export interface Undone {
  /** What takes it back, in order of application. */
  steps: readonly Step[];
  /** What `strandedAnchors` said of the change; null where nobody kept that. */
  stood: readonly StoodAnchor[] | null;
}

/**
 * The anchors that taking a change back would not bring by itself to where they stood before it: it took their words,
 * or it was a restore and knew more than its steps tell; and those that had no words before it, but would seem to have
 * some. `undo` leads from `after` back to `before`.
 */
export function strandedAnchors(
  before: Node,
  after: Node,
  undo: readonly Step[],
  stood: readonly FlagAnchor[],
  moved: readonly Anchor[],
): StoodAnchor[] {
  const { goBack } = wayOver(after, before, undo);
  return stood.flatMap((was, i) => {
    const is = moved[i]!;
    const place = was.state === "detached" ? null : placeOf(was);
    const back = is.state === "detached" ? null : goBack(is);
    return isSamePlace(back, place) ? [] : [{ id: was.id, place, quote: was.quote }];
  });
}

/**
 * The way that a text came, walked back change by change: the document as it was before each, and the words that
 * anchors had in it. Either an anchor goes back with a change to where it stood before, or the change tells it.
 */
export class WayBack {
  doc: Node;
  private readonly quotes: ReadonlyMap<string, string>;
  /** Of the anchors that have words in `doc`. */
  private readonly places = new Places();
  private readonly found = new Set<string>();

  constructor(doc: Node, anchors: readonly FlagAnchor[]) {
    this.doc = doc;
    this.quotes = new Map(anchors.map(({ id, quote }) => [id, quote]));
    for (const anchor of anchors)
      if (anchor.state !== "detached") this.places.put(anchor.id, placeOf(anchor));
  }

  /** Takes one change back: the newest that has not been. Throws where it does not fit. */
  undo({ steps, stood }: Undone): void {
    const after = this.doc;
    const before = applyAll(after, steps);
    if (!before) throw new Error("Stored revisions do not lead back from the stored text.");
    this.doc = before;
    if (this.quotes.size === 0) return;
    const { changed, goBack } = wayOver(after, before, steps);
    for (const [id, place] of this.places.in(changed)) {
      const back = goBack(place);
      if (back === null) this.places.take(id);
      else if (back !== place) this.places.put(id, back);
    }
    for (const { id, quote, place } of stood ?? []) {
      if (this.quotes.get(id) !== quote) continue;
      if (place) this.places.put(id, place);
      else this.places.take(id);
      this.found.add(id);
    }
  }

  /** Where an anchor's words stand in `doc`; undefined where it had none. */
  placeOf(id: string): AnchorPlace | undefined {
    return this.places.get(id);
  }

  /** Whether a change on the way told where the anchor stood: then it does not matter where it stands now. */
  wasFound(id: string): boolean {
    return this.found.has(id);
  }
}

/** Places by id, and by paragraph: a change touches one paragraph of many. */
class Places {
  private readonly byId = new Map<string, AnchorPlace>();
  private readonly byParagraph = new Map<string, Set<string>>();

  get(id: string): AnchorPlace | undefined {
    return this.byId.get(id);
  }

  put(id: string, place: AnchorPlace): void {
    this.take(id);
    this.byId.set(id, place);
    const ids = this.byParagraph.get(place.paragraphId);
    if (ids) ids.add(id);
    else this.byParagraph.set(place.paragraphId, new Set([id]));
  }

  take(id: string): void {
    const place = this.byId.get(id);
    this.byId.delete(id);
    if (place) this.byParagraph.get(place.paragraphId)?.delete(id);
  }

  /** Those in these paragraphs, as they are now. */
  in(paragraphIds: readonly string[]): [string, AnchorPlace][] {
    return paragraphIds.flatMap((paragraphId) =>
      [...(this.byParagraph.get(paragraphId) ?? [])].map((id): [string, AnchorPlace] => [
        id,
        this.byId.get(id)!,
      ]),
    );
  }
}

/** A paragraph, and the document position of its text offset 0. */
interface Placed {
  node: Node;
  start: number;
}

/**
 * Where places are after a change, by its steps alone; null where these leave nothing of one. Whatever it says, it
 * says the same every time: what it finds need not be kept. One step within one paragraph, which most changes are,
 * costs next to nothing.
 */
function wayOver(
  before: Node,
  after: Node,
  steps: readonly Step[],
): { changed: string[]; goBack: (place: AnchorPlace) => AnchorPlace | null } {
  const [old, now] = differing(before, after);
  const oldById = new Map(old.map((placed) => [placed.node.attrs.id as string, placed]));
  const words = steps.length === 1 ? through(steps[0]!.getMap()) : new Path(before, steps).words;
  const goBack = (place: AnchorPlace) => {
    const was = oldById.get(place.paragraphId);
    if (!was) return place;
    const same = now.find(({ node }) => node.attrs.id === place.paragraphId);
    if (same && (same.node === was.node || paragraphText(same.node) === paragraphText(was.node)))
      return place;
    const range = words(was.start + place.start, was.start + place.end);
    const there =
      range && now.find(({ node, start }) => range.from >= start && range.to <= start + node.content.size);
    if (!there) return null;
    return {
      paragraphId: there.node.attrs.id as string,
      start: range.from - there.start,
      end: range.to - there.start,
    };
  };
  return { changed: [...oldById.keys()], goBack };
}

/** As Path tells where words are, for one step. */
function through(map: StepMap): Path["words"] {
  return (start, end) => {
    const [from, to] = [map.map(start, 1), map.map(end, -1)];
    return from < to ? { from, to } : null;
  };
}

/** The paragraphs from the first to the last that differ, in both: unchanged ones are the same objects. */
function differing(before: Node, after: Node): [Placed[], Placed[]] {
  const most = Math.min(before.childCount, after.childCount);
  const [fromEnd, toEnd] = [before.childCount - 1, after.childCount - 1];
  let [first, start] = [0, 1];
  while (first < most && before.child(first) === after.child(first)) start += before.child(first++).nodeSize;
  let last = 0;
  while (last < most - first && before.child(fromEnd - last) === after.child(toEnd - last)) last++;
  return [before, after].map((doc) => {
    let at = start;
    return doc.children.slice(first, doc.childCount - last).map((node) => {
      at += node.nodeSize;
      return { node, start: at - node.nodeSize };
    });
  }) as [Placed[], Placed[]];
}
