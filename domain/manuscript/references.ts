import type { Block } from "./blocks";
import { excerpt } from "./characters";
import { mendAddresses } from "./inline";
import type { Log } from "./repairs";
import { flatText, sliceRuns, type Run } from "./runs";
import { leadingNumber } from "./sentences";

/** An entry of the reference list on its way into the document. */
export interface Entry {
  key: string;
  line: number;
  runs: Run[];
  label: string | undefined;
}

/** How many typed numbers a repair shows. */
const SHOWN_NUMBERS = 12;

/** The entries in the order of the source: their typed numbers off, their web addresses whole. */
export function readEntries(blocks: readonly Block[], log: Log): Entry[] {
  const numbered = blocks.map((block) => {
    const found = block.zone === "entry" ? null : leadingNumber(block.text);
    return {
      block,
      label: block.label ?? found?.label,
      length: block.numberLength || (found?.length ?? 0),
    };
  });
  const bare = takeNumbersOff(numbered, log);
  const unlabelled = numbered.every(({ label }) => label === undefined);
  return numbered.map(({ block, label, length }, index) => ({
    key: block.key,
    line: block.line,
    runs: mendAddresses(
      bare && length > 0 ? sliceRuns(block.runs, length, Infinity) : block.runs,
      false,
      log,
    ),
    // Where no entry has a number its place is its number.
    label: unlabelled ? String(index + 1) : label,
  }));
}

function takeNumbersOff(entries: readonly { block: Block; length: number }[], log: Log): boolean {
  const typed = entries.filter(({ length }) => length > 0);
  const first = typed[0];
  if (!first) return false;
  const numbers = typed.map(({ block, length }) => block.text.slice(0, length).trim());
  const shown = numbers.slice(0, SHOWN_NUMBERS).join(" ");
  return log.repair({
    id: "reference_numbers",
    type: "reference_number",
    line: first.block.line,
    message: `Took the typed ${typed.length === 1 ? "number off one reference" : `numbers off ${typed.length} references`}: the list numbers itself`,
    before: numbers.length > SHOWN_NUMBERS ? `${shown} … ${numbers.at(-1)}` : shown,
    after: "",
  });
}

/** Finds an entry by the label of a marker. The first of several with one label has it. */
export function labelFinder(entries: readonly Entry[]): (label: string) => string | undefined {
  const keys = new Map<string, string>();
  for (const { key, label } of entries) if (label !== undefined && !keys.has(label)) keys.set(label, key);
  return (label) =>
    keys.get(label) ?? (label.startsWith("^") ? keys.get(label.slice(1)) : keys.get(`^${label}`));
}

/** The entries in the order they are first cited, the uncited last; a repair where that is another order. */
export function orderEntries(entries: readonly Entry[], cited: ReadonlySet<string>, log: Log): Entry[] {
  const place = new Map([...cited].map((key, index) => [key, index]));
  const ordered = [...entries].sort(
    (one, other) => (place.get(one.key) ?? entries.length) - (place.get(other.key) ?? entries.length),
  );
  const moved = ordered.findIndex((entry, index) => entry !== entries[index]);
  if (moved < 0 || cited.size === 0) return [...entries];
  const shown = (list: readonly Entry[]) =>
    list
      .slice(moved, moved + 3)
      .map((entry) => excerpt(flatText(entry.runs), 40))
      .join("\n");
  const reordered = log.repair({
    id: "order:references",
    type: "order",
    line: entries[moved]!.line,
    message: "Put the references in the order they are first cited",
    before: shown(entries),
    after: shown(ordered),
  });
  return reordered ? ordered : [...entries];
}

/** Warns of entries that nothing cites: one by one, or in one sentence when nothing is cited at all. */
export function warnUncited(entries: readonly Entry[], cited: ReadonlySet<string>, log: Log): void {
  if (entries.length > 1 && cited.size === 0) {
    log.warn(
      "entry_without_marker",
      entries[0]!.line,
      `None of the ${entries.length} references is cited in the text.`,
    );
    return;
  }
  for (const { key, line, runs, label } of entries) {
    if (cited.has(key)) continue;
    const name = label ? `Reference ${label.replace("^", "")}` : "A reference";
    log.warn(
      "entry_without_marker",
      line,
      `${name} is not cited in the text: “${excerpt(flatText(runs).trim())}”`,
    );
  }
}
