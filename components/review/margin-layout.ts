/**
 * Where every note of the margin stands. Pure: tops and heights in px in, places out, O(n).
 *
 * Notes want to be level with their words. Where they would overlap they push each other as little as possible
 * (least squares, by pooling adjacent violators). Where even that takes them too far from their words they make
 * themselves smaller: a card becomes a line, a line becomes a mark, and the marks of one line of text stand in
 * one row with their count. Nothing is ever hidden. The focused note keeps its line; the others make way.
 */

/** full: the focused note. card: mark, who, words. line: one line. mark: the pencil mark alone, in a row. */
export type Density = "full" | "card" | "line" | "mark";

export interface NoteBox {
  id: string;
  /** Top of its words. Notes come in text order. */
  level: number;
  /** Height as a card. */
  cardHeight: number;
  /** Settled: a line at most. */
  quiet: boolean;
}

export interface Measures {
  /** Width of the margin. */
  width: number;
  /** Least room between two notes. */
  gap: number;
  /** Height of a line, and of a row of marks. */
  lineHeight: number;
  /** Width of one mark in a row. */
  markWidth: number;
  /** Width of the count before a row of marks. */
  countWidth: number;
  /** How far a note may stand from its words before it makes itself smaller. */
  reach: number;
}

export interface Place {
  top: number;
  left: number;
  density: Density;
}

/** Several notes in one place: their count stands at `top`, before the row of their marks. */
export interface Stack {
  /** Its first note. */
  id: string;
  top: number;
  count: number;
}

export interface MarginLayout {
  places: Map<string, Place>;
  stacks: Stack[];
  /** Height of the whole margin. */
  height: number;
}

/** Notes that stand as one: a note by itself, or a row of marks. */
interface Unit {
  notes: NoteBox[];
  level: number;
  height: number;
}

interface PlacedUnit extends Unit {
  top: number;
  /** Units with one cluster number touch each other. */
  cluster: number;
}

type Densities = Map<string, Exclude<Density, "full">>;

function unitsOf(notes: readonly NoteBox[], densities: Densities, measures: Measures): Unit[] {
  const perRow = Math.max(1, Math.floor((measures.width - measures.countWidth) / measures.markWidth));
  const units: Unit[] = [];
  let row: Unit | null = null;
  for (const note of notes) {
    const density = densities.get(note.id);
    if (density !== "mark") {
      row = null;
      const height = density === "card" ? note.cardHeight : measures.lineHeight;
      units.push({ notes: [note], level: note.level, height });
    } else if (
      row &&
      Math.abs(note.level - row.level) < measures.lineHeight / 2 &&
      row.notes.length < perRow
    ) {
      row.notes.push(note);
    } else {
      row = { notes: [note], level: note.level, height: measures.lineHeight };
      units.push(row);
    }
  }
  return units;
}

/** Tops of units in order, none overlapping, all within [least, most] (most: where the last one must end). */
function place(units: readonly Unit[], gap: number, least: number, most = Infinity): PlacedUnit[] {
  // With every unit moved up by what stands above it, "no overlap" becomes "never decreasing".
  const above: number[] = [];
  let total = 0;
  for (const unit of units) {
    above.push(total);
    total += unit.height + gap;
  }
  const blocks: { sum: number; count: number }[] = [];
  units.forEach((unit, index) => {
    let block = { sum: unit.level - above[index]!, count: 1 };
    for (
      let last = blocks.at(-1);
      last && last.sum / last.count >= block.sum / block.count;
      last = blocks.at(-1)
    ) {
      block = { sum: last.sum + block.sum, count: last.count + block.count };
      blocks.pop();
    }
    blocks.push(block);
  });
  const highest = Math.max(least, most - total);
  const placed: PlacedUnit[] = [];
  let cluster = 0;
  let previous: number | undefined;
  for (const { sum, count } of blocks) {
    const base = Math.min(highest, Math.max(least, sum / count));
    if (base !== previous) cluster++;
    previous = base;
    for (let member = 0; member < count; member++) {
      const index = placed.length;
      placed.push({ ...units[index]!, top: base + above[index]!, cluster });
    }
  }
  return placed;
}

