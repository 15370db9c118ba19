import type { MatchedPersonDto } from "@/domain/contract";
import { nameAsWritten } from "@/domain/manuscript/members";
import { shortQuote } from "../review/note-words";
import type { FlagNote } from "./flag-notes";
import { FlagNoteView } from "./flag-note-view";

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
      <h2 className="text-sm font-medium">People in the file</h2>
      <ul className="mt-1 border-b border-hairline text-base">
        {people.map(({ as, member }, index) => (
          <li
            key={index}
            className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-x-4 border-t border-hairline py-1.5"
          >
            <span className="min-w-0 wrap-anywhere">
              <bdi>{nameAsWritten(as)}</bdi>
              {as.email && as.email !== nameAsWritten(as) && (
                <span className="block text-sm text-ink-faint">{as.email}</span>
              )}
            </span>
            <span className="min-w-0 wrap-anywhere text-ink-soft">
              {member ? (
                <>
                  <bdi className="text-ink">{member.name}</bdi>, on the desk
                </>
              ) : (
                "kept as written: nobody on the desk"
              )}
            </span>
          </li>
        ))}
      </ul>
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
