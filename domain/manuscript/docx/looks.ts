import { isBylineLine, isNameAndRole } from "../people";
import type { Log } from "../repairs";
import { closingSection } from "../sections";
import { isHeadingShaped } from "../sentences";
import type { Unit } from "../units";

/** More bold lines in a row than this are a list or verse, not headings. */
const MOST_HEADINGS = 2;
/** Below Word's own headings, those by looks are the deepest. */
const DEEPEST = 9;

/**
 * Short paragraphs that are bold from end to end are headings: each a repair. Says whether there are any, undone or
 * not, so that undoing one changes nothing about the others. `boldByStyle`: units that are bold by their styles.
 */
export function boldHeadings(units: readonly Unit[], boldByStyle: ReadonlySet<Unit>, log: Log): boolean {
  const hasOwn = units.some(({ kind }) => kind === "heading");
  const titled = units.some(({ kind }) => kind === "title");
  const looks = units.map(
    (unit, index) =>
      (index > 0 || titled) &&
      unit.kind === null &&
      unit.gap === "blank" &&
      units[index + 1]?.gap !== "break" &&
      (boldByStyle.has(unit) || isBold(unit)) &&
      isHeadingShaped(unit.text) &&
      !isBylineLine(unit.text) &&
      !isNameAndRole(unit.text) &&
      closingSection(unit.text) === null,
  );
  let found = false;
  for (let index = 0; index < units.length; index++) {
    let end = index;
    while (looks[end]) end++;
    // A heading is followed by what it heads.
    if (end > index && end < units.length && end - index <= MOST_HEADINGS) {
      found = true;
      for (const unit of units.slice(index, end)) makeHeading(unit, hasOwn ? DEEPEST : 2, log);
    }
    index = Math.max(index, end - 1);
  }
  return found;
}

function makeHeading(unit: Unit, level: number, log: Log): void {
  const made = log.repair({
    id: `heading:${unit.key}`,
    type: "heading",
    line: unit.line,
    message: "Made a heading of a short paragraph in bold",
    before: unit.text,
    after: unit.text,
  });
  if (made) Object.assign(unit, { kind: "heading", attrs: { level } });
  else unit.kind = "body";
}

function isBold({ runs }: Unit): boolean {
  return runs.every(
    (run) => run.type === "text" && (run.marks?.some(({ type }) => type === "strong") || !run.text.trim()),
  );
}
