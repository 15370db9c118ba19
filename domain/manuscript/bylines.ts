import { bylineText } from "../article/bylines";
import type { Block } from "./blocks";
import { peopleOf, type Person } from "./people";
import type { Log } from "./repairs";
import { sliceRuns, type Run } from "./runs";

/** A byline paragraph to be. */
export interface BylinePart {
  key: string;
  runs: Run[];
}

/**
 * One paragraph a person: "By A and B, Role" becomes "A, Role" and "B, Role". The first keeps the line's key, the
 * others are "L1-2", "L1-3" …. `role`: a line under the name that says what the person is.
 */
export function splitByline(block: Block, role: Block | null, log: Log, whole: boolean): BylinePart[] | null {
  const as = (runs: Run[]) => [{ key: block.key, runs }];
  const people = block.runs.every((run) => run.type === "text") && !whole ? peopleOf(block.text) : [];
  if (people.length === 0) return role ? null : as(block.runs);
  const below = new Set(role ? people.filter((person) => !person.role) : []);
  for (const person of below) person.role = role!.text;
  const lines = people.map(bylineText);
  const before = role ? `${block.text}\n${role.text}` : block.text;
  if (lines.length === 1 && lines[0] === before) return as(block.runs);
  const split = log.repair({
    id: `byline:${block.key}`,
    type: "byline",
    line: block.line,
    message:
      people.length > 1
        ? `Made ${people.length} bylines of the line with the names`
        : "Kept the byline’s name and role",
    before,
    after: lines.join("\n"),
  });
  if (!split) return role ? null : as(block.runs);
  return people.map((person, index) => ({
    key: index === 0 ? block.key : `${block.key}-${index + 1}`,
    runs: lineRuns(person, block, below.has(person) ? role!.runs : null),
  }));
}

/** "Name, Role", each word still where it came from; without marks. */
function lineRuns({ name, at, role, roleAt }: Person, block: Block, below: readonly Run[] | null): Run[] {
  const runs = sliceRuns(block.runs, at, at + name.length);
  if (role) {
    const between = { unit: block.key, line: block.line, from: -1 };
    runs.push({ type: "text", text: ", ", ...between });
    runs.push(...(below ?? sliceRuns(block.runs, roleAt, roleAt + role.length)));
  }
  return runs.map((run) => (run.type === "text" ? { ...run, marks: undefined } : run));
}
