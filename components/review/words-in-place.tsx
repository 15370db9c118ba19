import type { ReactNode } from "react";
import { contextBefore, contextBehind } from "../ui/whole-words";

/** Words with a little of what stands around them. */
export function WordsInPlace(props: { prefix: string; suffix: string; children: ReactNode }) {
  const { prefix, suffix, children } = props;
  return (
    <span className="apply-words" dir="auto">
      <span className="faint">{contextBefore(prefix)}</span>
      {children}
      <span className="faint">{contextBehind(suffix)}</span>
    </span>
  );
}
