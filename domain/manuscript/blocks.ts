import type { ParagraphAttrs, ParagraphKind } from "../article/kinds";
import type { Bond } from "./joins";
import { flatText, sliceRuns, type Run } from "./runs";
import type { Unit } from "./units";
import type { Zone } from "./zones";

/** A paragraph to be: one unit or several that are tied together. */
export interface Block {
  /** That of its first unit. */
  key: string;
  line: number;
  runs: Run[];
  /** The flat text of the runs. */
  text: string;
  zone: Zone["in"];
  /** What the format says it is. */
  kind: ParagraphKind | null;
  attrs: ParagraphAttrs;
  /** It stands on one line of the source. */
  oneLine: boolean;
  /** An empty line stands before it. */
  apart: boolean;
  label?: string | undefined;
  /** Characters of the number that was typed before an entry. */
  numberLength: number;
}

/** Ties the units together. */
export function buildBlocks(
  units: readonly Unit[],
  zones: readonly Zone[],
  bonds: readonly (Bond | null)[],
): Block[] {
  const blocks: Block[] = [];
  for (const [index, unit] of units.entries()) {
    const bond = bonds[index];
    const last = blocks.at(-1);
    if (bond && last) append(last.runs, unit, bond);
    else {
      const zone = zones[index]!;
      blocks.push({
        key: unit.key,
        line: unit.line,
        runs: [...unit.runs],
        text: unit.text,
        zone: zone.in,
        kind: unit.kind,
        attrs: unit.attrs,
        oneLine: !bonds[index + 1],
        apart: unit.gap === "blank",
        label: zone.starts ? zone.label : undefined,
        numberLength: zone.starts ? zone.numberLength : 0,
      });
    }
  }
  for (const block of blocks) if (!block.oneLine) block.text = flatText(block.runs);
  return blocks;
}

function append(runs: Run[], unit: Unit, { glue }: Bond): void {
  if (glue === "hyphen") {
    const [last] = runs.splice(-1);
    if (last) runs.push(...sliceRuns([last], 0, (last.type === "text" ? last.text.length : 1) - 1));
  } else if (glue !== "close") {
    const origin = { unit: unit.key, line: unit.line, from: -1 };
    runs.push(glue === "break" ? { type: "break", ...origin } : { type: "text", text: " ", ...origin });
  }
  // One by one: there may be more of them than a call takes arguments.
  for (const run of unit.runs) runs.push(run);
}
