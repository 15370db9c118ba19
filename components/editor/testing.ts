import type { Node } from "prosemirror-model";
import { Mapping, Step } from "prosemirror-transform";
import { EditorState, TextSelection, type Plugin, type Transaction } from "prosemirror-state";
import { schema } from "@/domain/article/schema";
import { normalise } from "@/domain/article/normalise";
import { docFromParagraphs, paragraphDto, paragraphsFromDoc } from "@/domain/article/document";
import { parseSteps, rebaseSteps } from "@/domain/article/rebase";
import type { ParagraphKind } from "@/domain/article/kinds";
import type { ParagraphDto, StepDto, StepsDto, StepsInput, TextChangeDto } from "@/domain/contract";
import { ApiError } from "@/components/api";

/** Builders for this folder's tests. Ids are real UUIDs, because the one door replaces what is none. */
export function uuid(number: number): string {
  return `00000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;
}

export type Line = [kind: ParagraphKind, text: string, attrs?: Record<string, unknown>];

/**
 * An article of paragraphs with ids uuid(1), uuid(2) …; "^n" in a text is a citation of uuid(n).
 * "|" marks the caret, or two of them a selection (see `editing`).
 */
export function doc(...article: Line[]): Node {
  return schema.node("doc", null, paragraphs(...article));
}

/** Paragraphs by themselves: a slice's. */
export function paragraphs(...article: Line[]): Node[] {
  return article.map(([kind, text, attrs], index) =>
    schema.node(kind, { id: uuid(index + 1), ...attrs }, inline(text)),
  );
}

/** Paragraphs as lines, for comparing. */
export function lines(article: Node): string[] {
  return linesOf(article.children);
}

export function linesOf(nodes: readonly Node[]): string[] {
  return nodes.map((node) => `${node.type.name}: ${textOf(node)}`);
}

function inline(text: string): Node[] {
  return text
    .replaceAll("|", "")
    .split(/(\^\d+|\n)/)
    .filter((part) => part !== "")
    .map((part) => {
      if (part === "\n") return schema.node("hard_break");
      return /^\^\d+$/.test(part)
        ? schema.node("citation", { referenceId: uuid(Number(part.slice(1))) })
        : schema.text(part);
    });
}

/** Positions of "|" in the lines. */
function carets(lines: readonly Line[]): number[] {
  const found: number[] = [];
  let start = 0;
  for (const [, text] of lines) {
    let at = 0;
    for (const part of text.split(/(\||\^\d+)/)) {
      if (part === "|") found.push(start + 1 + at);
      else at += /^\^\d+$/.test(part) ? 1 : part.length;
    }
    start += at + 2;
  }
  return found;
}

export function editing(lines: Line[], plugins: Plugin[] = []): EditorState {
  const [anchor = 1, head = anchor] = carets(lines);
  const article = doc(...lines);
  return EditorState.create({
    doc: article,
    selection: TextSelection.create(article, anchor, head),
    plugins,
  });
}

function textOf(node: Node): string {
  return node.textBetween(0, node.content.size, "", (leaf) =>
    leaf.type.name === "citation"
      ? `^${Number.parseInt((leaf.attrs.referenceId as string).slice(-12), 16)}`
      : "\n",
  );
}

/** Something with a state, for what else would need a page. */
export class Host {
  constructor(
    public state: EditorState,
    private readonly onLocal: () => void = () => {},
    private readonly isLocal: (transaction: Transaction) => boolean = () => true,
  ) {}

  dispatch = (transaction: Transaction): void => {
    this.state = this.state.apply(transaction);
    if (transaction.docChanged && this.isLocal(transaction)) this.onLocal();
  };
}

/** The one door in memory: rebases, applies and tidies by the domain's own rules. */
export class Authority {
  version = 1;
  doc: Node;
  /** What the article was at every version, from 1. */
  private readonly docs: Node[];
  private readonly steps: StepDto[][] = [];
  private readonly stored = new Set<string>();
  private lastId = 1_000_000;

  constructor(article: Node) {
    this.doc = article;
    this.docs = [article];
  }

  get paragraphs(): ParagraphDto[] {
    return paragraphsFromDoc(this.doc);
  }

  save = ({ id, version, clientId, steps }: StepsInput): StepsDto => {
    if (id && this.stored.has(id)) return this.since(version);
    const over = this.steps.slice(version - 1).flat();
    const rebased = rebaseSteps(
      this.doc,
      parseSteps(steps),
      over.map(({ step }) => Step.fromJSON(schema, step)),
    );
    if (!rebased)
      throw new ApiError("conflict", 409, "The paragraph was changed meanwhile.", {
        version: this.version,
        paragraphs: this.paragraphs,
        steps: over,
      });
    const mapping = new Mapping(rebased.steps.map((step) => step.getMap()));
    const tidy = normalise(this.doc, rebased.after, mapping, () => uuid(++this.lastId));
    this.commit(tidy.after, [
      ...rebased.steps.map((step) => ({ clientId, step: step.toJSON() as Record<string, unknown> })),
      ...tidy.steps.map((step) => ({ clientId: "server", step: step.toJSON() as Record<string, unknown> })),
    ]);
    if (id) this.stored.add(id);
    return this.since(version);
  };

  /** A change that comes from nobody's editor. */
  change(steps: Step[]): TextChangeDto {
    const since = this.version;
    const after = steps.reduce((current, step) => step.apply(current).doc!, this.doc);
    this.commit(
      after,
      steps.map((step) => ({ clientId: "elsewhere", step: step.toJSON() as Record<string, unknown> })),
    );
    return this.since(since).change;
  }

  since(version: number): StepsDto {
    const steps = this.steps.slice(version - 1).flat();
    const before = new Set(this.docs[version - 1]!.children);
    const paragraphs = this.doc.children.filter((node) => !before.has(node)).map(paragraphDto);
    const change = { since: version, version: this.version, steps, paragraphs, anchors: [] };
    return structuredClone({ version: this.version, steps, change });
  }

  private commit(after: Node, steps: StepDto[]): void {
    this.doc = docFromParagraphs(paragraphsFromDoc(after));
    this.docs.push(this.doc);
    this.steps.push(steps);
    this.version++;
  }
}
