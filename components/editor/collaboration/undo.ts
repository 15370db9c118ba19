import type { Slice } from "prosemirror-model";
import * as library from "prosemirror-history";
import { Plugin, PluginKey, type Command, type EditorState, type Transaction } from "prosemirror-state";
import { Mapping, ReplaceStep, StepMap, type Mappable, type Step } from "prosemirror-transform";
import { asItReads, isSamePassage } from "@/domain/article/moves";
import { ownMoves } from "@/domain/article/rebase-over";
import { isReceived, takeBackPending } from "./state";

/** A passage that this writer has moved: as it was taken out and put in, and where it stands now. */
interface Moved {
  taken: Slice;
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

export const undo: Command = carrying(library.undo);
export const redo: Command = carrying(library.redo);

function carrying(command: Command): Command {
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
  const inHand: { passage: Moved; now: Slice }[] = [];
  const carried: Step[] = [];
  for (const [index, step] of steps.entries()) {
    let one = step;
    let put: Passage | null = null;
    if (step instanceof ReplaceStep) {
      const { from, to, slice } = step;
      const passage = passages.find((passage) => passage.from === from && passage.to === to);
      if (passage?.grown !== undefined) return null;
      if (passage && slice.size === 0) inHand.push({ passage, now: docs[index]!.slice(from, to) });
      const held = inHand.findLast(({ passage }) => isSamePassage(passage.taken, slice));
      const reads = held && asItReads(slice, held.passage.content, held.now);
      if (reads && !isSamePassage(reads, slice)) {
        one = new ReplaceStep(from, to, reads);
        const { content, taken } = held.passage;
        put = { content: taken, taken: content, from, to: from + slice.size, grown: reads.size - slice.size };
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
  return ownMoves(done).flatMap((move) => {
    const taken = (done[move.taken]!.inverted as ReplaceStep).slice;
    const { from, slice: content } = steps[move.put] as ReplaceStep;
    const put = { taken, content, from, to: from + content.size };
    return follow(put, mapping.slice(move.put + 1)) ?? [];
  });
}
