import { Node } from "prosemirror-model";
import type { EditorState, Transaction } from "prosemirror-state";
import { Step } from "prosemirror-transform";
import { schema } from "@/domain/article/schema";
import type { ParagraphDto, StepDto } from "@/domain/contract";
import { applyAll } from "./rebase";
import { collaborationOf, confirm, receive } from "./state";

/** Something that holds an editor state: an EditorView, or two lines in a test. */
export interface StateHost {
  readonly state: EditorState;
  dispatch(transaction: Transaction): void;
}

export function readSteps(steps: readonly StepDto[]): Step[] {
  return steps.map(({ step }) => Step.fromJSON(schema, step));
}

/**
 * Folds the answer to a save into the editor: what others did before ours, ours as the server applied them, and
 * what came after (its own tidying, later writers). `sent` is how many of the pending steps were in the save.
 */
export function settleAnswer(
  host: StateHost,
  sent: number,
  steps: readonly StepDto[],
  clientId: string,
): void {
  const first = steps.findIndex((step) => step.clientId === clientId);
  const last = steps.findLastIndex((step) => step.clientId === clientId);
  const before = readSteps(first === -1 ? steps : steps.slice(0, first));
  const own = readSteps(first === -1 ? [] : steps.slice(first, last + 1));
  const after = readSteps(first === -1 ? [] : steps.slice(last + 1));

  let stillOurs = sent;
  if (before.length > 0) {
    const { transaction, results } = receive(host.state, before);
    host.dispatch(transaction);
    stillOurs = results.slice(0, sent).filter((result) => result !== null).length;
  }
  const { confirmed, pending } = collaborationOf(host.state);
  const here = applyAll(
    confirmed,
    pending.slice(0, stillOurs).map(({ step }) => step),
  );
  // Nearly always the same on both sides: then nothing moves under the writer's hands.
  if (here.eq(applyAll(confirmed, own))) host.dispatch(confirm(host.state, stillOurs, here));
  else host.dispatch(receive(host.state, own, { keep: (index) => index >= stillOurs }).transaction);

  if (after.length > 0) host.dispatch(receive(host.state, after).transaction);
}

/** Whether these paragraphs stand in a document just so. */
export function agrees(doc: Node, paragraphs: readonly Omit<ParagraphDto, "text">[]): boolean {
  const here = new Map(doc.children.map((node) => [node.attrs.id as string, node]));
  return paragraphs.every(({ id, kind, attrs, content }) =>
    here.get(id)?.eq(Node.fromJSON(schema, { type: kind, attrs: { ...attrs, id }, content })),
  );
}
