import type { Node } from "prosemirror-model";
import { Step } from "prosemirror-transform";
import { EditorState, TextSelection, type Plugin, type Transaction } from "prosemirror-state";
import { schema } from "@/domain/article/schema";
import { acceptSteps, nothingSince, takeBack, type AcceptedSteps } from "@/domain/article/accept";
import { docFromParagraphs, paragraphDto, paragraphsFromDoc } from "@/domain/article/document";
import { applySteps, parseSteps, type AppliedSteps } from "@/domain/article/rebase";
import { restoreArticleSteps, restoreParagraphSteps } from "@/domain/article/restore";
import type { ParagraphKind } from "@/domain/article/kinds";
import type { ParagraphDto, StepDto, StepsDto, StepsInput, TextChangeDto } from "@/domain/contract";
import { ApiError } from "@/components/api";
import { followChange, type Earlier } from "@/domain/flag/restore";
import { strandedAnchors, WayBack, type FlagAnchor, type StoodAnchor } from "@/domain/flag/way-back";

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

/** A state of the text at the one door, and what led to it. */
export interface AuthorityState {
  doc: Node;
  anchors: readonly FlagAnchor[];
  change: AcceptedSteps | null;
  /** What taking the change back would not bring home by itself. */
  stood: readonly StoodAnchor[];
  steps: StepDto[];
}

/** The one door in memory: accepts, tidies and moves anchors by the domain's own rules. */
export class Authority {
  /** What the article was at every version, from 1. */
  readonly states: AuthorityState[];
  /** Versions that restored something, and what was restored then. */
  readonly restores = new Map<number, { then: AuthorityState; isWhole: boolean }>();
  private readonly stored = new Set<string>();
  private lastId = 1_000_000;

  constructor(article: Node, anchors: readonly FlagAnchor[] = []) {
    this.states = [{ doc: article, anchors, change: null, stood: [], steps: [] }];
  }

  get version(): number {
    return this.states.length;
  }

  get doc(): Node {
    return this.states.at(-1)!.doc;
  }

  get anchors(): readonly FlagAnchor[] {
    return this.states.at(-1)!.anchors;
  }

  get paragraphs(): ParagraphDto[] {
    return paragraphsFromDoc(this.doc);
  }

  save = ({ id, version, clientId, steps }: StepsInput): StepsDto => {
    if (id && this.stored.has(id)) return this.since(version);
    const missed = this.stepsSince(version);
    const before = this.states[version - 1]!.doc;
    const applied = applySteps(
      before,
      missed.map(({ step }) => Step.fromJSON(schema, step)),
    )!;
    const change = this.accept(parseSteps(steps), { ...applied, after: this.doc });
    if (!change)
      throw new ApiError("conflict", 409, "The paragraph was changed meanwhile.", {
        version: this.version,
        paragraphs: this.paragraphs,
        steps: missed,
      });
    this.commit(change, clientId);
    if (id) this.stored.add(id);
    return this.since(version);
  };

  /** A change that comes from nobody's editor; `earlier` as for `followChange`. */
  change(steps: readonly Step[], earlier?: Earlier): TextChangeDto {
    const since = this.version;
    this.commit(this.accept(steps, nothingSince(this.doc))!, "elsewhere", earlier);
    return this.since(since).change;
  }

  /** The article, or one paragraph of it, back to a version. Throws as `restoreParagraphSteps` does. */
  restore(version: number, paragraphId?: string): void {
    const way = new WayBack(this.doc, this.anchors);
    for (const { change, stood } of this.states.slice(version).reverse())
      way.undo({ steps: takeBack(change!), stood });
    const then = this.states[version - 1]!.doc;
    const before = this.version;
    const steps = paragraphId
      ? restoreParagraphSteps(this.doc, then, paragraphId)
      : restoreArticleSteps(this.doc, then);
    this.change(steps, way);
    if (this.version > before)
      this.restores.set(this.version, { then: this.states[version - 1]!, isWhole: !paragraphId });
  }

  since(version: number): StepsDto {
    const steps = this.stepsSince(version);
    const before = new Set(this.states[version - 1]!.doc.children);
    const paragraphs = this.doc.children.filter((node) => !before.has(node)).map(paragraphDto);
    const change = { since: version, version: this.version, steps, paragraphs, anchors: [] };
    return structuredClone({ version: this.version, steps, change });
  }

  private stepsSince(version: number): StepDto[] {
    return this.states.slice(version).flatMap(({ steps }) => steps);
  }

  private accept(steps: readonly Step[], over: AppliedSteps): AcceptedSteps | null {
    return acceptSteps(steps, over, () => uuid(++this.lastId));
  }

  private commit(change: AcceptedSteps, clientId: string, earlier?: Earlier): void {
    if (change.steps.length === 0) return;
    const anchors = followChange(change, this.anchors, earlier);
    this.states.push({
      // As it comes back from the database: with nodes of its own.
      doc: docFromParagraphs(paragraphsFromDoc(change.after)),
      anchors,
      change,
      stood: strandedAnchors(change.before, change.after, takeBack(change), this.anchors, anchors),
      steps: change.steps.map((step, index) => ({
        clientId: index < change.written ? clientId : "server",
        step: step.toJSON() as Record<string, unknown>,
      })),
    });
  }
}
