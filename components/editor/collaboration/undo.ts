import type { Slice } from "prosemirror-model";
import * as library from "prosemirror-history";
import { Plugin, PluginKey, type Command, type EditorState, type Transaction } from "prosemirror-state";
import { Mapping, ReplaceStep, StepMap, type Mappable, type Step } from "prosemirror-transform";
import { isSamePassage, isSameShape, withEndsOf } from "@/domain/article/moves";
import { ownMoves } from "@/domain/article/rebase-over";
import { isReceived, takeBackPending } from "./state";

/** A passage that this writer has moved: as it was then, and where it stands now. */
interface Moved {
  content: Slice;
  from: number;
  to: number;
}

/** As many as the history keeps. */
const MOST_MOVED = 100;

const key = new PluginKey<readonly Moved[]>("moved-passages");

/**
 * prosemirror-history puts back what it has seen taken out. Of a passage that this writer moved, and others have written
 * in since, that would be the older words: theirs would be gone, and every flag on them without its place. So moved
 * passages are remembered, and `undo` and `redo` move them as they read now. Stands before `history()`, whose own answer
 * to a browser's menu it takes the place of.
 */
export function movedPassages(): Plugin<readonly Moved[]> {
  return new Plugin<readonly Moved[]>({
    key,
    state: {
      init: () => [],
      apply(transaction, moved) {
        if (!transaction.docChanged) return moved;
        const kept = moved.flatMap((one) => follow(one, transaction.mapping) ?? []);
        return isReceived(transaction) ? kept : [...kept, ...movedBy(transaction)].slice(-MOST_MOVED);
      },
    },
    props: {
      handleDOMEvents: {
        beforeinput(view, event) {
          const { inputType } = event as InputEvent;
          const command = inputType === "historyUndo" ? undo : inputType === "historyRedo" ? redo : null;
          if (!command || !view.editable) return false;
          event.preventDefault();
          return command(view.state, view.dispatch);
        },
      },
    },
  });
}

export const undo: Command = asItReads(library.undo);
export const redo: Command = asItReads(library.redo);

function asItReads(command: Command): Command {
  return (state, dispatch) => command(state, dispatch && ((made) => carryOut(state, made, dispatch)));
}

/** Where it would bring older words, the history is told that it was not so; what is done instead is no part of it. */
function carryOut(state: EditorState, made: Transaction, dispatch: (transaction: Transaction) => void): void {
  const carried = withCarried(made, key.getState(state) ?? []);
  dispatch(made);
  if (carried === null) return;
  const told = state.apply(made);
  const back = takeBackPending(told, made.steps.length);
  dispatch(back);
  const instead = told.apply(back).tr;
  for (const step of carried.steps) instead.step(step);
  instead.setSelection(made.selection.map(instead.doc, carried.mapping));
  dispatch(instead.setMeta("addToHistory", false).scrollIntoView());
}

/** A moved passage in the midst of an undo. `grown`: it is put in as it reads now, and is that much longer. */
interface Passage extends Moved {
  grown?: number;
}

/** The steps with every moved passage as it reads now; null where that is how they have it. */
function withCarried(
  { steps, docs }: Transaction,
  moved: readonly Moved[],
): { steps: Step[]; mapping: Mapping } | null {
  let passages: Passage[] = [...moved];
  const inHand: { content: Slice; now: Slice }[] = [];
  const carried: Step[] = [];
  for (const [index, step] of steps.entries()) {
    let one = step;
    let put: Passage | null = null;
    if (step instanceof ReplaceStep) {
      const { from, to, slice } = step;
      const taken = passages.find((passage) => passage.from === from && passage.to === to);
      if (taken?.grown !== undefined) return null;
      if (taken && slice.size === 0)
        inHand.push({ content: taken.content, now: docs[index]!.slice(from, to) });
      const held = inHand.findLast(
        ({ content, now }) => isSamePassage(content, slice) && isSameShape(now, slice),
      );
      if (held && !isSamePassage(held.now, slice)) {
        one = new ReplaceStep(from, to, withEndsOf(slice, held.now));
        put = { content: slice, from, to: from + slice.size, grown: held.now.size - slice.size };
      }
    }
    carried.push(one.map(mappingOf(passages))!);
    passages = passages.flatMap((passage) => follow(passage, step.getMap()) ?? []);
    if (put) passages.push(put);
  }
  return passages.some(({ grown }) => grown !== undefined)
    ? { steps: carried, mapping: mappingOf(passages) }
    : null;
}

/** From the document in which passages are put back as they were into that in which they are as they read now. */
function mappingOf(passages: readonly Passage[]): Mapping {
  const grown = passages.filter((passage) => passage.grown !== undefined);
  return new Mapping(
    grown
      .sort((one, other) => other.from - one.from)
      .map(({ from, to, grown }) => new StepMap([from, to - from, to - from + grown!])),
  );
}

/** As the history maps what takes a passage out: what others put in at its borders is not in it. */
function follow<P extends Moved>(passage: P, mapping: Mappable): P | null {
  const [from, to] = [mapping.map(passage.from, 1), mapping.map(passage.to, -1)];
  return from < to ? { ...passage, from, to } : null;
}

function movedBy({ steps, mapping, docs }: Transaction): Moved[] {
  const done = steps.map((step, index) => ({ step, inverted: step.invert(docs[index]!) }));
  return ownMoves(done).flatMap(({ put }) => {
    const { from, slice: content } = steps[put] as ReplaceStep;
    return follow({ content, from, to: from + content.size }, mapping.slice(put + 1)) ?? [];
  });
}
