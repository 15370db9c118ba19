import { changeSeeds } from "../changes";
import type { FlagSeed } from "../flags";
import { levelHeadings } from "../headings";
import { emptyManuscript } from "../limits";
import type { Log } from "../repairs";
import { flatText } from "../runs";
import type { FormatTraits, Unit } from "../units";
import { readBody, readNotes } from "./body";
import { readComments, type Thread } from "./comments";
import { leaveContents } from "./contents";
import type { DraftUnit } from "./draft-unit";
import { galleyMarks, referenceKeys, type GalleyMarks } from "./galley";
import { boldHeadings } from "./looks";
import { nameMargins } from "./margins";
import { Notes } from "./notes";
import { Numbering } from "./numbering";
import { DocxPackage } from "./package";
import { People } from "./people";
import { identityOf, titleOf } from "./properties";
import { Places, Ranges } from "./ranges";
import { Sheet } from "./sheet";
import type { Surroundings } from "./story";
import { Styles } from "./styles";
import { Tally } from "./tally";

/** A Word file as the pipeline takes it. */
export interface DocxReading {
  units: Unit[];
  traits: FormatTraits;
  seeds: FlagSeed[];
  /** A reviewed file of ours: its units say themselves what they are. */
  galley: GalleyMarks | null;
  /** Keys of references by the labels of their citations; for a file of ours. */
  references: ReadonlyMap<string, string>;
}

/**
 * Reads a Word file (.docx). Nothing in it is run, and nothing but its text, its structure, a few marks, its comments
 * and its tracked changes comes through; what else it holds is named. Errors: `invalid`, `too_large`.
 */
export function readDocx(bytes: Uint8Array, log: Log): DocxReading {
  const file = new DocxPackage(bytes);
  const { container } = file;
  const identity = identityOf(file);
  const explicit = identity !== null;
  const tally = new Tally();
  const around: Surroundings = {
    sheet: new Sheet(explicit),
    styles: new Styles(container, file.part("styles"), { ours: explicit }),
    numbering: new Numbering(container, file.part("numbering")),
    people: new People(container, file.part("people")),
    notes: new Notes(),
    ranges: new Ranges(explicit),
    tally,
    moves: new Set(),
  };
  const { sheet, notes, ranges } = around;
  readNotes(file, around);
  readBody(file, around);
  placeNotes(notes, sheet);
  resolveBookmarks(sheet.units, ranges);
  if (sheet.units.length === 0) throw emptyManuscript();

  const units = explicit ? sheet.units : leaveContents(sheet, log);
  const places = new Places(sheet.units, units);
  const threads = readComments(file, around.people, ranges);
  const seeds = [
    ...commentSeeds(threads, ranges, places, tally),
    ...changeSeeds(sheet.drafts, { places, tally, moves: around.moves, explicit }),
  ];
  if (container.names.some((name) => /(?:^|\/)vbaProject\.bin$/i.test(name)))
    log.warn("other", 1, "This file holds macros. They were left out; Galley never runs any.");
  nameMargins(file, log);
  tally.report(log);
  const traits = explicit ? explicitTraits(units) : headingTraits(units, sheet.drafts, log);
  return {
    units,
    traits: { ...traits, title: titleOf(file) },
    seeds,
    galley: identity && galleyMarks(identity, sheet.drafts, ranges, places),
    references: referenceKeys(sheet.drafts),
  };
}

/** Word's first level is our second, below the title. */
function explicitTraits(units: readonly Unit[]): FormatTraits {
  for (const { kind, attrs } of units)
    if (kind === "heading") attrs.level = Math.min((attrs.level ?? 1) + 1, 3);
  return { guessHeadings: false, spacesCount: false, notesAnywhere: true };
}

function headingTraits(units: readonly Unit[], drafts: readonly DraftUnit[], log: Log): FormatTraits {
  const bold = new Set(drafts.flatMap(({ unit, form }) => (unit && form?.strong ? [unit] : [])));
  const byLooks = boldHeadings(units, bold, log);
  const guessHeadings = levelHeadings(units, { sectionsCount: true }) && !byLooks;
  return { guessHeadings, spacesCount: true, notesAnywhere: true };
}

/** The notes are the last units, in the order in which the text cites them. */
function placeNotes(notes: Notes, sheet: Sheet): void {
  for (const { label, draft } of notes.cited) {
    draft.form = { kind: "reference", attrs: {}, label };
    sheet.beginParagraph();
    sheet.add(draft);
  }
}

/** Markers that name a note by a bookmark name it by its label; where the bookmark stands around none they are text. */
function resolveBookmarks(units: readonly Unit[], ranges: Ranges): void {
  for (const unit of units) {
    let changed = false;
    unit.runs = unit.runs.map((run) => {
      const name = run.type === "marker" ? run.labels[0]?.match(/^\^@(.*)$/s)?.[1] : undefined;
      if (run.type !== "marker" || name === undefined) return run;
      const label = ranges.noteOf(name);
      if (label !== undefined) return { ...run, labels: [label] };
      changed = true;
      const { unit: key, from, line, text, marks } = run;
      return { type: "text", text, marks, unit: key, from, line, span: 1 };
    });
    if (changed) unit.text = flatText(unit.runs);
  }
}

function commentSeeds(threads: readonly Thread[], ranges: Ranges, places: Places, tally: Tally): FlagSeed[] {
  return threads.flatMap(({ id, by, at, words, replies, resolved }): FlagSeed[] => {
    if (words.trim() === "" && replies.length === 0) {
      tally.add("emptyComment", 1);
      return [];
    }
    const range = ranges.commentRange(id);
    if (!range) {
      const said = [{ by, body: words.trim() }, ...replies].map(
        ({ by: { name }, body }) => `${name}: “${body}”`,
      );
      tally.add("lostComment", 1, said.join(" "));
      return [];
    }
    const [start, end] = [places.point(range.start), places.point(range.end)];
    return [{ key: `comment:${id}`, start, end, by, at, comment: words, replies, resolved }];
  });
}
