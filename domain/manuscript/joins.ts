import { isFull, readColumn, type Column } from "./columns";
import { endsInHyphen, glueOf, hyphenated, type Glue } from "./hyphens";
import { isBylineLine } from "./people";
import {
  isDangling,
  isFinished,
  isHeadingShaped,
  leadingBullet,
  leadingNumber,
  startsInside,
} from "./sentences";
import type { Unit } from "./units";
import type { Zone } from "./zones";

/** How a unit is tied to the one before it, as one paragraph. */
export interface Bond {
  /** "space" between them; "close": nothing; "hyphen": nothing, and the hyphen that broke the word goes. */
  glue: Glue | "break";
  /** The format says so itself: nothing was repaired. */
  given: boolean;
  /** A sentence ends here, so that it may be the end of a paragraph as well. */
  doubtful: boolean;
}

/**
 * For every unit, how it is tied to the one before it; null where a paragraph begins. Depends on nothing but the
 * source, so that a paragraph keeps its key whatever was corrected elsewhere.
 */
export function findBonds(units: readonly Unit[], zones: readonly Zone[]): (Bond | null)[] {
  const column = readColumn(units, zones);
  const compounds = hyphenated(units);
  const bonds: (Bond | null)[] = [];
  let first = true;
  for (const [index, unit] of units.entries()) {
    const before = units[index - 1];
    const place: Place = { first, top: index <= 2, column, next: units[index + 1] };
    const tied: boolean =
      before !== undefined && isTied(before, unit, zones[index - 1]!, zones[index]!, place);
    bonds.push(tied ? bondOf(before!, unit, zones[index]!, column, compounds) : null);
    first = !tied;
  }
  return bonds;
}

function bondOf(
  before: Unit,
  unit: Unit,
  zone: Zone,
  column: Column | null,
  compounds: ReadonlySet<string>,
): Bond {
  if (unit.gap === "break") return { glue: "break", given: true, doubtful: false };
  const doubtful = zone.in === "text" && column?.parted === false && isFinished(before.text);
  return { glue: glueOf(before, unit, compounds), given: unit.gap === "soft", doubtful };
}

function isTied(before: Unit, unit: Unit, zoneBefore: Zone, zone: Zone, place: Place): boolean {
  if (zone.in === "section" || zoneBefore.in === "section") return false;
  if (zone.in === "entry") return !zone.starts && zoneBefore.in === "entry";
  if (zoneBefore.in === "entry") return false;
  if (unit.gap === "soft" || unit.gap === "break") return true;
  if (unit.kind !== null || before.kind !== null) return false;
  return goesOn(before, unit, place);
}

interface Place {
  /** The unit before begins its paragraph. */
  first: boolean;
  /** Among the first lines of the source, where the title stands. */
  top: boolean;
  /** Where lines are wrapped. */
  column: Column | null;
  /** The line below. */
  next: Unit | undefined;
}

/** Whether a line goes on with the one before it. */
function goesOn(before: Unit, unit: Unit, { first, top, column, next }: Place): boolean {
  if (leadingBullet(unit.text) || isBylineLine(unit.text)) return false;
  if (isBylineLine(before.text)) return isDangling(before.text);
  const full = column !== null && isFull(before, unit, column);
  if (leadingNumber(unit.text) && (isFinished(before.text) || !full)) return false;
  if (endsInHyphen(before.text) && /^\p{L}/u.test(unit.text))
    return unit.gap === "line" || /^\p{Ll}/u.test(unit.text);
  if (isFinished(before.text))
    return unit.gap === "line" && full && !isIndented(before, unit) && !isHeadingAhead(unit, next, column);
  const heading = first && isHeadingShaped(before.text, top ? { characters: 200, words: 30 } : undefined);
  const inside = startsInside(unit.text);
  const dangling = isDangling(before.text);
  if (unit.gap === "blank") return !heading && (inside || dangling) && (!first || before.text.length >= 40);
  if (inside || dangling || full) return true;
  return !heading && (!first || before.text.length >= 40);
}

/** A short line after the end of a sentence that the text below does not go on with: a heading. */
function isHeadingAhead(unit: Unit, next: Unit | undefined, column: Column): boolean {
  if (!next || next.gap === "soft" || !isHeadingShaped(unit.text)) return false;
  return !isFull(unit, next, column) && !startsInside(next.text);
}

/** In wrapped text an indented line begins a paragraph. */
const isIndented = (before: Unit, unit: Unit) => unit.indent >= before.indent + 2;
