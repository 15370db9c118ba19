import { CornerLeftUp, TriangleAlert, Wrench } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../ui/button";
import type { PreviewNote } from "./places";
import { shortDiff } from "./short-diff";

interface PreviewNoteViewProps {
  note: PreviewNote;
  /** Lets it stand, or takes it back. */
  onChange: (note: PreviewNote, stands: boolean) => void;
}

/** One repair, join or warning beside its paragraph. */
export function PreviewNoteView({ note, onChange }: PreviewNoteViewProps) {
  switch (note.type) {
    case "warning":
      return (
        <Frame id={note.id} icon={<TriangleAlert className="text-warning" />}>
          <p dir="auto">{note.warning.message}</p>
        </Frame>
      );
    case "join":
      return (
        <Frame id={note.id} icon={<CornerLeftUp />}>
          <p>
            Joined by you. <NoteButton words="Undo" of="your join" onClick={() => onChange(note, false)} />
          </p>
        </Frame>
      );
    case "repair": {
      const { repair, undone } = note;
      return (
        <Frame id={note.id} icon={<Wrench />}>
          <p>
            {undone && "Left as it was: "}
            <span dir="auto" className={undone ? "line-through decoration-edge" : undefined}>
              {repair.message}
            </span>{" "}
            <NoteButton
              words={undone ? "Redo" : "Undo"}
              of={repair.message}
              onClick={() => onChange(note, undone)}
            />
          </p>
          {!undone && repair.type !== "order" && <Difference {...repair} />}
        </Frame>
      );
    }
  }
}

function Frame({ id, icon, children }: { id: string; icon: ReactNode; children: ReactNode }) {
  return (
    <li
      id={`note-${id}`}
      tabIndex={-1}
      className="grid grid-cols-[1rem_1fr] gap-x-2 rounded-sm py-1 text-sm text-ink-soft [&_svg]:mt-0.75 [&_svg]:size-3 [&_svg]:text-ink-faint"
    >
      <span aria-hidden="true">{icon}</span>
      <div className="min-w-0">{children}</div>
    </li>
  );
}

function NoteButton({ words, of, onClick }: { words: string; of: string; onClick: () => void }) {
  return (
    <Button
      look="quiet"
      size="sm"
      onClick={onClick}
      className="-my-1 min-h-6! px-0! text-accent! hover:bg-transparent! underline underline-offset-2 pointer-coarse:min-h-9!"
    >
      {words}
      <span className="sr-only">: {of}</span>
    </Button>
  );
}

function Difference({ before, after }: { before: string; after: string }) {
  const { head, removed, added, tail } = shortDiff(before, after);
  if (removed === "" && added === "") return null;
  return (
    <p className="font-serif text-base leading-5 wrap-anywhere text-ink-soft" dir="auto">
      {head}
      {removed !== "" && (
        <del className="text-typo decoration-1">
          <Visible text={removed} />
        </del>
      )}
      {added !== "" && (
        <ins className="text-ink no-underline">
          {removed.trim() !== "" && " "}
          <Visible text={added} />
        </ins>
      )}
      {tail}
    </p>
  );
}

/** Line ends and spaces at an edge, which a repair is often about, made visible. */
function Visible({ text }: { text: string }) {
  const shown = text.replace(/\r\n?|\n/g, "↵").replace(/\t/g, "→");
  return shown.trim() === "" ? "␣".repeat(shown.length) : shown;
}
