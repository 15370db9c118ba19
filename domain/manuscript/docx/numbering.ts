import type { Container } from "./container";
import type { ListPlace } from "./styles";
import { valueOf } from "./styles";
import { attribute, child, elementsOf, readTree, type XmlElement } from "./xml";

/** What Word sets before a paragraph of a list. */
export interface ListItem {
  ordered: boolean;
  /** Its number; null for a bullet, or a number that is not shown. */
  number: number | null;
}

interface Level {
  format: string;
  start: number;
}

interface List {
  abstract: string;
  levels: Map<number, Level>;
  /** Levels that begin anew with this list, though it goes on with the numbers of another. */
  restarts: Map<number, number>;
}

const DEEPEST = 9;

/** The automatic numbers of a file, counted in the order of its paragraphs. */
export class Numbering {
  readonly #lists = new Map<string, List>();
  /** The last number of every level, by the definition that lists share. */
  readonly #counts = new Map<string, (number | undefined)[]>();
  readonly #begun = new Set<string>();

  constructor(container: Container, part: string | null) {
    if (part === null) return;
    const elements = elementsOf(readTree(container, part));
    const definitions = definitionsOf(elements);
    for (const element of elements) {
      const id = attribute(element, "w:numId");
      if (element.name !== "w:num" || id === undefined) continue;
      const abstract = valueOf(child(element, "w:abstractNumId")) ?? "";
      const levels = new Map(definitions.get(abstract));
      const restarts = new Map<number, number>();
      for (const override of elementsOf(element)) {
        if (override.name !== "w:lvlOverride") continue;
        const level = Number(attribute(override, "w:ilvl"));
        for (const [index, own] of levelsOf(override)) levels.set(index, own);
        const start = Number(valueOf(child(override, "w:startOverride")) ?? NaN);
        if (Number.isInteger(start)) restarts.set(level, start);
      }
      this.#lists.set(id, { abstract, levels, restarts });
    }
  }

  /** Counts a paragraph of a list; null when it is in none. */
  next({ id, level: given }: ListPlace): ListItem | null {
    if (id === undefined || id === "0") return null;
    const list = this.#lists.get(id);
    // A list that the file does not define: Word shows none.
    if (!list) return null;
    const level = Math.min(Math.max(given ?? 0, 0), DEEPEST);
    const { format, start } = list.levels.get(level) ?? { format: "decimal", start: 1 };
    if (format === "bullet") return { ordered: false, number: null };
    const counts = this.#counts.get(list.abstract) ?? [];
    this.#counts.set(list.abstract, counts);
    const restart = list.restarts.get(level);
    const begins = restart !== undefined && !this.#begun.has(`${id} ${level}`);
    this.#begun.add(`${id} ${level}`);
    const number = begins ? restart : (counts[level] ?? start - 1) + 1;
    counts[level] = number;
    counts.length = level + 1;
    return format === "none" ? null : { ordered: true, number };
  }
}

/** The levels of every definition, by its id; one that only names a style has those of the one that is the style's. */
function definitionsOf(elements: readonly XmlElement[]): Map<string, Map<number, Level>> {
  const definitions = elements.filter(({ name }) => name === "w:abstractNum");
  const ofStyle = new Map<string, XmlElement>();
  for (const definition of definitions) {
    const style = valueOf(child(definition, "w:styleLink"));
    if (style !== undefined) ofStyle.set(style, definition);
  }
  return new Map(
    definitions.map((definition) => {
      const style = valueOf(child(definition, "w:numStyleLink"));
      const meant = (style !== undefined && ofStyle.get(style)) || definition;
      return [attribute(definition, "w:abstractNumId") ?? "", levelsOf(meant)];
    }),
  );
}

function levelsOf(element: XmlElement): Map<number, Level> {
  const levels = new Map<number, Level>();
  for (const level of elementsOf(element)) {
    if (level.name !== "w:lvl") continue;
    const start = Number(valueOf(child(level, "w:start")) ?? 1);
    levels.set(Number(attribute(level, "w:ilvl")), {
      format: valueOf(child(level, "w:numFmt")) ?? "decimal",
      start: Number.isInteger(start) ? start : 1,
    });
  }
  return levels;
}
