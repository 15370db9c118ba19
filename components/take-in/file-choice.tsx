"use client";

import { FileButton } from "../manuscript/file-button";
import { sizeWords } from "../manuscript/size-words";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { useFocusIfLost } from "./use-focus-if-lost";
import type { TakeIn } from "./use-take-in";

interface FileChoiceProps extends Pick<TakeIn, "chosen" | "problem"> {
  comparing: boolean;
  /** A file is being held over the page. */
  dragging: boolean;
  onFile: (file: File) => void;
  onCompare: () => void;
}

/** Where the file comes in; what was chosen stays here, also when it could not be compared. */
export function FileChoice(props: FileChoiceProps) {
  const { chosen, comparing, problem, dragging, onFile, onCompare } = props;
  const failure = useFocusIfLost<HTMLDivElement>(problem);
  return (
    <>
      <div
        className={classNames(
          "mt-6 flex flex-wrap items-center gap-x-4 gap-y-3 rounded-md border px-5",
          chosen ? "py-3" : "py-8",
          dragging ? "border-accent bg-accent-tint" : "border-edge bg-paper-raised",
          (dragging || !chosen) && "border-dashed",
        )}
      >
        <p className="min-w-0 grow text-base text-ink-soft">
          {chosen ? (
            <>
              <bdi className="font-serif text-lg wrap-anywhere text-ink">{chosen.name}</bdi>{" "}
              <span className="text-sm whitespace-nowrap text-ink-faint">{sizeWords(chosen.size)}</span>
            </>
          ) : (
            "Drop the file anywhere on this page, or choose it."
          )}
        </p>
        <FileButton onFile={onFile}>{chosen ? "Choose another file…" : "Choose a file…"}</FileButton>
      </div>
      <p role="status" className="mt-3 text-base text-ink-soft empty:hidden">
        {comparing && "Comparing it with the article…"}
      </p>
      <div
        ref={failure}
        tabIndex={-1}
        role="alert"
        className="mt-3 flex flex-wrap items-center gap-3 text-base text-warning outline-none empty:hidden"
      >
        {problem && (
          <>
            {problem.words}
            {problem.mayCompare && (
              <Button size="sm" onClick={onCompare}>
                Try again
              </Button>
            )}
          </>
        )}
      </div>
    </>
  );
}
