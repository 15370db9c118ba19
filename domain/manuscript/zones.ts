import { findMarkers } from "./markers";
import { closingSection, isAfterword } from "./sections";
import { endsInAddress, isFinished, leadingNumber, looksLikeReference, startsInside } from "./sentences";
import type { Unit } from "./units";

/** Where a unit stands: in the running text, as the heading of the reference list, in one of its entries, or after it. */
export interface Zone {
  in: "text" | "section" | "entry" | "tail";
  /** An entry begins here; the other units of the zone go on with it. */
  starts: boolean;
  /** The label the entry was numbered with. */
  label?: string | undefined;
  /** Characters of the typed number. */
  numberLength: number;
}

const TEXT: Zone = { in: "text", starts: false, numberLength: 0 };
/** A step between two typed numbers that is still one list. */
const MAX_STEP = 5;

/** Finds the reference lists of a source. Depends on nothing but the source. */
export function findZones(units: readonly Unit[]): Zone[] {
  const zones = units.map(() => TEXT);
  const headings = units.flatMap((unit, index) => (index > 0 && headsList(unit) ? [index] : []));
  let found = false;
  for (const [nth, heading] of headings.entries()) {
    const end = headings[nth + 1] ?? units.length;
    const list = readList(units, heading + 1, end, closingSection(units[heading]!.text) === "surely");
    if (!list) continue;
    found = true;
    zones[heading] = { in: "section", starts: true, numberLength: 0 };
    for (const [offset, zone] of list.entries()) zones[heading + 1 + offset] = zone;
  }
  markFootnotes(units, zones);
  if (!found && !zones.some((zone) => zone.in === "entry")) markUnheadedList(units, zones);
  return zones;
}

const headsList = (unit: Unit) =>
  (unit.gap === "blank" || unit.gap === "line") &&
  unit.kind !== "list_item" &&
  unit.kind !== "reference" &&
  closingSection(unit.text) !== null;

/** The zones of the units between two indexes, when they are a list of references; null when they are not. */
function readList(units: readonly Unit[], start: number, end: number, certain: boolean): Zone[] | null {
  const list = units.slice(start, end);
  const first = list[0];
  if (!first) return null;
  if (first.kind === "heading") return null;
  if (first.kind === "reference") return unnumberedList(list);
  if (leadingNumber(first.text) || (first.kind === "list_item" && first.attrs.ordered))
    return numberedList(list);
  const zones = unnumberedList(list);
  const entries = list.filter((_, index) => zones[index]!.in === "entry" && zones[index]!.starts);
  const likely = entries.filter((unit) => looksLikeReference(unit.text) || unit.text.length < 300).length;
  const sure = list.filter((unit) => looksLikeReference(unit.text)).length;
  return certain ? (likely * 2 >= entries.length ? zones : null) : sure * 2 >= entries.length ? zones : null;
}

function numberedList(list: readonly Unit[]): Zone[] {
  const starts = list.map(() => false);
  const numbers = list.map((unit) => leadingNumber(unit.text));
  let previous: number | null = null;
  let lastStart = 0;
  for (const [index, unit] of list.entries()) {
    const found = numbers[index];
    const isItem = unit.kind === "list_item" && unit.gap === "blank";
    if (!isItem && !(found && follows(found.number, previous, unit))) continue;
    starts[index] = true;
    lastStart = index;
    previous = found?.number ?? (isItem ? null : previous);
  }
  const zones: Zone[] = [];
  for (const [index, unit] of list.entries()) {
    const before = zones[index - 1];
    if (starts[index]) zones.push(entryStart(unit));
    else if (index > 0 && (before!.in === "tail" || endsList(unit, list[index - 1]!, index > lastStart)))
      zones.push({ in: "tail", starts: false, numberLength: 0 });
    else if (
      index > lastStart &&
      unit.gap === "blank" &&
      isFinished(list[index - 1]!.text) &&
      !isAddressOf(list[index - 1]!, unit)
    )
      zones.push({ in: "entry", starts: true, numberLength: 0 });
    else zones.push({ in: "entry", starts: false, numberLength: 0 });
  }
  return zones;
}