/** Places notes; where a cluster drifts too far its notes become smaller, twice at most. */
function settle(
  notes: readonly NoteBox[],
  measures: Measures,
  least: number,
  most?: number,
): {
  units: PlacedUnit[];
  densities: Densities;
} {
  const densities: Densities = new Map(notes.map(({ id, quiet }) => [id, quiet ? "line" : "card"]));
  for (const smaller of ["line", "mark"] as const) {
    const units = place(unitsOf(notes, densities, measures), measures.gap, least, most);
    const drifted = new Set(
      units.filter(({ top, level }) => Math.abs(top - level) > measures.reach).map(({ cluster }) => cluster),
    );
    if (drifted.size === 0) return { units, densities };
    for (const unit of units)
      if (drifted.has(unit.cluster)) for (const { id } of unit.notes) densities.set(id, smaller);
  }
  const units = place(unitsOf(notes, densities, measures), measures.gap, least, most);
  return {
    units: units.flatMap((unit, index) => grow(unit, units[index + 1]?.top ?? most ?? Infinity)),
    densities,
  };

  /** Where there is room after all: a row of marks becomes lines, what stands alone a line or a card. */
  function grow(unit: PlacedUnit, end: number): PlacedUnit[] {
    const { notes: inUnit, top } = unit;
    const { gap, lineHeight, reach } = measures;
    const [only, ...others] = inUnit;
    if (!only || densities.get(only.id) === "card") return [unit];
    if (others.length === 0) {
      const isCard = !only.quiet && top + only.cardHeight + gap <= end;
      densities.set(only.id, isCard ? "card" : "line");
      return [unit];
    }
    const step = lineHeight + gap;
    if (top + step * inUnit.length > end || step * others.length > reach) return [unit];
    return inUnit.map((note, index) => {
      densities.set(note.id, "line");
      return { ...unit, notes: [note], top: top + step * index, height: lineHeight };
    });
  }
}

/** Lays the margin out. `focused` is the note in focus and its height when it is fully open. */
export function layoutMargin(
  notes: readonly NoteBox[],
  measures: Measures,
  focused: { id: string; height: number } | null,
): MarginLayout {
  const places = new Map<string, Place>();
  const stacks: Stack[] = [];
  let height = 0;

  const write = ({ units, densities }: ReturnType<typeof settle>) => {
    for (const unit of units) {
      const isRow = unit.notes.length > 1;
      if (isRow) stacks.push({ id: unit.notes[0]!.id, top: unit.top, count: unit.notes.length });
      unit.notes.forEach((note, index) => {
        const density = isRow ? "mark" : densities.get(note.id)!;
        const left = density === "mark" ? (isRow ? measures.countWidth + index * measures.markWidth : 0) : 0;
        places.set(note.id, { top: unit.top, left, density });
        height = Math.max(height, unit.top + (density === "card" ? note.cardHeight : measures.lineHeight));
      });
    }
  };

  const at = focused ? notes.findIndex(({ id }) => id === focused.id) : -1;
  const pinned = notes[at];
  if (!focused || !pinned) {
    write(settle(notes, measures, 0));
    return { places, stacks, height };
  }
  const line = Math.max(0, pinned.level);
  const before = settle(notes.slice(0, at), measures, 0, line);
  const last = before.units.at(-1);
  // At the very top there may be no room for those before it: then it stands as near to its line as they allow.
  const top = last ? Math.max(line, last.top + last.height + measures.gap) : line;
  write(before);
  places.set(pinned.id, { top, left: 0, density: "full" });
  height = Math.max(height, top + focused.height);
  write(settle(notes.slice(at + 1), measures, top + focused.height + measures.gap));
  return { places, stacks, height };
}

/** Tops of paragraphs before anything was measured, so that the server's notes stand about level. In px. */
export function estimateLevels(paragraphs: readonly { id: string; kind: string; text: string }[]): {
  top: (paragraphId: string, offset: number) => number;
  height: number;
} {
  const tops = new Map<string, { top: number; charsPerLine: number; lineHeight: number }>();
  let top = 0;
  for (const { id, kind, text } of paragraphs) {
    const style = ESTIMATES[kind] ?? ESTIMATES.body!;
    top += style.before;
    tops.set(id, { top, charsPerLine: style.charsPerLine, lineHeight: style.lineHeight });
    top += Math.max(1, Math.ceil(text.length / style.charsPerLine)) * style.lineHeight + style.after;
  }
  return {
    top: (paragraphId, offset) => {
      const paragraph = tops.get(paragraphId);
      if (!paragraph) return 0;
      return paragraph.top + Math.floor(offset / paragraph.charsPerLine) * paragraph.lineHeight;
    },
    height: top,
  };
}

/** The article's type in figures (app/article.css), as it comes out at the full measure. */
const ESTIMATES: Record<string, { charsPerLine: number; lineHeight: number; before: number; after: number }> =
  {
    title: { charsPerLine: 33, lineHeight: 40, before: 0, after: 16 },
    byline: { charsPerLine: 90, lineHeight: 20, before: 0, after: 0 },
    standfirst: { charsPerLine: 60, lineHeight: 30, before: 20, after: 30 },
    heading: { charsPerLine: 55, lineHeight: 30, before: 40, after: 10 },
    body: { charsPerLine: 67, lineHeight: 30, before: 0, after: 15 },
    quote: { charsPerLine: 64, lineHeight: 30, before: 5, after: 20 },
    list_item: { charsPerLine: 64, lineHeight: 30, before: 0, after: 5 },
    reference: { charsPerLine: 80, lineHeight: 23, before: 0, after: 6 },
  };
