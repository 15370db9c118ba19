import { baseKeymap, chainCommands, toggleMark } from "prosemirror-commands";
import { keymap } from "prosemirror-keymap";
import type { Command, Plugin } from "prosemirror-state";
import { schema } from "@/domain/article/schema";
import { redo, undo } from "./collaboration/undo";
import { joinBackward, joinForward } from "./commands/join";
import { KIND_CHOICES, setKind } from "./commands/kind";
import { moveParagraphs } from "./commands/move";
import { breakLine, splitParagraph } from "./commands/split";

export interface Keys {
  newId: () => string;
  openLink: () => void;
  openCitation: () => void;
  done: () => void;
  comment: () => void;
}

/** With nothing left to undo the browser would undo in its own way, behind our back. */
const ours =
  (command: Command): Command =>
  (state, dispatch) => {
    command(state, dispatch);
    return true;
  };

/** Everything the keyboard does besides typing. Tab stays the page's: nobody is caught in the editor. */
export function articleKeys({ newId, openLink, openCitation, done, comment }: Keys): Plugin[] {
  const asking =
    (open: () => void): Command =>
    (_state, dispatch) => {
      if (dispatch) open();
      return true;
    };
  return [
    keymap({
      Enter: splitParagraph(newId),
      "Shift-Enter": breakLine,
      "Mod-Enter": asking(done),
      Escape: asking(done),
      Backspace: chainCommands(joinBackward, baseKeymap.Backspace!),
      "Mod-Backspace": chainCommands(joinBackward, baseKeymap["Mod-Backspace"]!),
      "Shift-Backspace": chainCommands(joinBackward, baseKeymap["Shift-Backspace"]!),
      Delete: chainCommands(joinForward, baseKeymap.Delete!),
      "Mod-Delete": chainCommands(joinForward, baseKeymap["Mod-Delete"]!),
      "Mod-b": toggleMark(schema.marks.strong),
      "Mod-i": toggleMark(schema.marks.em),
      "Mod-k": asking(openLink),
      "Mod-Alt-c": asking(openCitation),
      "Mod-Alt-m": asking(comment),
      "Mod-z": ours(undo),
      "Mod-Shift-z": ours(redo),
      "Mod-y": ours(redo),
      "Alt-ArrowUp": moveParagraphs("up"),
      "Alt-ArrowDown": moveParagraphs("down"),
      ...Object.fromEntries(KIND_CHOICES.map((choice) => [choice.keys, setKind(choice)])),
    }),
    keymap(baseKeymap),
  ];
}
