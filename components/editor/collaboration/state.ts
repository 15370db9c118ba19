import type { Node } from "prosemirror-model";
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from "prosemirror-state";
import type { Step } from "prosemirror-transform";
import { applyAll, rebasePending, type PendingStep } from "./rebase";

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
        const added = transaction.steps.map((step, index) => ({
          step,
          inverted: step.invert(transaction.docs[index]!),
        }));
        return { ...current, pending: [...current.pending, ...added] };
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

interface ReceiveOptions {
  /** Which pending steps stay, by index; the others are taken back. */
  keep?: (index: number) => boolean;
}

/**
 * The transaction that brings in steps of the server's, under the pending ones; and for each pending step
 * what became of it. Throws where the steps do not fit the confirmed document.
 */
export function receive(
  state: EditorState,
  over: readonly Step[],
  { keep }: ReceiveOptions = {},
): { transaction: Transaction; results: (PendingStep | null)[] } {
  const { confirmed, pending } = collaborationOf(state);
  const transaction = state.tr;
  const results = rebasePending(transaction, pending, over, keep);
  keepSelection(state, transaction);
  transaction
    .setMeta("rebased", pending.length)
    .setMeta("addToHistory", false)
    .setMeta(key, {
      confirmed: pending.length === 0 ? transaction.doc : applyAll(confirmed, over),
      pending: results.filter((result) => result !== null),
      advance: over,
    } satisfies Collaboration);
  return { transaction, results };
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

/**
 * What others write at the caret comes after it; and when the paragraph it stands in was moved (taken out and
 * put in elsewhere), the caret goes with it.
 */
function keepSelection(state: EditorState, transaction: Transaction): void {
  const { selection, storedMarks } = state;
  if (!(selection instanceof TextSelection) || !transaction.docChanged) return;
  const follow = (position: number): number => {
    const mapped = transaction.mapping.mapResult(position, -1);
    if (!mapped.deletedAcross) return mapped.pos;
    const $old = state.doc.resolve(position);
    const id = $old.parent.attrs.id as string | undefined;
    let start: number | null = null;
    transaction.doc.forEach((node, offset) => {
      if (id && node.attrs.id === id) start = offset + 1 + Math.min($old.parentOffset, node.content.size);
    });
    return start ?? mapped.pos;
  };
  const $anchor = transaction.doc.resolve(follow(selection.anchor));
  const $head = transaction.doc.resolve(follow(selection.head));
  transaction.setSelection(TextSelection.between($anchor, $head, -1));
  if (storedMarks) transaction.setStoredMarks(storedMarks);
}
