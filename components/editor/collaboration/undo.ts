import type { Slice } from "prosemirror-model";
import * as library from "prosemirror-history";
import {
  Plugin,
  PluginKey,
  type Command,
  type EditorState,
  type SelectionBookmark,
  type Transaction,
} from "prosemirror-state";
import { Mapping, ReplaceStep, StepMap, type Transform } from "prosemirror-transform";
import { asItReads, findMoves, isSamePassage, lettersOf, undoable } from "@/domain/article/moves";
import { ownMoves } from "@/domain/article/rebase-over";
import {
  follow,
  followReturned,
  followWords,
  outside,
  returnedWords,
  stepBeside,
  takenWords,
  takesAny,
  type Range,
  type TakenWords,
} from "./others-words";
import type { MirroredMapping } from "./rebase";
import { isRebase } from "./state";

/** A passage that this writer has moved: as it was taken out and put in, and where it stands now. */
interface Moved extends Range {
  taken: Slice;
  content: Slice;
}

/** What the history does not know of. */
interface Known {
  moved: readonly Moved[];
  /** Where words stand that others wrote. */
  words: readonly Range[];
  /** Those that this writer took out, the newest last; and of those that are there those that were put in again. */
  taken: readonly TakenWords[];
  returned: readonly Range[];
}

const NOTHING: Known = { moved: [], words: [], taken: [], returned: [] };

/** Of events in the history, and so of passages that can be moved back. */
const DEPTH = 100;

const key = new PluginKey<Known>("careful-undo");

/**
 * prosemirror-history puts back what it has seen taken out, and takes out what it has seen put in with all that is in it
 * now. Of a passage that this writer moved, and others have written in since, the former would be the older words; the
 * latter would be theirs, and every flag on them without its place. So moved passages and others' words are remembered:
 * `undo` and `redo` move the ones as they read now, and leave the others where they are. Stands before `history()`,
 * whose own answer to a browser's menu it takes the place of.
 */
