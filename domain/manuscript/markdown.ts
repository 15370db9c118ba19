import type { Nodes, Parents, PhrasingContent, Root, RootContent } from "mdast";
import { toString } from "mdast-util-to-string";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import type { MarkJson, ParagraphAttrs, ParagraphKind } from "../article/kinds";
import { isSafeHref } from "../article/schema";
import { westernDigits } from "./characters";
import { readFrontMatter } from "./frontmatter";
import { levelHeadings } from "./headings";
import { htmlUnits } from "./html";
import { checkParagraphs, notTooDeep } from "./limits";
import { labelsOf } from "./markers";
import type { Log } from "./repairs";
import type { Run } from "./runs";
import { countBlocks, isTangled } from "./tangled";
import { readText } from "./text";
import { keyMaker, runUnit, type FormatTraits, type Unit } from "./units";

const parser = unified().use(remarkParse).use(remarkGfm);

/** Markdown (with GitHub's tables, footnotes and bare links) as units. Raw HTML in it is read as HTML is. */
export function readMarkdown(source: string, log: Log): { units: Unit[]; traits: FormatTraits } {
  if (isTangled(source)) {
    log.warn(
      "other",
      1,
      "This Markdown is too large or too tangled to be read as Markdown: it was read as plain text.",
    );
    return readText(source);
  }
  checkParagraphs(countBlocks(source));
  const { body, units: front } = readFrontMatter(source, log);
  const reader = new MarkdownReader(log, front);
  notTooDeep(() => reader.read(parser.parse(body)));
  const guessHeadings = levelHeadings(reader.units);
  return { units: reader.units, traits: { guessHeadings, spacesCount: false, notesAnywhere: true } };
}

/** Inline content without its place; runUnit gives it one. */
type Piece = Run | "\n";
const NOWHERE = { unit: "", from: 0, line: 0 };

interface Line {
  runs: Run[];
  gap: Unit["gap"];
}

class MarkdownReader {
  readonly units: Unit[];
  readonly #keyOf = keyMaker();
  readonly #log: Log;
  /** Targets by identifier, and those that the text uses as links. */
  readonly #targets = new Map<string, string>();

  constructor(log: Log, front: Unit[]) {
    this.#log = log;
    this.units = front;
    for (const { line } of front) this.#keyOf(line);
  }

  read(root: Root): void {
    const used = new Set<string>();
    walk(root, (node) => {
      if (node.type === "definition") this.#targets.set(node.identifier, node.url);
      if (node.type === "linkReference" && !isNumberedShortcut(node)) used.add(node.identifier);
    });
    this.#blocks(root, used);
  }

