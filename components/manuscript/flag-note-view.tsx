import { KIND_WORDS } from "@/domain/flag/words";
import { PencilMark } from "../ui/pencil-mark";
import { RelativeTime } from "../ui/relative-time";
import type { FlagNote, NamedPerson } from "./flag-notes";

/** A comment or a change of the file, as the flag that it will be. */
export function FlagNoteView({ flag }: { flag: FlagNote }) {
  const { kind, by, at, note, quote, replacement, replies, mark, settled } = flag;
  return (
    <div className="grid grid-cols-[1rem_1fr] gap-x-2 py-1 text-sm text-ink-soft">
      <PencilMark kind={kind} settled={settled} className="mt-1" />
      <div className="min-w-0 wrap-anywhere">
        <p>
          <b className="font-medium text-ink">{KIND_WORDS[kind]}</b> <Person {...by} />{" "}
          {at && <RelativeTime at={at} className="text-ink-faint" />}
        </p>
        {replacement !== null && (
          <p className="font-serif text-base leading-5" dir="auto">
            <del className="text-typo decoration-1">{quote}</del>{" "}
            <ins className="text-ink no-underline">{replacement || "nothing"}</ins>
          </p>
        )}
        {note.trim() !== "" && (
          <p className="whitespace-pre-line text-ink" dir="auto">
            {note}
          </p>
        )}
        {replies.length > 0 && (
          <ul aria-label="Replies" className="mt-0.5 border-s border-hairline ps-2">
            {replies.map(({ by: replier, at: repliedAt, body }, index) => (
              <li key={index}>
                <Person {...replier} />{" "}
                {repliedAt && <RelativeTime at={repliedAt} className="text-ink-faint" />}
                <span className="block whitespace-pre-line text-ink" dir="auto">
                  {body}
                </span>
              </li>
            ))}
          </ul>
        )}
        {mark && <p className="text-ink-faint">{mark}</p>}
      </div>
    </div>
  );
}

/** A member of the desk; or somebody who is kept as the file has them. */
export function Person({ name, outside }: NamedPerson) {
  return (
    <span>
      {outside && <span className="text-ink-faint">as written: </span>}
      <bdi>{name}</bdi>
    </span>
  );
}
