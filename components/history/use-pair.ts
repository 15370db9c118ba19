"use client";

import { useEffect, useState } from "react";
import { errorWords } from "../error-words";
import { useHistory } from "./context";
import type { TextAt } from "./history-store";
import type { Stretch } from "./stretch";

type Pair =
  | { state: "loading" }
  | { state: "failed"; error: string; retry: () => void }
  | { state: "here"; before: TextAt; after: TextAt };

/** The texts of two versions. While another two are on their way, those that were here stay. */
export function usePair({ from, to }: Stretch): Pair {
  const { store } = useHistory();
  const [pair, setPair] = useState<Pair>({ state: "loading" });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isOver = false;
    Promise.all([store.read(from), store.read(to)]).then(
      ([before, after]) => {
        if (!isOver) setPair({ state: "here", before, after });
      },
      (error: unknown) => {
        const retry = () => {
          setPair({ state: "loading" });
          setTurn((last) => last + 1);
        };
        if (!isOver) setPair({ state: "failed", error: errorWords(error), retry });
      },
    );
    return () => {
      isOver = true;
    };
  }, [store, from, to, turn]);
  return pair;
}
