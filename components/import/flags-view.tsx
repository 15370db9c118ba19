import type { MatchedPersonDto } from "@/domain/contract";
import { shortQuote } from "../review/note-words";
import type { FlagNote } from "../manuscript/flag-notes";
import { FlagNoteView } from "../manuscript/flag-note-view";
import { PeopleInFile } from "../manuscript/people-in-file";

interface FlagsViewProps {
  flags: readonly FlagNote[];
  people: readonly MatchedPersonDto[];
  /** Shows a flag on its words. */
  onPlace: (flag: FlagNote) => void;
}

/** All comments and changes of the file in one list, and who the people are that made them. */
export function FlagsView({ flags, people, onPlace }: FlagsViewProps) {
  return (
    <div className="mt-6 max-w-[44rem]">
      <PeopleInFile people={people} />
      <h2 className="mt-8 text-sm font-medium">Comments and changes</h2>
      <p className="mt-1 text-sm text-ink-soft">
        Each becomes a flag on its words, with its thread. A comment that begins with one of the desk’s words
        is of that kind; a tracked change is a typo, and the text stands as it was before it.
      </p>
      <ol className="mt-3 border-b border-hairline">
        {flags.map((flag) => (
          <li key={flag.key} className="border-t border-hairline py-2">
            <FlagNoteView flag={flag} />
            <button
              type="button"
              onClick={() => onPlace(flag)}
              className="ms-6 max-w-full rounded-sm text-start font-serif text-base text-ink-soft underline decoration-edge underline-offset-3 hover:text-ink pointer-coarse:min-h-9"
            >
              <span className="sr-only">Show on its words: </span>
              <span dir="auto">“{shortQuote(flag.quote)}”</span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
