import type { Corrections } from "../contract";
import type { ParagraphKind } from "../article/kinds";
import { buildBlocks, type Block } from "./blocks";
import { guessBodies, listMarkLength } from "./bodies";
import { splitByline } from "./bylines";
import { excerpt } from "./characters";
import { inDocumentOrder, manuscriptOf, withTitleAndBody, type Assembled, type Draft } from "./drafts";
import { readFront, type Front } from "./front";
import { citeMarkers, collapseSpaces, mendAddresses } from "./inline";
import { correctedBonds } from "./bonds";
import { findBonds } from "./joins";
import { checkParagraphs, emptyManuscript } from "./limits";
import { forceKinds, partBlocks } from "./parts";
import { labelFinder, orderEntries, readEntries, warnUncited } from "./references";
import type { Log } from "./repairs";
import { sliceRuns } from "./runs";
import type { FormatTraits, Unit } from "./units";
import { findZones } from "./zones";

/** Makes the document of a source's units. Pure: the same units and corrections always make the same one. */
export function assemble(
  units: readonly Unit[],
  corrections: Corrections,
  traits: FormatTraits,
  log: Log,
): Assembled {
  if (units.length === 0) throw emptyManuscript();
  const zones = findZones(units);
  const bonds = correctedBonds(units, findBonds(units, zones), new Set(corrections.joins), log);
  const blocks = buildBlocks(units, zones, bonds);
  checkParagraphs(blocks.length);
  forceKinds(blocks, corrections);
  const { text, entryBlocks } = partBlocks(blocks, corrections, traits, log);
  const { title, weakTitle, drafts } = readText(text, corrections, traits, log);

  const entries = readEntries(entryBlocks, log);
  const cited = new Set<string>();
  const missing = new Map<string, { line: number; count: number }>();
  const keyOf = labelFinder(entries);
  const ordered = inDocumentOrder(drafts);
  for (const draft of ordered) {
    draft.runs = citeMarkers(mendAddresses(draft.runs, true, log), {
      keyOf,
      onCited: (key) => cited.add(key),
      onMissing: (label, line) =>
        missing.set(label, {
          line: missing.get(label)?.line ?? line,
          count: (missing.get(label)?.count ?? 0) + 1,
        }),
      log,
    });
  }
  warnMissing(missing, entries.length > 0, log);
  warnUncited(entries, cited, log);
  const references = orderEntries(entries, cited, log).map(({ key, line, runs }): Draft => ({
    key,
    line,
    kind: "reference",
    attrs: {},
    runs,
  }));
  const all = [...withTitleAndBody(ordered, { title, weak: weakTitle }, log), ...references];
  if (traits.spacesCount) mendSpaces(all, log);
  return manuscriptOf(all, { tidy: true });
}

/** The drafts of the running text in the order of the source, each with its kind. */
function readText(
  text: readonly Block[],
  corrections: Corrections,
  traits: FormatTraits,
  log: Log,
): { title: string | undefined; weakTitle: boolean; drafts: Draft[] } {
  const { kinds, joins } = corrections;
  const part = new Set(
    Object.keys(kinds).filter((key) => !/^(?:title|byline|standfirst)$/.test(kinds[key]!)),
  );
  let front = readFront(text, part, false);
  if (isMoved(text, front) && !listMoved(text, front, kinds, log)) front = readFront(text, part, true);
  const forced = front.title !== null && kinds[front.title.key] === "title";
  let typed = corrections.title?.trim();
  if (!typed && front.weakTitle && !forced) typed = proposedTitle(traits, front, log);
  if (typed && front.weakTitle && !forced) front = { ...front, title: null };
  const standfirst =
    text.find(({ key, kind }) => kinds[key] === "standfirst" && kind === "standfirst") ?? front.standfirst;
  const bylines = new Map(
    front.bylines.map((block, index) => [
      block,
      splitByline(
        block,
        index === 0 ? front.role : null,
        log,
        joins.some((key) => key.startsWith(`${block.key}-`)),
      ),
    ]),
  );
  // Taken back, the line under the name stands for itself again.
  const absorbed = front.role && bylines.get(front.bylines[0]!) ? front.role : null;
  const rest = text.filter(
    (block) => block !== front.title && block !== standfirst && block !== absorbed && !bylines.has(block),
  );
  const guesses = guessBodies(
    rest.map((block) =>
      block.kind === "standfirst" || block.kind === "title" ? { ...block, kind: demoted(block) } : block,
    ),
    traits.guessHeadings,
  );
  const drafts: Draft[] = [];
  for (const block of text) {
    const { key, line, runs } = block;
    if (block === absorbed) continue;
    if (block === front.title) drafts.push({ key, line, kind: "title", attrs: {}, runs });
    else if (block === standfirst) drafts.push({ key, line, kind: "standfirst", attrs: {}, runs });
    else if (bylines.has(block))
      for (const byline of bylines.get(block) ?? [{ key, runs }])
        drafts.push({ ...byline, line, kind: partKind(byline.key, kinds), attrs: {} });
    else drafts.push({ key, line, runs, ...guesses.get(key)! });
  }
  takeListMarksOff(drafts, log);
  return { title: typed, weakTitle: front.weakTitle, drafts };
}

