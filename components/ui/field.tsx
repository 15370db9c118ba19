import { useId, type ComponentProps, type ReactNode } from "react";
import { classNames } from "./class-names";

interface FieldProps {
  label: ReactNode;
  /** Under the label, before anything goes wrong. */
  hint?: ReactNode;
  /** What is wrong, in words; read aloud when it comes. */
  error?: ReactNode;
  /** Label for screen readers only. */
  labelHidden?: boolean;
  className?: string;
  /** The control: takes what ties it to its label and words. */
  children: (control: ControlProps) => ReactNode;
}

export interface ControlProps {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

/** A label, a control, a hint and an error that belong together, for the eye and the ear. */
export function Field({ label, hint, error, labelHidden, className, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = classNames(hint != null && hintId, error != null && errorId) || undefined;
  return (
    <div className={classNames("flex flex-col gap-1", className)}>
      <label htmlFor={id} className={labelHidden ? "sr-only" : "text-sm font-medium text-ink"}>
        {label}
      </label>
      {children({ id, "aria-describedby": describedBy, "aria-invalid": error != null || undefined })}
      {hint != null && (
        <p id={hintId} className="text-sm text-ink-faint">
          {hint}
        </p>
      )}
      <p id={errorId} role="alert" className="text-sm text-warning empty:hidden">
        {error}
      </p>
    </div>
  );
}

const CONTROL = classNames(
  "w-full rounded-md border border-edge bg-paper-raised text-ink px-2.5 py-1 min-h-8 text-base",
  "pointer-coarse:text-md pointer-coarse:min-h-11 hover:border-ink-faint",
  "focus-visible:border-accent focus-visible:outline-offset-0 focus-visible:outline-1",
  "aria-invalid:border-warning disabled:opacity-60",
);

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input dir="auto" className={classNames(CONTROL, className)} {...rest} />;
}

/** Grows with its text (field-sizing), from two lines to a third of the window. */
export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      dir="auto"
      rows={2}
      className={classNames(
        CONTROL,
        "field-sizing-content max-h-[34vh] min-h-14! resize-y py-1.5!",
        className,
      )}
      {...rest}
    />
  );
}

/** The device's own list: works by keyboard and on a phone without any script of ours. */
export function Select({ className, ...rest }: ComponentProps<"select">) {
  return <select className={classNames(CONTROL, className)} {...rest} />;
}
