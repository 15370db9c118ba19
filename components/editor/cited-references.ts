import type { Node } from "prosemirror-model";
import { Plugin } from "prosemirror-state";
import { isReceived } from "./collaboration/state";

/**
 * A reference that is still cited cannot be taken out (the server would refuse it, and with it everything else
 * in the same save): such a change is not made, and `onRefused` says why.
 */
export function citedReferences(onRefused: (message: string) => void): Plugin {
  return new Plugin({
    filterTransaction(transaction, state) {
      if (!transaction.docChanged || isReceived(transaction)) return true;
      const gone = missing(state.doc, transaction.doc);
      if (gone.size === 0 || !cites(transaction.doc, gone)) return true;
      onRefused("That reference is still cited. Take out its citations first.");
      return false;
    },
  });
}

function referenceIds(doc: Node): string[] {
  return doc.children.filter((node) => node.type.name === "reference").map((node) => node.attrs.id as string);
}

function missing(before: Node, after: Node): Set<string> {
  const here = new Set(referenceIds(after));
  return new Set(referenceIds(before).filter((id) => !here.has(id)));
}

function cites(doc: Node, ids: ReadonlySet<string>): boolean {
  return doc.children.some((paragraph) =>
    paragraph.children.some(
      (node) => node.type.name === "citation" && ids.has(node.attrs.referenceId as string),
    ),
  );
}