/** Whether a typed number can be the next of a list, and not a year at the start of a wrapped line. */
function follows(number: number | null, previous: number | null, unit: Unit): boolean {
  if (number === null || previous === null) return true;
  return (number >= previous && number <= previous + MAX_STEP) || (number === 1 && unit.gap === "blank");
}

/** Whether a unit without a number is no longer part of the list. */
function endsList(unit: Unit, before: Unit, afterLast: boolean): boolean {
  if (isAfterword(unit.text)) return true;
  if (unit.kind === "heading" || unit.kind === "title") return true;
  if (!afterLast || unit.gap !== "blank") return false;
  if (!isFinished(before.text) && startsInside(unit.text)) return false;
  return !looksLikeReference(unit.text);
}

function unnumberedList(list: readonly Unit[]): Zone[] {
  const blanks = list.filter((unit, index) => index > 0 && unit.gap === "blank").length;
  const hanging = list.some((unit) => unit.indent > 0) && list.some((unit) => unit.indent === 0);
  const zones: Zone[] = [];
  for (const [index, unit] of list.entries()) {
    const before = list[index - 1];
    if (before && (zones[index - 1]!.in === "tail" || isAfterword(unit.text) || unit.kind === "heading")) {
      zones.push({ in: "tail", starts: false, numberLength: 0 });
      continue;
    }
    const goesOn =
      before !== undefined &&
      (unit.gap === "blank"
        ? isAddressOf(before, unit)
        : hanging
          ? unit.indent > 0
          : blanks > 0 || goesOnUnnumbered(before, unit));
    zones.push(goesOn ? { in: "entry", starts: false, numberLength: 0 } : entryStart(unit));
  }
  return zones;
}

/** A web address in a paragraph of its own, as word processors leave it: that of the entry before, which has none. */
const isAddressOf = (before: Unit, unit: Unit) => /^https?:/.test(unit.text) && !/https?:/.test(before.text);

/** Without numbers, empty lines or indents: only the ends and starts of the lines tell. */
function goesOnUnnumbered(before: Unit, unit: Unit): boolean {
  if (startsInside(unit.text) || /^(?:https?:|www\.|doi:)/i.test(unit.text)) return true;
  return !isFinished(before.text) && !endsInAddress(before.text);
}

function entryStart(unit: Unit): Zone {
  const found = unit.label !== undefined ? null : leadingNumber(unit.text);
  return { in: "entry", starts: true, label: unit.label ?? found?.label, numberLength: found?.length ?? 0 };
}

/** "[^1]: …" is an entry wherever it stands, to the next empty line. */
function markFootnotes(units: readonly Unit[], zones: Zone[]): void {
  for (const [index, unit] of units.entries()) {
    if (zones[index]!.in === "entry") continue;
    const before = zones[index - 1];
    if (unit.kind === "reference" || leadingNumber(unit.text)?.label.startsWith("^"))
      zones[index] = entryStart(unit);
    else if (unit.gap !== "blank" && before?.in === "entry" && before.label?.startsWith("^"))
      zones[index] = { in: "entry", starts: false, label: before.label, numberLength: 0 };
  }
}

/**
 * A numbered list that ends the source is its reference list, heading or not, when the text before cites at
 * least half of it.
 */
function markUnheadedList(units: readonly Unit[], zones: Zone[]): void {
  const start = units.findLastIndex((unit) =>
    unit.kind === "list_item"
      ? unit.label === "1"
      : unit.kind === null && leadingNumber(unit.text)?.number === 1,
  );
  if (start < 2) return;
  const list = numberedList(units.slice(start));
  const labels = list.flatMap((zone) => zone.label ?? []);
  if (list.some((zone) => zone.in !== "entry")) return;
  const cited = new Set(units.slice(0, start).flatMap(markedLabels));
  if (labels.filter((label) => cited.has(label)).length * 2 < labels.length) return;
  for (const [offset, zone] of list.entries()) zones[start + offset] = zone;
}

/** The labels that a unit's markers name, typed or given by the format. */
function markedLabels(unit: Unit): string[] {
  const given = unit.runs.flatMap((run) => (run.type === "marker" ? run.labels : []));
  return [...findMarkers(unit.text).flatMap(({ labels }) => labels), ...given];
}
