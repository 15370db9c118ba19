"use client";

interface EntryButtonProps {
  words: string;
  isOpen?: boolean;
  /** The id of what says which entry it is about. */
  describedBy?: string;
  busy: boolean;
  onPress: () => void;
}

/** What can be done with an entry of the time line, below its words. */
export function EntryButton({ words, isOpen, describedBy, busy, onPress }: EntryButtonProps) {
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-describedby={describedBy}
      aria-busy={busy || undefined}
      onClick={busy ? undefined : onPress}
      className="mr-3 mb-1.5 ml-3 text-xs text-ink-soft underline decoration-edge underline-offset-3 hover:text-ink pointer-coarse:py-2"
    >
      {words}
    </button>
  );
}
