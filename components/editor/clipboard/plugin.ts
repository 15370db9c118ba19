import { DOMSerializer, type Fragment, type Node, type Slice } from "prosemirror-model";
import { Plugin, Selection, type EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { schema } from "@/domain/article/schema";
import { currentNumbers } from "../citation-numbers";
import { kindOf } from "../commands/paragraphs";
import { cleanPasted } from "./clean";
import { fitSlice } from "./fit";
import { cutWhole, pasteWhole } from "./whole";

/** Copy, cut and paste: whole paragraphs keep their ids, citations their numbers for other programs. */
export function clipboard(newId: () => string): Plugin {
  let numbers: () => ReadonlyMap<string, number> = () => new Map();
  return new Plugin({
    props: {
      clipboardSerializer: numberedSerializer(() => numbers()),
      transformPastedHTML: (html, view) => {
        const pasted = new DOMParser().parseFromString(html, "text/html");
        const isReference = (id: string) => hasParagraph(view.state, id);
        // Ours says so on its first element; it needs no cleaning but its citations.
        cleanPasted(pasted.body, { newId, isReference });
        return pasted.body.innerHTML;
      },
      clipboardTextSerializer: (slice, view) => plainText(slice, currentNumbers(view.state)),
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
      numbers = () => currentNumbers(view.state);
      return {};
    },
  });
}

function hasParagraph(state: EditorState, id: string): boolean {
  return state.doc.children.some((node) => node.attrs.id === id);
}

function paste(view: EditorView, slice: Slice, newId: () => string): boolean {
  const { state } = view;
  const { $from } = state.selection;
  const into = $from.parent.isTextblock ? kindOf($from.parent) : "title";
  // All of the article is selected: what replaces it brings its own shape.
  if (!$from.parent.isTextblock) return false;
  const fitted = fitSlice(slice, { into, isTaken: (id) => hasParagraph(state, id), newId });
  const transaction = pasteWhole(state, fitted.slice) ?? state.tr.replaceSelection(fitted.slice);
  if (fitted.references.length > 0) transaction.insert(transaction.doc.content.size, fitted.references);
  view.dispatch(transaction.scrollIntoView().setMeta("paste", true).setMeta("uiEvent", "paste"));
  return true;
}

/** The schema's own HTML, with the number in every citation for programs that know nothing of ours. */
function numberedSerializer(numbers: () => ReadonlyMap<string, number>): DOMSerializer {
  const { nodes, marks } = DOMSerializer.fromSchema(schema);
  return new DOMSerializer(
    {
      ...nodes,
      citation: (node: Node) => {
        const referenceId = node.attrs.referenceId as string;
        return ["sup", { "data-reference": referenceId }, String(numbers().get(referenceId) ?? "")];
      },
    },
    marks,
  );
}

function plainText(slice: Slice, numbers: ReadonlyMap<string, number>): string {
  const textOf = (content: Fragment) =>
    content.textBetween(0, content.size, "\n\n", (leaf) =>
      leaf.type === schema.nodes.citation
        ? `[${numbers.get(leaf.attrs.referenceId as string) ?? "?"}]`
        : "\n",
    );
  return textOf(slice.content);
}
