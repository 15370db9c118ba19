import type { Node } from "prosemirror-model";
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from "prosemirror-state";
import { ReplaceStep, type Step } from "prosemirror-transform";
import { undoable } from "@/domain/article/moves";
import { ownMoves, type Rebased } from "@/domain/article/rebase-over";
import type { Followed } from "@/domain/article/way";
import { keepParagraphs, lostSteps, type KeptParagraph } from "./conflict";
import {
  applyAll,
  isGivenUp,
  rebasePending,
  stillPending,
  type MirroredMapping,
  type PendingStep,
} from "./rebase";

/** Something that holds an editor state: an EditorView, or two lines in a test. */
export interface StateHost {
  readonly state: EditorState;
  dispatch(transaction: Transaction): void;
}

/**
 * What the server has (`confirmed`) and what this writer has done on top of it (`pending`); together they are
 * the document on screen. In place of prosemirror-collab's plugin, which can neither give steps up after a
 * conflict nor accept the writer's own steps back in another form than they were sent in.
 */
export interface Collaboration {
  confirmed: Node;
  pending: readonly PendingStep[];
  /** What led to `confirmed` from the one before it. */
  advance: readonly Step[];
}

const key = new PluginKey<Collaboration>("collaboration");
const othersKey = new PluginKey("others-steps");

/** The plugin. The state it is put into starts as the confirmed document. */
export function collaboration(): Plugin<Collaboration> {
  return new Plugin<Collaboration>({
    key,
    state: {
      init: (_config, state) => ({ confirmed: state.doc, pending: [], advance: [] }),
      apply(transaction, current) {
        const received = transaction.getMeta(key) as Collaboration | undefined;
        if (received) return received;
        if (!transaction.docChanged) return current;
        return { ...current, pending: [...current.pending, ...undoable(transaction)] };
      },
    },
    // prosemirror-history then keeps its items one to a step, so that it can follow a rebase.
    historyPreserveItems: true,
  });
}

export function collaborationOf(state: EditorState): Collaboration {
  return key.getState(state)!;
}

/** Made by `receive`: not the writer's doing. */
export function isReceived(transaction: Transaction): boolean {
  return transaction.getMeta(key) !== undefined;
}

/** Others' steps have come under the pending ones, which are the same as before. */
export function isRebase(transaction: Transaction): boolean {
  return transaction.getMeta("rebased") !== undefined;
}

/** Which of the steps of a received transaction others made, by indexes; null where this writer made them all. */
export function othersSteps(transaction: Transaction): { from: number; to: number } | null {
  return (transaction.getMeta(othersKey) as { from: number; to: number } | null | undefined) ?? null;
}

interface ReceiveOptions {
  /** Which pending steps stay, by index; the others are taken back. */
  keep?: (index: number) => boolean;
  /** They are this writer's own, in the form in which they were stored. */
  own?: boolean;
}

interface Received {
  /** What became of each pending step. */
  results: Rebased[];
  /** The writer's wording of the paragraphs in which pending steps found no place. */
  kept: KeptParagraph[];
}

/**
 * Brings in steps of the server's, under the pending ones. Those of these that find no place are given up with all that
 * goes with them: the half of a move that took words out must not be saved alone. Throws where the steps do not fit the
 * confirmed document.
 */
export function receive(host: StateHost, over: readonly Step[], options: ReceiveOptions = {}): Received {
  const { state } = host;
  const { keep = () => true } = options;
  const { confirmed, pending } = collaborationOf(state);
  let transaction = state.tr;
  let rebased = rebasePending(transaction, pending, over, keep);
  let kept: KeptParagraph[] = [];
  if (rebased.results.includes("lost")) {
    const { steps, paragraphs } = lostSteps(confirmed, state.doc, pending, over, keep);
    transaction = state.tr;
    rebased = rebasePending(transaction, pending, over, (index) => keep(index) && !steps.has(index));
    kept = keepParagraphs(confirmed, state.doc, applyAll(confirmed, over), (id) => paragraphs.has(id));
  }
  const { results, follow } = rebased;
  const from = pending.length;
  const others = options.own ? null : { from, to: from + over.length };
  const now = {
    confirmed: pending.length === 0 ? transaction.doc : applyAll(confirmed, over),
    pending: stillPending(results),
    advance: over,
  };
  if (results.every((result, index) => isAsLong(result, pending[index]!))) {
    keepSelection(state, transaction, follow);
    host.dispatch(asReceived(transaction.setMeta("rebased", pending.length), now).setMeta(othersKey, others));
    return { results, kept };
  }
  // A passage that was moved is another size now. The history cannot tell the positions in it from each other: from
  // there on it is given the pending steps as new ones, on what came in.
  const count = firstOfAnotherSize(results, pending);
  const arrival = state.tr;
  for (const { inverted } of pending.toReversed()) arrival.step(inverted);
  for (const step of over) arrival.step(step);
  results.slice(0, count).forEach((result, index) => {
    if (isGivenUp(result)) return;
    arrival.step(result.step);
    (arrival.mapping as MirroredMapping).setMirror(from - 1 - index, arrival.steps.length - 1);
  });
  arrival.setMeta("rebased", from).setMeta(othersKey, others);
  host.dispatch(asReceived(arrival, { ...now, pending: stillPending(results.slice(0, count)) }));
  const again = host.state.tr;
  for (const { step } of stillPending(results.slice(count))) again.step(step);
  keepSelection(state, again, follow);
  host.dispatch(again.setMeta(key, { ...now, advance: [] } satisfies Collaboration));
  return { results, kept };
}

function asReceived(transaction: Transaction, now: Collaboration): Transaction {
  return transaction.setMeta("addToHistory", false).setMeta(key, now);
}

function isAsLong(result: Rebased, { step }: PendingStep): boolean {
  if (isGivenUp(result) || !(step instanceof ReplaceStep)) return true;
  return (result.step as ReplaceStep).slice.size === step.slice.size;
}

/** Which of the pending steps is the first that belongs to a move of a passage that is another size now, by index. */
function firstOfAnotherSize(results: readonly Rebased[], pending: readonly PendingStep[]): number {
  const others = results.flatMap((result, index) => (isAsLong(result, pending[index]!) ? [] : [index]));
  const taken = ownMoves(pending).flatMap((move) => (others.includes(move.put) ? [move.taken] : []));
  return Math.min(...others, ...taken);
}

/** The first `count` pending steps are stored as they are: `confirmed` is the document after them. */
export function confirm(state: EditorState, count: number, confirmed: Node): Transaction {
  const { pending } = collaborationOf(state);
  return state.tr.setMeta("addToHistory", false).setMeta(key, {
    confirmed,
    pending: pending.slice(count),
    advance: pending.slice(0, count).map(({ step }) => step),
  } satisfies Collaboration);
}

/** What others write at the caret comes after it; and where its words were moved, it goes with them. */
function keepSelection(
  { selection, storedMarks }: EditorState,
  transaction: Transaction,
  follow: (position: number) => Followed,
): void {
  if (!(selection instanceof TextSelection) || !transaction.docChanged) return;
  const [$anchor, $head] = [selection.anchor, selection.head].map((position) =>
    transaction.doc.resolve(follow(position).pos),
  );
  transaction.setSelection(TextSelection.between($anchor!, $head!, -1));
  if (storedMarks) transaction.setStoredMarks(storedMarks);
}
