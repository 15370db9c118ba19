import { Node } from "prosemirror-model";
import { Step } from "prosemirror-transform";
import { schema } from "@/domain/article/schema";
import type { ParagraphDto, StepDto } from "@/domain/contract";
import type { KeptParagraph } from "./conflict";
import { applyAll, stillPending } from "./rebase";
import { collaborationOf, confirm, receive, type StateHost } from "./state";

export function readSteps(steps: readonly StepDto[]): Step[] {
  return steps.map(({ step }) => Step.fromJSON(schema, step));
}

/**
 * Folds the answer to a save into the editor: what others did before ours, ours as the server applied them, and
 * what came after (its own tidying, later writers). `sent` is how many of the pending steps were in the save. Answers
 * with the writer's wording of the paragraphs in which later ones find no place.
 */
export function settleAnswer(
  host: StateHost,
  sent: number,
  steps: readonly StepDto[],
  clientId: string,
): KeptParagraph[] {
  const kept: KeptParagraph[] = [];
  const bringIn = (...received: Parameters<typeof receive>) => {
    const { results, kept: words } = receive(...received);
    kept.push(...words);
    return results;
  };
  const first = steps.findIndex((step) => step.clientId === clientId);
  const last = steps.findLastIndex((step) => step.clientId === clientId);
  const before = readSteps(first === -1 ? steps : steps.slice(0, first));
  const own = readSteps(first === -1 ? [] : steps.slice(first, last + 1));
  const after = readSteps(first === -1 ? [] : steps.slice(last + 1));

  let stillOurs = sent;
  if (before.length > 0) {
    const results = bringIn(host, before);
    stillOurs = stillPending(results.slice(0, sent)).length;
  }
  const { confirmed, pending } = collaborationOf(host.state);
  const here = applyAll(
    confirmed,
    pending.slice(0, stillOurs).map(({ step }) => step),
  );
  // Nearly always the same on both sides: then nothing moves under the writer's hands.
  if (here.eq(applyAll(confirmed, own))) host.dispatch(confirm(host.state, stillOurs, here));
  else bringIn(host, own, { keep: (index) => index >= stillOurs, own: true });

  if (after.length > 0) bringIn(host, after);
  return kept;
}

/** Whether these paragraphs stand in a document just so. */
export function agrees(doc: Node, paragraphs: readonly Omit<ParagraphDto, "text">[]): boolean {
  const here = new Map(doc.children.map((node) => [node.attrs.id as string, node]));
  return paragraphs.every(({ id, kind, attrs, content }) =>
    here.get(id)?.eq(Node.fromJSON(schema, { type: kind, attrs: { ...attrs, id }, content })),
  );
}
