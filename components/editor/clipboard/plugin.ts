import { DOMSerializer, type Fragment, type Node, type Slice } from "prosemirror-model";
import { Plugin, Selection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { citationDomAttrs, schema } from "@/domain/article/schema";
import { citationWords, NO_CITATIONS, type Citations } from "@/domain/article/citations";
import type { CitationAttrs } from "@/domain/article/kinds";
import { currentCitations } from "../citation-numbers";
import { cleanPasted } from "./clean";
import { hasParagraph, pasteSlice } from "./paste";
import { cutWhole } from "./whole";

/** Copy, cut and paste: whole paragraphs keep their ids, citations their labels for other programs. */
export function clipboard(newId: () => string): Plugin {
  let citations: () => Citations = () => NO_CITATIONS;
  return new Plugin({
    props: {
      clipboardSerializer: labelledSerializer(() => citations()),
      transformPastedHTML: (html, view) => {
        const pasted = new DOMParser().parseFromString(html, "text/html");
        const isReference = (id: string) => hasParagraph(view.state.doc, id);
        // Ours says so on its first element; it needs no cleaning but its citations.
        cleanPasted(pasted.body, { newId, isReference });
        return pasted.body.innerHTML;
      },
      clipboardTextSerializer: (slice, view) => plainText(slice, currentCitations(view.state)),
      handlePaste: (view, _event, slice) => paste(view, slice, newId),
      handleDrop: (view, event, slice, moved) => {
        // Dropped from elsewhere: as if pasted there. Moved inside: the library's own way keeps it one change.
        if (moved) return false;
        const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
        if (!place) return false;
        event.preventDefault();
        view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(place.pos))));
        return paste(view, slice, newId);
      },
      handleDOMEvents: {
        cut: (view, event) => {
          const cut = cutWhole(view.state);
          if (!cut || !event.clipboardData) return false;
          const { dom, text } = view.serializeForClipboard(cut.slice);
          event.clipboardData.clearData();
          event.clipboardData.setData("text/html", dom.innerHTML);
          event.clipboardData.setData("text/plain", text);
          event.preventDefault();
          view.dispatch(cut.transaction.setMeta("uiEvent", "cut").scrollIntoView());
          return true;
        },
      },
    },
    view: (view) => {
      citations = () => currentCitations(view.state);
      return {};
    },
  });
}

function paste(view: EditorView, slice: Slice, newId: () => string): boolean {
  const transaction = pasteSlice(view.state, slice, newId);
  if (!transaction) return false;
  view.dispatch(transaction.scrollIntoView().setMeta("paste", true).setMeta("uiEvent", "paste"));
  return true;
}

/** The schema's own HTML, with the label in every citation for programs that know nothing of ours. */
function labelledSerializer(citations: () => Citations): DOMSerializer {
  const { nodes, marks } = DOMSerializer.fromSchema(schema);
  return new DOMSerializer(
    {
      ...nodes,
      citation: (node: Node) => ["sup", citationDomAttrs(node), wordsOf(node, citations()) ?? ""],
    },
    marks,
  );
}

function wordsOf({ attrs }: Node, { style, labels }: Citations): string | null {
  const { referenceId, locator } = attrs as CitationAttrs;
  const label = labels.get(referenceId);
  return label === undefined ? null : citationWords(style, label, locator);
}

function plainText(slice: Slice, citations: Citations): string {
  const textOf = (content: Fragment) =>
    content.textBetween(0, content.size, "\n\n", (leaf) =>
      leaf.type === schema.nodes.citation ? `[${wordsOf(leaf, citations) ?? "?"}]` : "\n",
    );
  return textOf(slice.content);
}
