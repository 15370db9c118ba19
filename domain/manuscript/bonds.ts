import { excerpt, excerptEnd } from "./characters";
import { firstWord, glueOf, hyphenated, lastWord } from "./hyphens";
import type { Bond } from "./joins";
import type { Log } from "./repairs";
import type { Unit } from "./units";

/** The bonds that stand after a person's corrections; lists each run of joined lines as one repair. */
export function correctedBonds(
  units: readonly Unit[],
  bonds: readonly (Bond | null)[],
  joins: ReadonlySet<string>,
  log: Log,
): (Bond | null)[] {
  const compounds = joins.size > 0 ? hyphenated(units) : new Set<string>();
  const result = [...bonds];
  for (let index = 1; index < units.length; index++) {
    if (isRepair(bonds[index])) {
      let end = index;
      // One that may as well be two paragraphs stands for itself.
      if (!bonds[index]!.doubtful) while (isRepair(bonds[end + 1]) && !bonds[end + 1]!.doubtful) end++;
      if (!listJoin(units, index, end, log)) result.fill(null, index, end + 1);
      index = end;
    }
  }
  for (const [index, unit] of units.entries())
    if (index > 0 && !result[index] && joins.has(unit.key))
      result[index] = { glue: glueOf(units[index - 1]!, unit, compounds), given: true, doubtful: false };
  return result.map((bond, index) =>
    bond?.glue === "hyphen" && !listHyphen(units[index - 1]!, units[index]!, log)
      ? { ...bond, glue: "close" }
      : bond,
  );
}

const isRepair = (bond: Bond | null | undefined) => !!bond && !bond.given;

function listJoin(units: readonly Unit[], start: number, end: number, log: Log): boolean {
  const before = units[start - 1]!;
  const unit = units[start]!;
  const last = units[end]!;
  const [from, to] = [excerptEnd(before.text), excerpt(unit.text, 40)];
  const lines = new Set(units.slice(start - 1, end + 1).map(({ line }) => line));
  return log.repair({
    id: `join:${unit.key}`,
    type: "join",
    line: before.line,
    message:
      lines.size < 2
        ? `Joined parts of ${log.lineWord} ${before.line}`
        : `Joined ${log.lineWord}s ${before.line} ${end === start ? "and" : "to"} ${last.line}`,
    before: `${from}\n${to}`,
    after: `${from} ${to}`,
  });
}

function listHyphen(before: Unit, unit: Unit, log: Log): boolean {
  const hyphen = before.text.at(-1)!;
  const [head, tail] = [lastWord(before.text.slice(0, -1)), firstWord(unit.text)];
  return log.repair({
    id: `hyphen:${unit.key}`,
    type: "hyphen",
    line: before.line,
    message: `Joined the word “${head}${tail}”, broken at the end of ${log.lineWord} ${before.line}`,
    before: `${head}${hyphen}\n${tail}`,
    after: head + tail,
  });
}
