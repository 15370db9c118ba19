import { history } from "prosemirror-history";
import type { CitationStyle } from "@/domain/article/citations";
import { Plugin, TextSelection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { citationNumbers } from "./citation-numbers";
import { citedReferences } from "./cited-references";
import { clipboard } from "./clipboard/plugin";
import { collaboration } from "./collaboration/state";
import { carefulUndo } from "./collaboration/undo";
import { isCitationPlace } from "./commands/citation";
import { dragParagraph } from "./drag-paragraph";
import { flagMarks } from "./flag-marks";
import { articleKeys } from "./keys";
import { articleViews } from "./paragraph-views";
import { takeSelection } from "./take-selection";

export interface ArticlePlugins {
  citationStyle: CitationStyle;
  newId: () => string;
  /** A change was not made; why, in words. */
  onRefused: (reason: string) => void;
  openForm: (form: "link" | "citation") => void;
  done: () => void;
  comment: () => void;
  onFlagClick: (flagId: string) => void;
  /** An input method is composing, or has done: nothing may change under it. */
  hold: (on: boolean) => void;
}

/** Everything the editor is made of, in the order it has to be asked. */
export function articlePlugins(options: ArticlePlugins): Plugin[] {
  const { newId, openForm, done, comment } = options;
  return [
    collaboration(),
    carefulUndo(),
    history(),
    citationNumbers(options.citationStyle),
    flagMarks(),
    articleViews(),
    dragParagraph(options.onRefused),
    citedReferences(options.onRefused),
    clipboard(newId),
    ...articleKeys({
      newId,
      openLink: () => openForm("link"),
      openCitation: () => openForm("citation"),
      done,
      comment,
    }),
    new Plugin({
      props: {
        handleTextInput: (view, from, to, text) => {
          if (text !== "[" || !isCitationPlace(view.state, from, to)) return false;
          const { state } = view;
          if (!state.selection.empty || state.selection.from !== from)
            view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, from)));
          openForm("citation");
          return true;
        },
        handleClick: (view, _position, event) => press(view, event, options.onFlagClick),
        handleDOMEvents: {
          compositionstart: () => options.hold(true),
          compositionend: (view) => releaseAfter(view, () => options.hold(false)),
        },
      },
    }),
  ];
}

/** A press on flagged words brings their flag up; with Ctrl or Cmd a link is followed. */
function press(view: EditorView, event: MouseEvent, onFlagClick: (flagId: string) => void): boolean {
  const target = event.target instanceof Element ? event.target : null;
  const link = target?.closest("a[href]");
  if (link && (event.ctrlKey || event.metaKey)) {
    window.open(link.getAttribute("href") ?? "", "_blank", "noopener,noreferrer");
    return true;
  }
  const id = target?.closest<HTMLElement>("[data-flags]")?.dataset.flags?.split(" ").at(-1);
  if (id) {
    takeSelection(view);
    onFlagClick(id);
  }
  return false;
}

/** The library reads the composed words a moment after the browser says they are done. */
function releaseAfter(view: EditorView, release: () => void): void {
  const check = () => {
    if (view.isDestroyed) return;
    if (view.composing) setTimeout(check, 20);
    else release();
  };
  setTimeout(check, 30);
}
