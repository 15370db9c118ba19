import { classNames } from "./class-names";

const LOOKS = {
  /** The one next step on a screen. */
  primary: "bg-ink text-paper hover:bg-ink-soft",
  /** A choice among others. */
  plain: "border border-edge text-ink hover:border-ink hover:bg-paper-sunk",
  /** Beside words: no edge. */
  quiet: "text-ink-soft hover:text-ink hover:bg-paper-sunk",
  /** Takes something away. */
  danger: "border border-edge text-warning hover:border-warning",
} as const;

export type ButtonLook = keyof typeof LOOKS;

const SIZES = {
  sm: "min-h-7 px-2.5 text-sm pointer-coarse:min-h-9",
  md: "min-h-8 px-3.5 text-base pointer-coarse:min-h-11",
} as const;

export type ButtonSize = keyof typeof SIZES;

/** The classes of a button, for a link that has to look like one. */
export function buttonClasses(look: ButtonLook = "plain", size: ButtonSize = "md"): string {
  return classNames(
    "inline-flex items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap no-underline",
    "transition-colors duration-100 select-none",
    "disabled:opacity-55 aria-disabled:opacity-55",
    LOOKS[look],
    SIZES[size],
  );
}
