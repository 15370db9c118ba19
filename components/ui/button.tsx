"use client";

import type { ComponentProps, ReactNode } from "react";
import { buttonClasses, type ButtonLook, type ButtonSize } from "./button-classes";
import { classNames } from "./class-names";

interface ButtonProps extends ComponentProps<"button"> {
  look?: ButtonLook;
  size?: ButtonSize;
  /** Something is under way: refuses further presses, keeps focus and width, and says so to a screen reader. */
  busy?: boolean;
}

export function Button({ look, size, busy, className, type, onClick, children, ...rest }: ButtonProps) {
  return (
    <button
      type={type ?? "button"}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={
        busy
          ? (event) => {
              event.preventDefault();
            }
          : onClick
      }
      className={classNames(buttonClasses(look, size), className)}
      {...rest}
    >
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ComponentProps<"button">, "children" | "aria-label"> {
  /** What it does, in words: read aloud, and shown on hover. */
  label: string;
  icon: ReactNode;
}

/** A square button with only a picture. */
export function IconButton({ label, icon, className, type, ...rest }: IconButtonProps) {
  return (
    <button
      type={type ?? "button"}
      aria-label={label}
      title={label}
      className={classNames(
        "inline-grid size-8 shrink-0 place-items-center rounded-md text-ink-soft transition-colors duration-100",
        "hover:bg-paper-sunk hover:text-ink disabled:opacity-55 pointer-coarse:size-11 [&_svg]:size-4",
        className,
      )}
      {...rest}
    >
      {icon}
    </button>
  );
}
