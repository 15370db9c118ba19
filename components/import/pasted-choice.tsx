import { Button } from "../ui/button";
import { textManuscript, type GivenManuscript } from "../manuscript/given";
import { guessFormat, type ImportDraft } from "./draft";

interface PastedChoiceProps {
  draft: Pick<ImportDraft, "source" | "format">;
  pasted: NonNullable<ImportDraft["pasted"]>;
  onChoose: (manuscript: GivenManuscript) => void;
}

/** What was pasted from a page or a word processor has two forms; a person says which is meant. */
export function PastedChoice({ draft, pasted, onChoose }: PastedChoiceProps) {
  const isPlain = draft.source === pasted.text && draft.format !== "html";
  return (
    <p className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft" role="status">
      {isPlain
        ? "Pasted as plain text."
        : "Pasted with its headings, lists, links and emphasis, as far as it has them."}
      <Button
        size="sm"
        onClick={() =>
          onChoose({
            ...(isPlain
              ? textManuscript(pasted.html, "html")
              : textManuscript(pasted.text, guessFormat(pasted.text))),
            pasted,
          })
        }
      >
        {isPlain ? "Take it with its formatting" : "Take it as plain text"}
      </Button>
    </p>
  );
}
