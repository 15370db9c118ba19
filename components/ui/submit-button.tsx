"use client";

import type { ComponentProps } from "react";
import { Button } from "./button";
import { classNames } from "./class-names";
import { useReady } from "./use-ready";

/**
 * Sends a form that the server wrote. Shut until our script is there, Enter in a field with it: the browser would
 * send the form itself, with what is typed (a password, too) in the page's address.
 */
export function SubmitButton({
  className,
  ...rest
}: Omit<ComponentProps<typeof Button>, "type" | "disabled">) {
  const ready = useReady();
  return <Button {...rest} type="submit" disabled={!ready} className={classNames("late-dim", className)} />;
}
