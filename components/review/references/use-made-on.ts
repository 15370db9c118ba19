import { useState } from "react";
import { useReview } from "../context";
import type { ReferenceShown } from "./shown";

/**
 * The version that what is entered in an entry's form was made on: that in which the form was opened, as soon as the
 * entry is another than it showed then, so that nobody's change of it is written over unseen.
 */
export function useMadeOn(reference: ReferenceShown): () => number {
  const { store } = useReview();
  const [seen] = useState(() => ({ version: store.getSnapshot().version, reads: readingOf(reference) }));
  return () => {
    const { version, paragraphs } = store.getSnapshot();
    const now = paragraphs.find(({ id }) => id === reference.id);
    return now && readingOf({ text: now.text, csl: now.attrs.csl ?? null }) === seen.reads
      ? version
      : seen.version;
  };
}

function readingOf({ text, csl }: Pick<ReferenceShown, "text" | "csl">): string {
  return JSON.stringify([text, csl]);
}
