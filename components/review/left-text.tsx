"use client";

import type { LeftText } from "../editor/types";

const WORDS: Record<LeftText, { what: string; next: string }> = {
  unsaved: {
    what: "What you wrote is not saved yet. It is kept here, and sent by itself.",
    next: "Go on writing",
  },
  conflict: { what: "Some of what you wrote could not be saved. It is kept here.", next: "Show both texts" },
};

/** Says what the text does not show: words that their writer left before the server had them. */
export default function LeftTextLine({ left, onEdit }: { left: LeftText; onEdit: () => void }) {
  const { what, next } = WORDS[left];
  return (
    <section className="unsent" aria-label="Text that is not saved" data-screen>
      <p role="status">
        {what}{" "}
        <button type="button" className="link-button" onClick={onEdit}>
          {next}
        </button>
      </p>
    </section>
  );
}