export function carefulUndo(): Plugin<Known> {
  return new Plugin<Known>({
    key,
    state: {
      init: () => NOTHING,
      apply(transaction, known) {
        if (!transaction.docChanged) return known;
        const kept = known.moved.map((one) => followMoved(one, transaction.mapping));
        const moved = isRebase(transaction) ? kept : [...kept, ...movedBy(transaction)].slice(-DEPTH);
        // What the writer pastes is the writer's own: undoing the cut before it brings it back as another's.
        const isUndo = metaOf(transaction)?.redo === false;
        const returned = isUndo ? returnedWords(known.taken, transaction) : [];
        return {
          moved,
          words: [...followWords(known.words, transaction), ...returned],
          taken: [...known.taken, ...takenWords(known.words, transaction)].slice(-DEPTH),
          returned: [...followReturned(known.returned, transaction), ...returned],
        };
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

export const undo: Command = careful(library.undo);
export const redo: Command = careful(library.redo);

function careful(command: Command): Command {
  return (state, dispatch) =>
    command(state, dispatch && ((made) => dispatch(new Undoing(state, made).instead() ?? made)));
}

/** A passage in the midst of an undo. `place`: where it is put in as it reads now, other than the history has it. */
interface Passage extends Moved {
  place?: Range;
}

/** What is done in the place of what the history would do (`made`). */
class Undoing {
  private readonly right: Transaction;
  /** From the document before each step of the history's, over what was done instead of those before it. */
  private readonly way: MirroredMapping;
  private readonly known: Known;
  private readonly others: readonly Range[];
  private words: readonly Range[];
  private passages: readonly Passage[];
  private isOther = false;
  /** By the step that puts it in: a passage that was taken out. */
  private readonly inHand = new Map<number, { passage: Passage; reads: Slice }>();

  constructor(
    private readonly state: EditorState,
    private readonly made: Transaction,
  ) {
    this.right = state.tr;
    this.way = new Mapping(made.steps.map((step) => step.getMap().invert()).reverse()) as MirroredMapping;
    this.known = key.getState(state) ?? NOTHING;
    const { words, returned } = this.known;
    // What the writer took and brought back may be taken again by a redo, and by nothing else.
    this.others = metaOf(made)!.redo ? words.flatMap((range) => outside(range, returned)) : words;
    this.words = this.others;
    this.passages = this.known.moved;
  }

  /** Null where the history is right. */
  instead(): Transaction | null {
    if (this.words.length + this.passages.length === 0) return null;
    const { made, right, way } = this;
    const moves = new Set(findMoves(undoable(made)).map(({ taken }) => taken));
    for (const [index, step] of made.steps.entries()) {
      const applied = right.steps.length;
      const mapped = step.map(way.slice(made.steps.length - index));
      let put: Passage | null = null;
      if (step instanceof ReplaceStep && mapped instanceof ReplaceStep)
        put = this.replace(index, step, mapped, moves.has(index));
      else if (mapped && takesAny(mapped, this.words)) this.isOther = true;
      else if (mapped && !right.maybeStep(mapped).failed) this.asMade(index, mapped.getMap());
      const since = right.mapping.slice(applied);
      this.words = this.inHand.has(index)
        ? followWords(this.others, right)
        : this.words.flatMap((range) => follow(range, since) ?? []);
      this.passages = this.passages.flatMap((one): Passage | [] => {
        const place = one.place && follow(one.place, since);
        return follow({ ...one, ...(place && { place }) }, step.getMap()) ?? [];
      });
      if (put) this.passages = [...this.passages, put];
    }
    return this.isOther ? this.finish() : null;
  }

  private replace(index: number, step: ReplaceStep, mapped: ReplaceStep, isMove: boolean): Passage | null {
    const { right } = this;
    const passage = this.passages.find(({ from, to }) => from === step.from && to === step.to);
    const { from, to } = passage?.place ?? mapped;
    const now = right.doc.slice(from, to);
    const isCarried =
      step.slice.size === 0 &&
      this.take(index, passage ?? this.passageLike(index, step, { from, to }, now), now);
    const held = this.inHand.get(index);
    const one = new ReplaceStep(from, to, held?.reads ?? step.slice);
    const others =
      isCarried || isMove ? [] : this.words.filter((range) => range.from < to && range.to > from);
    const size = right.doc.content.size - (to - from);
    if (others.length > 0) stepBeside(right, one, others);
    else right.maybeStep(one);
    this.asMade(index, new StepMap([from, to - from, step.slice.size]));
    const put = right.doc.content.size - size;
    if (others.length === 0 && put === one.slice.size && isSamePassage(one.slice, step.slice)) return null;
    this.isOther = true;
    this.way.appendMap(new StepMap([from, step.slice.size, put]));
    if (!held) return null;
    const { content, taken } = held.passage;
    const place = { from, to: from + put };
    return { content: taken, taken: content, from: step.from, to: step.from + step.slice.size, place };
  }

  private asMade(index: number, map: StepMap): void {
    this.way.appendMap(map);
    this.way.setMirror(this.made.steps.length - 1 - index, this.way.maps.length - 1);
  }

  /**
   * One whose place is forgotten, because a change over its border was given up, or taken back: it is put in again where
   * it was taken out, or all that is put in again stands in it.
   */
  private passageLike(index: number, step: ReplaceStep, { from, to }: Range, now: Slice): Passage | null {
    const later = this.made.steps.slice(index + 1).filter((one) => one instanceof ReplaceStep);
    const { doc } = this.right;
    const own = outside({ from, to }, this.words).map((part) => doc.textBetween(part.from, part.to));
    const known = this.known.moved.find(
      ({ taken, content }) =>
        later.some(({ slice }) => isSamePassage(taken, slice)) && isAmong(own.join(""), lettersOf(content)),
    );
    const put = later.find(
      ({ slice }) => lettersOf(slice).length > 1 && isAmong(lettersOf(slice), lettersOf(now)),
    );
    if (!known && !put) return null;
    const { taken, content } = known ?? { taken: put!.slice, content: put!.slice };
    return { taken, content, from: step.from, to: step.to };
  }

  /** Takes a passage in hand, if the history puts it in again. */
  private take(index: number, passage: Passage | null, now: Slice): boolean {
    if (!passage) return false;
    const put = this.made.steps.findIndex(
      (step, at) =>
        at > index &&
        !this.inHand.has(at) &&
        step instanceof ReplaceStep &&
        isSamePassage(passage.taken, step.slice),
    );
    const reads =
      put === -1 ? null : asItReads((this.made.steps[put] as ReplaceStep).slice, passage.content, now);
    if (reads) this.inHand.set(put, { passage, reads });
    return reads !== null;
  }

  /** The history has it as the event that it took, so that it can be done again. */
  private finish(): Transaction {
    const { state, made, right, way } = this;
    const count = made.steps.length;
    const maps = [...way.maps.slice(0, count), ...right.mapping.maps];
    const { redo, historyState } = metaOf(made)!;
    const [from, to] = redo ? (["undone", "done"] as const) : (["done", "undone"] as const);
    const taken = historyState[from].rebased({ mapping: new Mapping(maps), steps: maps }, count);
    const event = [right, state.selection.getBookmark(), { depth: DEPTH }, true] as const;
    const given = historyKey.getState(state)![to].addTransform(...event);
    return right
      .setSelection(made.selection.map(right.doc, way))
      .setMeta(historyKey, { redo, historyState: { ...historyState, [from]: taken, [to]: given } })
      .scrollIntoView();
  }
}

/** What the history keeps. The library has no way of being told that something else was done than it would do. */
interface Branches {
  done: Branch;
  undone: Branch;
}

interface Branch {
  /** Its last `count` items did not come about; the maps after as many did. */
  rebased(over: { mapping: Mapping; steps: readonly StepMap[] }, count: number): Branch;
  addTransform(
    transform: Transform,
    selection: SelectionBookmark,
    options: { depth: number },
    preserveItems: boolean,
  ): Branch;
}

const historyKey = library.history().spec.key as PluginKey<Branches>;

/** Of an undo or a redo. */
function metaOf(made: Transaction) {
  return made.getMeta(historyKey) as { redo: boolean; historyState: Branches } | undefined;
}

/** Without a place, where it was deleted: that may be given up, or taken back. */
function followMoved(moved: Moved, mapping: Mapping): Moved {
  const from = mapping.map(moved.from, 1);
  return follow(moved, mapping) ?? { ...moved, from, to: from };
}

function movedBy(transaction: Transaction): Moved[] {
  const { steps, mapping } = transaction;
  const done = undoable(transaction);
  return ownMoves(done).flatMap((move) => {
    const taken = (done[move.taken]!.inverted as ReplaceStep).slice;
    const { from, slice: content } = steps[move.put] as ReplaceStep;
    const put = { taken, content, from, to: from + content.size };
    return follow(put, mapping.slice(move.put + 1)) ?? [];
  });
}

/** Whether letters stand in this order among others. */
function isAmong(some: string, all: string): boolean {
  let at = 0;
  for (const letter of all) if (some[at] === letter) at++;
  return at === some.length;
}