/** The title that the file has beside its text, where the text has none. */
function proposedTitle({ title }: FormatTraits, front: Front, log: Log): string | undefined {
  if (!title) return undefined;
  const taken = log.repair({
    id: "title",
    type: "heading",
    line: front.title?.line ?? 1,
    message: "Took the title from the file’s properties: the text begins with none",
    before: "",
    after: title,
  });
  return taken ? title : undefined;
}

const demoted = (block: Block): ParagraphKind => (block.kind === "title" ? "heading" : "body");

/** Another kind for the second person of a byline; one that would break the document's order is not taken. */
function partKind(key: string, kinds: Corrections["kinds"]): ParagraphKind {
  const kind = key.includes("-") && Object.hasOwn(kinds, key) ? kinds[key] : undefined;
  return kind && kind !== "title" && kind !== "standfirst" && kind !== "reference" ? kind : "byline";
}

/** Whether the front matter is not simply what the text begins with, in the document's order. */
function isMoved(text: readonly Block[], { title, bylines, role, standfirst }: Front): boolean {
  const first = text.slice(0, bylines.length + 3).filter((block) => block !== role);
  return [title, ...bylines, standfirst]
    .filter((block) => block !== null)
    .some((block, place) => block !== first[place]);
}

function listMoved(text: readonly Block[], front: Front, kinds: Corrections["kinds"], log: Log): boolean {
  const parts = [front.title, ...front.bylines, front.standfirst].flatMap((block) => block ?? []);
  if (parts.some(({ key }) => Object.hasOwn(kinds, key))) return true;
  const shown = (blocks: readonly Block[]) =>
    blocks.map((block) => excerpt(block.text.trim(), 40)).join("\n");
  const inSource = [...parts].sort((one, other) => text.indexOf(one) - text.indexOf(other));
  return log.repair({
    id: "order:front",
    type: "order",
    line: inSource[0]!.line,
    message: "Put the title first, then the byline, then the standfirst",
    before: shown(inSource),
    after: shown(parts),
  });
}

function takeListMarksOff(drafts: readonly Draft[], log: Log): void {
  const marked = drafts.flatMap((draft) => {
    const text = draft.kind === "list_item" && draft.runs[0]?.type === "text" ? draft.runs[0].text : "";
    const length = listMarkLength(text);
    return length > 0 ? [{ draft, length, mark: text.slice(0, length).trim() }] : [];
  });
  if (marked.length === 0) return;
  const shown = marked
    .slice(0, 12)
    .map(({ mark }) => mark)
    .join(" ");
  const taken = log.repair({
    id: "list_marks",
    type: "list",
    line: marked[0]!.draft.line,
    message: `Took the bullets or numbers off ${marked.length} items of lists: lists have their own`,
    before: marked.length > 12 ? `${shown} …` : shown,
    after: "",
  });
  for (const { draft, length } of marked)
    if (taken) draft.runs = sliceRuns(draft.runs, length, Infinity);
    else Object.assign(draft, { kind: "body", attrs: {} });
}

function warnMissing(
  missing: ReadonlyMap<string, { line: number; count: number }>,
  hasList: boolean,
  log: Log,
): void {
  for (const [label, { line, count }] of missing) {
    // "[2016]" is a year that somebody put in brackets.
    if (/^\d{4}$/.test(label)) continue;
    const times = count > 1 ? ` (${count} times)` : "";
    log.warn(
      "marker_without_entry",
      line,
      `The marker [${label}]${times} has no entry in the list of references.`,
    );
  }
  if (!hasList && [...missing.keys()].some((label) => !/^\d{4}$/.test(label)))
    log.warn(
      "no_references",
      [...missing.values()][0]!.line,
      "The text has markers, but no list of references was found.",
    );
}

function mendSpaces(drafts: readonly Draft[], log: Log): void {
  const collapsed = drafts.map(({ runs }) => collapseSpaces(runs));
  const count = collapsed.reduce((sum, one) => sum + one.count, 0);
  const first = collapsed.find((one) => one.count > 0);
  if (!first) return;
  const mended = log.repair({
    id: "whitespace",
    type: "whitespace",
    line: first.line,
    message: `Made one space of several in ${count === 1 ? "one place" : `${count.toLocaleString("en")} places`}`,
    before: "  ",
    after: " ",
  });
  if (mended) for (const [index, draft] of drafts.entries()) draft.runs = collapsed[index]!.runs;
}
