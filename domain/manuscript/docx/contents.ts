import { excerpt } from "../characters";
import type { Log } from "../repairs";
import type { Unit } from "../units";
import type { Sheet } from "./sheet";

/** The units without the tables of contents, which Word made of the headings: a repair. */
export function leaveContents(sheet: Sheet, log: Log): Unit[] {
  const made = new Set<Unit>();
  for (const { unit, generated } of sheet.drafts)
    if (unit && generated >= unit.text.length && generated > 0) made.add(unit);
  const [first] = made;
  if (!first || made.size === sheet.units.length) return sheet.units;
  const left = log.repair({
    id: `contents:${first.key}`,
    type: "order",
    line: first.line,
    message: `Left out the table of contents, ${made.size === 1 ? "one line" : `${made.size} lines`} that Word made of the headings: “${excerpt(first.text)}”`,
    before: excerpt(first.text),
    after: "",
  });
  return left ? sheet.units.filter((unit) => !made.has(unit)) : sheet.units;
}
