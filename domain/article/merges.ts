import { Fragment, Slice, type Node } from "prosemirror-model";
import { AttrStep, ReplaceStep, type Step } from "prosemirror-transform";
import type { UndoableStep } from "./moves";

/** Entries of the reference list that were merged into others, by id: see `mergeReferenceSteps`. */
export type Merges = ReadonlyMap<string, string>;

/** The merges among steps: an entry that is merged takes the other's id before it goes. */
export function mergesIn(steps: readonly UndoableStep[]): Merges {
  const merges = new Map<string, string>();
  for (const { step, inverted } of steps) {
    if (!(step instanceof AttrStep && inverted instanceof AttrStep) || step.attr !== "id") continue;
    const [from, into] = [inverted.value as string, step.value as string];
    for (const [id, became] of merges) if (became === from) merges.set(id, into);
    merges.set(from, into);
  }
  return merges;
}

/** A step that cites an entry which is merged into another since, and gone from `doc`, cites that. */
export function citeMerged(step: Step, merges: Merges, doc: Node): Step {
  if (merges.size === 0 || !(step instanceof ReplaceStep) || step.slice.size === 0) return step;
  const there = new Set(doc.children.map(({ attrs }) => attrs.id as string));
  const became = (node: Node): Node => {
    if (!node.isText && !node.isLeaf) return node.copy(mapped(node.content));
    const id = node.attrs.referenceId as string | undefined;
    const into = id === undefined || there.has(id) ? undefined : merges.get(id);
    return into === undefined || !there.has(into)
      ? node
      : node.type.create({ ...node.attrs, referenceId: into }, null, node.marks);
  };
  const mapped = (content: Fragment): Fragment => Fragment.from(content.content.map(became));
  const { content, openStart, openEnd } = step.slice;
  return new ReplaceStep(step.from, step.to, new Slice(mapped(content), openStart, openEnd));
}
