import { Transform } from "prosemirror-transform";
import type { Step } from "prosemirror-transform";
import type { Node } from "prosemirror-model";
import { ownMoves } from "@/domain/article/rebase-over";
import { paragraphDto, paragraphText } from "@/domain/article/document";
import type { ParagraphDto } from "@/domain/contract";
import { rebasePending, type PendingStep } from "./rebase";

/** A paragraph as its writer had it when a save was refused. */
export interface KeptParagraph extends ParagraphDto {
  /** The paragraph it stood after; null at the very beginning. */
  afterId: string | null;
}

/** Words that could not be saved, until their writer puts them back or throws them away. */
export interface KeptWords {
  id: string;
  /** Why, in words that can be shown. */
  reason: string;
  paragraphs: KeptParagraph[];
}

/**
 * Which pending steps have to be given up so that the others can stand on what the server has now: those that
 * bring words and find no place, and everything else done to the same paragraphs, because half of a sentence's
 * changes is no sentence. Those that `keep` does not want are none of them.
 */
export function lostSteps(
  confirmed: Node,
  local: Node,
  pending: readonly PendingStep[],
  over: readonly Step[],
  keep: (index: number) => boolean = () => true,
): { steps: Set<number>; paragraphs: Set<string> } {
  const touched = touchedParagraphs(confirmed, pending);
  const steps = new Set<number>();
  const paragraphs = new Set<string>();
  const lose = (index: number) => {
    if (!keep(index)) return;
    steps.add(index);
    for (const id of touched[index]!) paragraphs.add(id);
  };
  const moves = ownMoves(pending);
  for (let before = -1; before !== steps.size;) {
    before = steps.size;
    // Without the ones, others may find no place any more.
    const { results } = rebasePending(
      new Transform(local),
      pending,
      over,
      (index) => keep(index) && !steps.has(index),
    );
    results.forEach((result, index) => {
      if (result === "lost") lose(index);
    });
    // A passage is not taken out where it cannot be put in, nor put in where it was not taken out.
    for (const { taken, put } of moves) {
      if (steps.has(taken) && !steps.has(put)) lose(put);
      if (steps.has(put) && !steps.has(taken)) lose(taken);
    }
    touched.forEach((ids, index) => {
      if (!steps.has(index) && ids.some((id) => paragraphs.has(id))) lose(index);
    });
  }
  return { steps, paragraphs };
}

/** For every pending step the ids of the paragraphs it reaches into, before and after it. */
function touchedParagraphs(confirmed: Node, pending: readonly PendingStep[]): string[][] {
  let doc = confirmed;
  return pending.map(({ step }) => {
    const after = step.apply(doc).doc!;
    const ids = new Set<string>();
    const add = (of: Node, from: number, to: number) =>
      of.forEach((node, offset) => {
        if (offset < to && offset + node.nodeSize > from && node.attrs.id) ids.add(node.attrs.id as string);
      });
    let moved = false;
    step.getMap().forEach((oldStart, oldEnd, newStart, newEnd) => {
      moved = true;
      add(doc, oldStart, Math.max(oldEnd, oldStart + 1));
      add(after, newStart, Math.max(newEnd, newStart + 1));
    });
    // Marks and attributes move nothing.
    if (!moved) {
      const { from, to, pos } = step.toJSON() as { from?: number; to?: number; pos?: number };
      add(doc, from ?? pos ?? 0, to ?? (pos ?? 0) + 1);
    }
    doc = after;
    return [...ids];
  });
}

/** This writer's wording of the paragraphs they changed, where it is not what the server has. */
export function keepParagraphs(
  confirmed: Node,
  local: Node,
  now: Node,
  wanted: (id: string) => boolean,
): KeptParagraph[] {
  const before = byId(confirmed);
  const after = byId(now);
  const kept: KeptParagraph[] = [];
  let afterId: string | null = null;
  local.forEach((node) => {
    const id = node.attrs.id as string | null;
    const known = before.get(id ?? "");
    const current = after.get(id ?? "");
    const isMine = id !== null && wanted(id) && !(known && known.eq(node)) && !(current && current.eq(node));
    // Only its kind was changed, and its words are there, with whatever they were joined to: nothing is missing.
    const isThere = known?.content.eq(node.content) && now.children.some((one) => holds(one, node));
    if (isMine && !isThere && node.content.size > 0) kept.push({ ...paragraphDto(node), afterId });
    afterId = id ?? afterId;
  });
  return kept;
}

/** Whether all that a paragraph says stands in another one, in one piece. */
function holds(one: Node, part: Node): boolean {
  return paragraphText(one).includes(paragraphText(part));
}

function byId(doc: Node): Map<string, Node> {
  return new Map(doc.children.filter((node) => node.attrs.id).map((node) => [node.attrs.id as string, node]));
}
