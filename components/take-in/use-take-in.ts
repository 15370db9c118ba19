"use client";

import { useEffect, useRef, useState } from "react";
import type {
  LastTakenInDto,
  TakeBackInput,
  TakeInBase,
  TakeInInput,
  TakeInPreviewDto,
  TakeInPreviewInput,
  TakenInDto,
} from "@/domain/contract";
import { GalleyError } from "@/domain/errors";
import { ApiError, callApi } from "../api";
import { errorWords } from "../error-words";
import { manuscriptOf, NO_CORRECTIONS, type GivenManuscript } from "../manuscript/given";
import { manuscriptBody } from "../manuscript/manuscript-body";
import { readFile } from "../manuscript/read-file";
import { newId } from "../ui/new-id";

/** A file that was chosen, and its size in bytes. */
export interface Chosen {
  name: string;
  size: number;
  manuscript: GivenManuscript;
}

/** Why something did not come about, and whether comparing again is what may help. */
interface Problem {
  words: string;
  mayCompare: boolean;
}

interface State {
  doing: "nothing" | "comparing" | "taking in" | "taking back";
  chosen: Chosen | null;
  preview: TakeInPreviewDto | null;
  taken: TakenInDto | null;
  isTakenBack: boolean;
  problem: Problem | null;
}

const NOTHING: State = {
  doing: "nothing",
  chosen: null,
  preview: null,
  taken: null,
  isTakenBack: false,
  problem: null,
};

export interface TakeIn extends State {
  choose: (file: File) => void;
  /** Asks again what taking the chosen file in would do. */
  compare: () => void;
  takeIn: () => void;
  takeBack: () => void;
}

/**
 * A file on its way into the article: chosen, compared, taken in, taken back. The file stays chosen whatever fails.
 * `last`: what was taken in before, which can be taken back, too. `onText` is told whenever the article has become
 * another.
 */
export function useTakeIn(articleId: string, last: LastTakenInDto | null, onText: () => void): TakeIn {
  const [state, setState] = useState<State>(NOTHING);
  const change = (next: Partial<State>) => setState((last) => ({ ...last, ...next }));
  const asked = useRef<AbortController | null>(null);
  /** Made with what is sent, so that sending it again does it once. */
  const ids = useRef({ takeIn: "", takeBack: "" });
  useEffect(() => () => asked.current?.abort(), []);
  const path = `/api/articles/${articleId}/manuscripts`;

  /** Ends the question before it, so that a late answer is never shown for another file. */
  function askAnew(): AbortSignal {
    asked.current?.abort();
    asked.current = new AbortController();
    return asked.current.signal;
  }

  function choose(file: File) {
    // Dropped while another is being stored: what becomes of that one has to be said first.
    if (state.doing === "taking in" || state.doing === "taking back") return;
    const signal = askAnew();
    setState({ ...NOTHING, doing: "comparing" });
    readFile(file).then(
      (manuscript) => {
        if (!signal.aborted) void compare({ name: file.name, size: file.size, manuscript }, signal);
      },
      (cause: unknown) => {
        const words =
          cause instanceof GalleyError ? cause.message : "This file could not be read. Choose it again.";
        if (!signal.aborted) setState({ ...NOTHING, problem: { words, mayCompare: false } });
      },
    );
  }

  async function compare(chosen: Chosen, signal: AbortSignal) {
    setState({ ...NOTHING, doing: "comparing", chosen });
    try {
      const input: TakeInPreviewInput = inputOf(chosen, "made_from");
      const preview = await callApi<TakeInPreviewDto>(
        "POST",
        `${path}/preview`,
        manuscriptBody(input),
        signal,
      );
      if (signal.aborted) return;
      ids.current.takeIn = newId();
      change({ doing: "nothing", preview });
    } catch (cause) {
      if (signal.aborted) return;
      const isRefused = cause instanceof ApiError && [400, 403, 404, 413].includes(cause.status);
      change({ doing: "nothing", problem: { words: wordsOf(cause, "compared"), mayCompare: !isRefused } });
    }
  }

  async function takeIn({ chosen, preview }: State) {
    if (!chosen || !preview) return;
    change({ doing: "taking in", problem: null });
    try {
      const base = preview.conflict ? "now" : preview.base;
      const input: TakeInInput = {
        ...inputOf(chosen, base),
        id: ids.current.takeIn,
        version: preview.version,
      };
      const taken = await callApi<TakenInDto>("POST", path, manuscriptBody(input));
      ids.current.takeBack = "";
      change({ doing: "nothing", taken });
      onText();
    } catch (cause) {
      const isOvertaken = cause instanceof ApiError && cause.status === 409;
      change({ doing: "nothing", problem: { words: wordsOf(cause, "taken in"), mayCompare: isOvertaken } });
    }
  }

  async function takeBack(taken: { number: number } | null) {
    if (!taken) return;
    change({ doing: "taking back", problem: null });
    ids.current.takeBack ||= newId();
    try {
      const input: TakeBackInput = { id: ids.current.takeBack };
      await callApi("POST", `${path}/${taken.number}/undo`, input);
      ids.current.takeBack = "";
      change({ doing: "nothing", isTakenBack: true });
      onText();
    } catch (cause) {
      change({ doing: "nothing", problem: { words: wordsOf(cause, "taken back"), mayCompare: false } });
    }
  }

  return {
    ...state,
    choose,
    compare: () => {
      if (state.chosen) void compare(state.chosen, askAnew());
    },
    takeIn: () => void takeIn(state),
    takeBack: () => void takeBack(state.taken ?? last),
  };
}

function inputOf({ manuscript }: Chosen, base: TakeInBase): TakeInPreviewInput {
  return { ...manuscriptOf({ ...manuscript, corrections: NO_CORRECTIONS })!, base };
}

/** What did not come about, as it is to be said here. */
function wordsOf(cause: unknown, done: string): string {
  if (cause instanceof ApiError && cause.code === "offline")
    return `Not ${done}: there is no connection. The file stays chosen: try again when it is back.`;
  return errorWords(cause);
}
