import type { ReactNode } from "react";

interface FootBarProps {
  /** Why the step could not be taken, and what now. */
  problem: ReactNode;
  /** What has been read, in a line. */
  status: ReactNode;
  /** The step, last; others before it. */
  children: ReactNode;
}

/** The step that ends a screen, and what it would do. Always in reach, at the foot. */
export function FootBar({ problem, status, children }: FootBarProps) {
  return (
    <div
      data-screen
      data-foot
      className="sticky bottom-0 z-10 -mx-5 mt-8 border-t border-hairline bg-paper px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]"
    >
      <div role="alert" className="text-base text-warning empty:hidden [&:not(:empty)]:mb-2">
        {problem}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p className="min-w-0 text-sm text-ink-soft tabular-nums sm:flex-1 sm:basis-60" role="status">
          {status}
        </p>
        <div className="flex flex-wrap gap-2 max-sm:w-full">{children}</div>
      </div>
    </div>
  );
}