  #blocks(parent: Parents, used: ReadonlySet<string>, kind: ParagraphKind | null = null): void {
    for (const node of parent.children) this.#block(node as RootContent, used, kind);
  }

  #block(node: RootContent, used: ReadonlySet<string>, kind: ParagraphKind | null): void {
    const line = node.position?.start.line ?? 1;
    switch (node.type) {
      case "paragraph":
        return this.#paragraph(line, this.#lines(node.children), { kind });
      case "heading":
        return this.#paragraph(line, this.#lines(node.children), {
          kind: kind ?? "heading",
          attrs: { level: node.depth },
        });
      case "blockquote":
        return this.#blocks(node, used, "quote");
      case "list":
        for (const [index, item] of node.children.entries()) {
          const label = node.ordered ? String((node.start ?? 1) + index) : undefined;
          this.#item(item, used, { kind: "list_item", attrs: { ordered: node.ordered ?? false }, label });
        }
        return;
      case "code":
        return this.#paragraph(line + (node.lang === null ? 0 : 1), codeLines(node.value), {
          kind: kind ?? "body",
        });
      case "table":
        for (const row of node.children) {
          const cells = row.children.map((cell) => this.#lines(cell.children).flatMap(({ runs }) => runs));
          const runs = cells.flatMap((cell, index) => (index > 0 ? [textRun(" | "), ...cell] : cell));
          this.#paragraph(row.position?.start.line ?? line, [{ runs, gap: "blank" }], { kind: "body" });
        }
        return;
      case "html":
        this.units.push(...htmlUnits(node.value, this.#log, this.#keyOf, line));
        return;
      case "footnoteDefinition":
        return this.#note(node, line);
      case "definition":
        if (!used.has(node.identifier) && !/^(?:\/\/|comment|#)$/.test(node.identifier))
          this.#paragraph(
            line,
            [{ runs: [textRun([node.title, node.url].filter(Boolean).join(" "))], gap: "blank" }],
            {
              kind: "reference",
              label: node.identifier,
            },
          );
        return;
      case "thematicBreak":
        return;
      default:
        if ("children" in node) this.#blocks(node as Parents, used, kind);
    }
  }

  #item(item: Parents & { checked?: boolean | null }, used: ReadonlySet<string>, rest: Partial<Unit>): void {
    const box = typeof item.checked === "boolean" ? [textRun(item.checked ? "[x] " : "[ ] ")] : [];
    for (const [index, child] of item.children.entries()) {
      if (child.type !== "paragraph") this.#block(child as RootContent, used, null);
      else {
        const lines = this.#lines(child.children);
        const gap = index > 0 && item.children[index - 1]!.type === "paragraph" ? "break" : "blank";
        lines[0] = { runs: [...(index === 0 ? box : []), ...(lines[0]?.runs ?? [])], gap };
        this.#paragraph(child.position?.start.line ?? 1, lines, rest);
      }
    }
  }

  /** The paragraphs of a note are one entry. */
  #note(node: Parents & { identifier: string }, line: number): void {
    const lines = node.children.flatMap((child) =>
      "children" in child && child.type === "paragraph"
        ? this.#lines(child.children)
        : toString(child)
            .split("\n")
            .map((text): Line => ({ runs: [textRun(text)], gap: "break" })),
    );
    const runs = lines.flatMap(({ runs, gap }, index) =>
      index === 0 ? runs : [gap === "soft" ? textRun(" ") : breakRun, ...runs],
    );
    this.#paragraph(line, [{ runs, gap: "blank" }], {
      kind: "reference",
      label: `^${westernDigits(node.identifier)}`,
    });
  }

  #paragraph(
    line: number,
    lines: readonly Line[],
    rest: { kind?: ParagraphKind | null; attrs?: ParagraphAttrs; label?: string | undefined },
  ): void {
    let first = true;
    for (const [index, { runs, gap }] of lines.entries()) {
      const at = line + index;
      const unit = runUnit(this.#keyOf(at), at, runs, { ...rest, gap });
      if (!unit.text.trim()) continue;
      this.units.push(first && gap === "soft" ? { ...unit, gap: "blank" } : unit);
      first = false;
    }
  }

  /** Inline content, line by line as it stands in the source. */
  #lines(nodes: readonly PhrasingContent[]): Line[] {
    const lines: Line[] = [{ runs: [], gap: "blank" }];
    for (const piece of this.#inline(nodes, [])) {
      if (piece === "\n") lines.push({ runs: [], gap: "soft" });
      else if (piece.type === "break") lines.push({ runs: [], gap: "break" });
      else lines.at(-1)!.runs.push(piece);
    }
    return lines;
  }

  *#inline(nodes: readonly PhrasingContent[], marks: MarkJson[]): Generator<Piece> {
    let skipTo: RegExp | null = null;
    let raised: string | null = null;
    for (const node of nodes) {
      if (node.type === "html") {
        const tag = node.value.toLowerCase();
        if (skipTo) skipTo = skipTo.test(tag) ? null : skipTo;
        else if (/^<(?:script|style)\b/.test(tag)) skipTo = /^<\/(?:script|style)\b/;
        else if (/^<br\b/.test(tag)) yield breakRun;
        else if (/^<sup\b/.test(tag)) raised = "";
        else if (/^<\/sup\b/.test(tag) && raised !== null) {
          yield raisedRun(raised, marks);
          raised = null;
        }
      } else if (skipTo) continue;
      else if (raised !== null) raised += toString(node);
      else yield* this.#phrase(node, marks);
    }
    if (raised) yield textRun(raised, marks);
  }

  *#phrase(node: PhrasingContent, marks: MarkJson[]): Generator<Piece> {
    switch (node.type) {
      case "text":
      case "inlineCode":
        for (const [index, text] of node.value.split("\n").entries()) {
          if (index > 0) yield "\n";
          if (text) yield textRun(text.replace(/[ \t]+/g, " "), marks);
        }
        return;
      case "break":
        return yield breakRun;
      case "strong":
        return yield* this.#inline(node.children, [...marks, { type: "strong" }]);
      case "emphasis":
        return yield* this.#inline(node.children, [...marks, { type: "em" }]);
      case "link":
        return yield* this.#inline(node.children, linkMarks(marks, node.url, toString(node)));
      case "linkReference":
        if (isNumberedShortcut(node)) return yield textRun(`[${node.label ?? node.identifier}]`, marks);
        return yield* this.#inline(
          node.children,
          linkMarks(marks, this.#targets.get(node.identifier) ?? "", toString(node)),
        );
      case "footnoteReference":
        return yield {
          type: "marker",
          text: `[^${node.label ?? node.identifier}]`,
          labels: [`^${westernDigits(node.identifier)}`],
          typed: false,
          ...NOWHERE,
        };
      case "image":
      case "imageReference":
        if (node.alt) yield textRun(node.alt, marks);
        return;
      default:
        if ("children" in node) yield* this.#inline(node.children, marks);
    }
  }
}

const breakRun: Run = { type: "break", ...NOWHERE };

function textRun(text: string, marks: MarkJson[] = []): Run {
  return { type: "text", text, marks: marks.length > 0 ? marks : undefined, ...NOWHERE };
}

/** Text set high: a marker when it is a number. */
function raisedRun(text: string, marks: MarkJson[]): Run {
  const labels = labelsOf(text.trim().replace(/^\[|\]$/g, ""));
  return labels.length > 0 ? { type: "marker", text, labels, typed: true, ...NOWHERE } : textRun(text, marks);
}

/** A link is a mark, but for an address that stands in the text as itself, and one nobody should follow. */
function linkMarks(marks: MarkJson[], href: string, text: string): MarkJson[] {
  if (!isSafeHref(href) || href.replace(/^(?:https?:\/\/|mailto:)/, "") === text.replace(/^https?:\/\//, ""))
    return marks;
  return [...marks.filter(({ type }) => type !== "link"), { type: "link", attrs: { href } }];
}

/** "[1]" that happens to have a definition: a marker, not a link. */
function isNumberedShortcut(node: { referenceType: string; identifier: string }): boolean {
  return node.referenceType !== "full" && labelsOf(node.identifier).length > 0;
}

const codeLines = (code: string): Line[] =>
  code.split("\n").map((text, index) => ({ runs: [textRun(text)], gap: index === 0 ? "blank" : "break" }));

function walk(node: Nodes, visit: (node: Nodes) => void): void {
  visit(node);
  if ("children" in node) for (const child of node.children) walk(child, visit);
}
