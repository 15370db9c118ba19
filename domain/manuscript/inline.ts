import { superscript } from "./characters";
import { findMarkers, type Marker } from "./markers";
import type { Log } from "./repairs";
import { editRuns, flatText, originFinder, type Run, type RunEdit } from "./runs";
import { findUrlBreaks } from "./urls";

/** Closes web addresses that a space or a line end broke; each is a repair. */
export function mendAddresses(runs: readonly Run[], prose: boolean, log: Log): Run[] {
  const text = flatText(runs);
  if (!/https?:|www\./i.test(text)) return [...runs];
  const originAt = originFinder(runs);
  const lineEnd = originFinder(runs);
  const breaks = findUrlBreaks(text, { prose, isLineEnd: (offset) => lineEnd(offset).from < 0 });
  const edits: RunEdit[] = [];
  for (const { start, end, before, after } of breaks) {
    const space = originAt(start);
    const { unit, from, line } = originAt(end);
    const atLineEnd = space.from < 0;
    const [head, tail] = [before.slice(-40), after.slice(0, 40)];
    const mended = log.repair({
      id: `url:${unit}:${from}`,
      type: "url",
      line,
      message: atLineEnd
        ? `Closed the web address that was broken before ${log.lineWord} ${line}`
        : `Took a space out of the web address ${log.lineWord === "line" ? "on" : "in"} ${log.lineWord} ${line}`,
      before: `${head}${atLineEnd ? "\n" : text.slice(start, end)}${tail}`,
      after: head + tail,
    });
    if (mended) edits.push({ start, end });
  }
  return editRuns(runs, edits);
}

/** Runs of spaces and tabs become one space. Returns how many there were, and on which line the first. */
export function collapseSpaces(runs: readonly Run[]): { runs: Run[]; count: number; line: number } {
  const found = [...flatText(runs).matchAll(/ {2,}|\t[ \t]*| +\t[ \t]*/g)];
  if (found.length === 0) return { runs: [...runs], count: 0, line: 0 };
  const spaces = runs.map((run) =>
    run.type === "text" ? { ...run, text: run.text.replaceAll("\t", " ") } : run,
  );
  const edits = found.map(({ index, 0: { length } }) => ({ start: index + 1, end: index + length }));
  return {
    runs: editRuns(spaces, edits),
    count: found.length,
    line: originFinder(runs)(found[0]!.index).line,
  };
}

/** What markers need to know of the reference list, and tell about themselves. */
export interface Citing {
  /** The key of the reference with this label. */
  keyOf: (label: string) => string | undefined;
  /** A reference is cited, in the order of the text. */
  onCited: (key: string) => void;
  /** A label has no entry. */
  onMissing: (label: string, line: number) => void;
  log: Log;
}

/** Turns markers into citations, each a repair; one without an entry stays as it was typed. */
export function citeMarkers(runs: readonly Run[], citing: Citing): Run[] {
  const text = flatText(runs);
  const originAt = originFinder(runs);
  const edits: RunEdit[] = [];
  for (const marker of [...typedMarkers(text), ...givenMarkers(runs)].sort(
    (one, other) => one.start - other.start,
  )) {
    const origin = originAt(marker.start);
    const found: string[] = [];
    const missing: string[] = [];
    for (const label of marker.labels) {
      const key = citing.keyOf(label);
      if (key === undefined) missing.push(label);
      else if (!found.includes(key)) found.push(key);
    }
    for (const label of missing) citing.onMissing(label, origin.line);
    const cites =
      found.length > 0 &&
      (marker.given === "note" || listCitation(marker, missing, origin, text, citing.log));
    const stands = { ...origin, span: marker.end - marker.start };
    const plain: Run = { type: "text", text: marker.text, ...stands };
    if (!cites) {
      if (marker.given) edits.push({ start: marker.start, end: marker.end, insert: [plain] });
      continue;
    }
    const { locator } = marker;
    const insert = found.map((referenceId): Run => ({ type: "citation", referenceId, locator, ...stands }));
    for (const key of found) citing.onCited(key);
    if (missing.length > 0) insert.push({ ...plain, text: bracketed(missing) });
    edits.push({ start: spaceBefore(text, marker.start), end: marker.end, insert });
  }
  return editRuns(runs, edits);
}

/** A marker, and whether the format gave it: as a note, or as a number set high. */
type FoundMarker = Marker & { given?: "note" | "superscript"; locator?: string | undefined };

const typedMarkers = (text: string): FoundMarker[] => findMarkers(text);

function givenMarkers(runs: readonly Run[]): FoundMarker[] {
  const markers: FoundMarker[] = [];
  let at = 0;
  for (const run of runs) {
    if (run.type === "marker")
      markers.push({
        start: at,
        end: at + 1,
        text: run.text,
        labels: run.labels,
        given: run.typed ? "superscript" : "note",
        locator: run.locator,
      });
    at += run.type === "text" ? run.text.length : 1;
  }
  return markers;
}

const bracketed = (labels: readonly string[]) => `[${labels.join(", ")}]`;

/** Where the white space before a marker begins: a citation stands close to its word. */
function spaceBefore(text: string, start: number): number {
  let at = start;
  while (at > 0 && (text[at - 1] === " " || text[at - 1] === "\t")) at--;
  return at > 0 && text[at - 1] !== "\n" ? at : start;
}

function listCitation(
  marker: FoundMarker,
  missing: readonly string[],
  origin: { unit: string; from: number; line: number },
  text: string,
  log: Log,
): boolean {
  const found = marker.labels
    .filter((label) => !missing.includes(label))
    .map((label) => label.replace("^", ""));
  const space = spaceBefore(text, marker.start) < marker.start ? " " : "";
  return log.repair({
    id: `citation:${origin.unit}:${origin.from}`,
    type: "citation",
    line: origin.line,
    message: `Turned the marker ${marker.text} into ${found.length === 1 ? "a citation" : "citations"}`,
    before: space + marker.text,
    after: superscript(found.join(" ")) + (missing.length > 0 ? bracketed(missing) : ""),
  });
}
