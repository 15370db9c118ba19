import type { ReactNode } from "react";

/** Words with a little of what stands around them. */
export function WordsInPlace(props: { prefix: string; suffix: string; children: ReactNode }) {
  const { prefix, suffix, children } = props;
  return (
    <span className="apply-words" dir="auto">
      <span className="faint">{plain(prefix)}</span>
      {children}
      <span className="faint">{plain(suffix)}</span>
    </span>
  );
}

const plain = (text: string) => text.replaceAll("\uFFFC", "");
