import { classNames } from "./class-names";

/** The name, marked as a proof is: a pencil stroke under its end. */
export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={classNames("inline-flex flex-col font-serif leading-none font-medium", className)}>
      <span className="tracking-[-0.01em]">Galley</span>
      <svg
        viewBox="0 0 46 6"
        preserveAspectRatio="none"
        className="mt-[0.08em] h-[0.18em] w-full text-typo"
        fill="none"
        aria-hidden="true"
      >
        <path
          d="M1 3q2-3 4 0t4 0 4 0 4 0 4 0 4 0 4 0 4 0 4 0 4 0 4 0"
          stroke="currentColor"
          strokeWidth="1.1"
          strokeLinecap="round"
        />
      </svg>
    </span>
  );
}
