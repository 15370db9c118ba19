"use client";

import { useState } from "react";
import { errorWords } from "../error-words";

/** Something that is asked of the server: whether it is under way, and in words why it failed last. */
export function useAsking(): {
  busy: boolean;
  failure: string | null;
  ask: (work: () => Promise<unknown>) => Promise<void>;
} {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const ask = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(errorWords(error));
    }
    setBusy(false);
  };
  return { busy, failure, ask };
}
