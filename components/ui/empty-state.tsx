import type { ReactNode } from "react";

interface EmptyStateProps {
  title: string;
  /** It is all that the page has: its title is the page's heading. */
  isPage?: boolean;
  /** What this place is for, what to do next. */
  children?: ReactNode;
  /** The next step: a button or link. */
  action?: ReactNode;
}

/** A place with nothing in it, or one that failed: says what it is for and what to do next. */
export function EmptyState({ title, isPage, children, action }: EmptyStateProps) {
  const Heading = isPage ? "h1" : "h2";
  return (
    <div className="mx-auto flex max-w-md flex-col items-start gap-3 px-5 py-16">
      <span aria-hidden="true" className="mb-1 w-10 border-t border-edge" />
      <Heading className="font-serif text-xl text-ink">{title}</Heading>
      {children && <div className="flex flex-col gap-2 text-base text-ink-soft">{children}</div>}
      {action && <div className="mt-2 flex flex-wrap gap-2">{action}</div>}
    </div>
  );
}
