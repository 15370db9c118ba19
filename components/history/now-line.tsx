"use client";

import { useHistoryState } from "./context";
import type { Stretch } from "./stretch";

interface NowLineProps {
  shown: Stretch;
  onShow: (stretch: Stretch) => void;
}

/** Whether what is shown is how the text stands; if not, who changed it since, and the way there. Always one line. */
export function NowLine({ shown, onShow }: NowLineProps) {
  const { now, entries, moments } = useHistoryState();
  const isNewest = shown.to >= now.version;
  const who = moments.get(now.version)?.actor.name ?? entries[0]?.people[0]?.name;
  return (
    <p className="min-h-6 text-sm text-ink-soft">
      <span role="status">
        {isNewest ? (
          "The newest is how the text stands now."
        ) : (
          <>
            <bdi>{who}</bdi> changed the text since.
          </>
        )}
      </span>{" "}
      {!isNewest && (
        <button
          type="button"
          className="text-accent underline underline-offset-3 pointer-coarse:py-2"
          onClick={() => onShow({ from: shown.to, to: now.version })}
        >
          Show what is new
        </button>
      )}
    </p>
  );
}
