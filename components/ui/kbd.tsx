import type { ReactNode } from "react";

/** A key, as it is written in the list of keys and beside actions. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-block min-w-5 rounded-sm border border-hairline bg-paper-sunk px-1 text-center font-sans text-xs text-ink-soft">
      {children}
    </kbd>
  );
}
