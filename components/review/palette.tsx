"use client";

import { Command } from "cmdk";
import type { ParagraphDto, FlagDto } from "@/domain/contract";
import { isAtRest } from "@/domain/flag/at-rest";
import { Dialog } from "../ui/dialog";
import { PencilMark } from "../ui/pencil-mark";
import { noteTitle, shortQuote } from "./note-words";

export interface PaletteAction {
  label: string;
  keys?: string;
  run: () => void;
}

interface PaletteProps {
  actions: readonly PaletteAction[];
  flags: readonly FlagDto[];
  headings: readonly ParagraphDto[];
  onFlag: (flagId: string) => void;
  onHeading: (paragraphId: string) => void;
  onClose: () => void;
}

/** The dialog gives the keyboard to its first button; here the field is meant. */
function focusOnceOpen(field: HTMLInputElement | null) {
  requestAnimationFrame(() => field?.focus());
}

/** Finds an action, a section or a flag by its words. */
export default function Palette(props: PaletteProps) {
  const { actions, flags, headings, onFlag, onHeading, onClose } = props;
  const after = (run: () => void) => () => {
    onClose();
    // Once the dialog has given focus back.
    requestAnimationFrame(run);
  };
  return (
    <Dialog open onClose={onClose} title="Find" titleHidden className="palette">
      <Command label="Find a flag, a section or an action" loop>
        <Command.Input ref={focusOnceOpen} placeholder="A flag, a section, an action…" />
        <Command.List>
          <Command.Empty>Nothing by these words.</Command.Empty>
          <Command.Group heading="Actions">
            {actions.map(({ label, keys, run }) => (
              <Command.Item key={label} value={label} onSelect={after(run)}>
                {label}
                {keys && <kbd>{keys}</kbd>}
              </Command.Item>
            ))}
          </Command.Group>
          <Command.Group heading="Sections">
            {headings.map(({ id, text }) => (
              <Command.Item key={id} value={`${text} ${id}`} onSelect={after(() => onHeading(id))}>
                <span dir="auto">{text}</span>
              </Command.Item>
            ))}
          </Command.Group>
          <Command.Group heading="Flags">
            {flags.map((flag) => (
              <Command.Item
                key={flag.id}
                value={`${noteTitle(flag)} ${flag.anchor.quote} ${flag.id}`}
                onSelect={after(() => onFlag(flag.id))}
              >
                <PencilMark kind={flag.kind} settled={isAtRest(flag)} />
                <span dir="auto" className="palette-words">
                  {shortQuote(noteTitle(flag), 90)}
                </span>
              </Command.Item>
            ))}
          </Command.Group>
        </Command.List>
      </Command>
    </Dialog>
  );
}
