import type { Corrections } from "../contract";
import { correctedBonds } from "./bonds";
import { buildBlocks, type Block } from "./blocks";
import { inDocumentOrder, manuscriptOf, withTitleAndBody, type Assembled, type Draft } from "./drafts";
import { checkParagraphs, emptyManuscript } from "./limits";
import { forceKinds } from "./parts";
import type { Log } from "./repairs";
import type { Run } from "./runs";
import type { Unit } from "./units";
import type { Zone } from "./zones";

const IN_TEXT: Zone = { in: "text", starts: false, numberLength: 0 };

/**
 * Makes the document of units that say themselves what they are: nothing is guessed, joined or mended, every
 * character is as it was. `references`: keys of references by the labels of their citations.
 */
export function assembleExplicit(
  units: readonly Unit[],
  corrections: Corrections,
  references: ReadonlyMap<string, string>,
  log: Log,
): Assembled {
  if (units.length === 0) throw emptyManuscript();
  const zones = units.map(() => IN_TEXT);
  const bonds = correctedBonds(
    units,
    units.map(() => null),
    new Set(corrections.joins),
    log,
  );
  const blocks = buildBlocks(units, zones, bonds);
  checkParagraphs(blocks.length);
  forceKinds(blocks, corrections);
  keepOne(blocks, "title", "heading");
  keepOne(blocks, "standfirst", "body");
  const isReference = new Set(blocks.flatMap(({ key, kind }) => (kind === "reference" ? [key] : [])));
  let lost = 0;
  const cite = (run: Run): Run[] => {
    if (run.type !== "marker") return [run];
    const referenceId = references.get(run.labels[0] ?? "");
    const { unit, from, line, span, locator, marks } = run;
    if (referenceId === undefined || !isReference.has(referenceId)) {
      lost++;
      return [];
    }
    return [{ type: "citation", referenceId, locator, marks, unit, from, line, span: span ?? 1 }];
  };
  const drafts = blocks.map(({ key, line, kind, attrs, runs }): Draft => ({
    key,
    line,
    kind: kind ?? "body",
    attrs,
    runs: runs.flatMap(cite),
  }));
  if (lost > 0)
    log.warn(
      "other",
      1,
      `Left out ${lost === 1 ? "a citation" : `${lost} citations`} of references that are no longer in the file.`,
    );
  const ordered = withTitleAndBody(
    inDocumentOrder(drafts),
    { title: corrections.title?.trim(), weak: false },
    log,
  );
  return manuscriptOf([...ordered, ...drafts.filter(({ kind }) => kind === "reference")], { tidy: false });
}

/** Of several paragraphs of a kind that an article has once, the others are of another kind. */
function keepOne(blocks: readonly Block[], kind: "title" | "standfirst", others: "heading" | "body"): void {
  const [, ...more] = blocks.filter((block) => block.kind === kind);
  for (const block of more) block.kind = others;
}
