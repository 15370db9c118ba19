"use client";

import { toggleMark } from "prosemirror-commands";
import { redoDepth, undoDepth } from "prosemirror-history";
import type { MarkType } from "prosemirror-model";
import type { Command, EditorState } from "prosemirror-state";
import { Bold, Italic, Link, MessageSquare, Quote, Redo2, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import { schema } from "@/domain/article/schema";
import { Button, IconButton } from "../ui/button";
import { Menu, MenuHeading, MenuItem, MenuRule } from "../ui/menu";
import { redo, undo } from "./collaboration/undo";
import { mayCite } from "./commands/citation";
import { currentKind, KIND_CHOICES, setKind } from "./commands/kind";
import { linkAt } from "./commands/link";
import { moveParagraphs } from "./commands/move";
import type { Session, SessionView } from "./session";
import { keyName } from "./key-name";

/** On the way out of the editor: waiting until all is saved; or that failed, on the way to reading or to a comment. */
export type Leaving = "saving" | "failed" | "uncommented";

interface EditorBarProps {
  session: Session;
  view: SessionView;
  leaving: Leaving | null;
  onComment: () => void;
  onDone: () => void;
  /** What stands above the buttons. */
  children: ReactNode;
}

/** The writer's few tools, at the foot of the window: everything on it has a key as well. */
export function EditorBar({ session, view, leaving, onComment, onDone, children }: EditorBarProps) {
  const { state } = session.view;
  const kind = currentKind(state);
  const can = (command: Command) => command(state);
  // Keeps the selection in the text while a button is pressed.
  const keep = (event: React.PointerEvent) => event.preventDefault();
  const tool = (label: string, keys: string, icon: ReactNode, run: () => void, more: ToolState = {}) => (
    <IconButton
      label={`${label} (${keyName(keys)})`}
      icon={icon}
      aria-pressed={more.pressed}
      disabled={more.disabled}
      onPointerDown={keep}
      onClick={run}
      className="aria-pressed:bg-accent-tint aria-pressed:text-accent"
    />
  );
  return (
    <div
      ref={tellHeight}
      data-screen
      data-foot
      // On a phone an open note is a sheet at the foot as well: words that were not saved come before it.
      className={`pointer-events-none fixed inset-x-0 bottom-0 ${view.kept.length > 0 ? "z-32" : "z-30"} flex flex-col items-center gap-2 px-2 pb-[max(0.75rem,env(safe-area-inset-bottom))]`}
    >
      {children}
      <div
        role="toolbar"
        aria-label="Writing"
        className="rise pointer-events-auto flex max-w-full items-center gap-0.5 overflow-x-auto rounded-md border border-hairline bg-paper-raised py-1 pr-1 pl-3 shadow-float"
      >
        <Status view={view} leaving={leaving} />
        {tool("Undo", "Mod-z", <Undo2 />, () => session.run(undo), { disabled: undoDepth(state) === 0 })}
        {tool("Redo", "Mod-Shift-z", <Redo2 />, () => session.run(redo), {
          disabled: redoDepth(state) === 0,
        })}
        <Rule />
        {tool("Bold", "Mod-b", <Bold />, () => session.run(toggleMark(schema.marks.strong)), {
          pressed: hasMark(state, schema.marks.strong),
        })}
        {tool("Italic", "Mod-i", <Italic />, () => session.run(toggleMark(schema.marks.em)), {
          pressed: hasMark(state, schema.marks.em),
        })}
        {tool("Link", "Mod-k", <Link />, () => session.openForm("link"), { pressed: linkAt(state) !== null })}
        {tool("Citation", "[", <Quote />, () => session.openForm("citation"), { disabled: !mayCite(state) })}
        {tool("Comment", "Mod-Alt-m", <MessageSquare />, onComment, { disabled: state.selection.empty })}
        <Rule />
        <Menu
          trigger={kind?.label ?? "Paragraph"}
          label={`Kind of paragraph: ${kind?.label ?? "fixed"}`}
          align="end"
          triggerClassName="h-8 min-w-20 rounded-md px-2 text-sm text-ink-soft hover:bg-paper-sunk hover:text-ink pointer-coarse:h-11"
        >
          <MenuHeading>Kind of paragraph</MenuHeading>
          {KIND_CHOICES.map((choice) => (
            <MenuItem
              key={choice.label}
              checked={choice === kind}
              disabled={choice !== kind && !can(setKind(choice))}
              onSelect={() => session.run(setKind(choice))}
            >
              {choice.label}
              <Keys keys={choice.keys} />
            </MenuItem>
          ))}
          <MenuRule />
          <MenuItem disabled={!can(moveParagraphs("up"))} onSelect={() => session.run(moveParagraphs("up"))}>
            Move up
            <Keys keys="Alt-ArrowUp" />
          </MenuItem>
          <MenuItem
            disabled={!can(moveParagraphs("down"))}
            onSelect={() => session.run(moveParagraphs("down"))}
          >
            Move down
            <Keys keys="Alt-ArrowDown" />
          </MenuItem>
        </Menu>
        {/* The tools are wider than a phone: they are pushed along under the way out. */}
        <div className="sticky -right-1 flex shrink-0 items-center bg-paper-raised">
          <Rule />
          <Button size="sm" look="quiet" busy={leaving === "saving"} onPointerDown={keep} onClick={onDone}>
            {leaving === "failed" && isUnsaved(view) ? "Leave it unsaved" : "Done"}
          </Button>
        </div>
      </div>
    </div>
  );
}

/** What is said in passing (ui/toast.tsx) stands above all of it, however much that is by now. */
function tellHeight(foot: HTMLElement | null): (() => void) | undefined {
  if (!foot) return;
  const { style } = document.documentElement;
  const sizes = new ResizeObserver(() => style.setProperty("--foot", `${foot.offsetHeight}px`));
  sizes.observe(foot);
  return () => {
    sizes.disconnect();
    style.removeProperty("--foot");
  };
}

interface ToolState {
  pressed?: boolean;
  disabled?: boolean;
}

function Rule() {
  return <span aria-hidden="true" className="mx-1 h-5 w-px shrink-0 bg-hairline" />;
}

function Keys({ keys }: { keys: string }) {
  return <span className="ml-auto pl-4 text-xs text-ink-faint">{keyName(keys)}</span>;
}

const STATUS_WORDS = { saved: "Saved", saving: "Saving…", offline: "Not saved: kept here" } as const;

const LEAVING_WORDS = {
  failed: "Not saved yet: it is kept on this device",
  uncommented: "Not saved yet: it can be commented on once it is",
} as const;

/** Something is only on this device: not sent yet, or refused. */
function isUnsaved({ status, kept }: SessionView): boolean {
  return status !== "saved" || kept.length > 0;
}

function Status({ view, leaving }: Pick<EditorBarProps, "view" | "leaving">) {
  const words =
    leaving && leaving !== "saving" && isUnsaved(view) ? LEAVING_WORDS[leaving] : STATUS_WORDS[view.status];
  return (
    <span role="status" title={view.reason ?? undefined} className="mr-2 max-w-72 min-w-14 text-sm">
      <span className={view.status === "offline" ? "text-warning" : "text-ink-faint"}>{words}</span>
      {view.reason && view.status === "saved" && <span className="ml-2 text-ink-soft">{view.reason}</span>}
    </span>
  );
}

function hasMark(state: EditorState, type: MarkType): boolean {
  const { from, to, empty, $from } = state.selection;
  if (empty) return !!type.isInSet(state.storedMarks ?? $from.marks());
  return state.doc.rangeHasMark(from, to, type);
}
