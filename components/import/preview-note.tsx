import { CornerLeftUp, TriangleAlert, Wrench } from "lucide-react";
import { FileNote, RepairDifference } from "../manuscript/file-note";
import { Button } from "../ui/button";
import type { PreviewNote } from "./places";

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
        <FileNote id={`note-${note.id}`} icon={<TriangleAlert className="text-warning" />}>
          <p dir="auto">{note.warning.message}</p>
        </FileNote>
      );
    case "join":
      return (
        <FileNote id={`note-${note.id}`} icon={<CornerLeftUp />}>
          <p>
            Joined by you. <NoteButton words="Undo" of="your join" onClick={() => onChange(note, false)} />
          </p>
        </FileNote>
      );
    case "repair": {
      const { repair, undone } = note;
      return (
        <FileNote id={`note-${note.id}`} icon={<Wrench />}>
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
          {!undone && repair.type !== "order" && <RepairDifference {...repair} />}
        </FileNote>
      );
    }
  }
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
