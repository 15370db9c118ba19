import type { Step } from "prosemirror-transform";
import { keepParagraphs, lostSteps, type KeptParagraph } from "./conflict";
import { applyAll } from "./rebase";
import { collaborationOf, receive, type StateHost } from "./state";

/**
 * Brings in the server's steps, gives up the pending ones that cannot stand on them, and answers with the
 * writer's wording of the paragraphs those were for. `all`: where that is none of them, all are given up.
 */
export function giveUp(host: StateHost, over: readonly Step[], { all }: { all: boolean }): KeptParagraph[] {
  const { confirmed, pending } = collaborationOf(host.state);
  const local = host.state.doc;
  if (!all || lostSteps(confirmed, local, pending, over).steps.size > 0) return receive(host, over).kept;
  receive(host, over, { keep: () => false });
  return keepParagraphs(confirmed, local, applyAll(confirmed, over), () => true);
}
