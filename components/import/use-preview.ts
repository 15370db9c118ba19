"use client";

import { useEffect, useState } from "react";
import type { PreviewDto, PreviewInput } from "@/domain/contract";
import { GalleyError } from "@/domain/errors";
import { checkSource } from "@/domain/manuscript/limits";
import { ApiError, callApi } from "../api";
import { errorWords } from "../error-words";
import { isSameSource, manuscriptBody } from "../manuscript/manuscript-body";

const PAUSE = 300;

export interface Preview {
  /** The newest reading there is; stays while the next is made. */
  parsed: PreviewDto | null;
  /** It is the reading of what the draft is now. */
  current: boolean;
  /** Why there is no reading of the draft as it is. */
  error: string | null;
  /** Trying again may help. */
  retryable: boolean;
  retry: () => void;
}

interface Answer {
  for: PreviewInput | null;
  attempt: number;
  parsed: PreviewDto | null;
  error: string | null;
  retryable: boolean;
}

/** Why a source is not worth sending; null when it is. The server asks the same. */
function refusal(input: PreviewInput): string | null {
  try {
    if (input.format !== "docx") checkSource(input.source);
    return null;
  } catch (error) {
    if (error instanceof GalleyError) return error.message;
    throw error;
  }
}

/**
 * The manuscript as the server reads it: asked for after a short pause, each question ending the one before it, so
 * that a late answer never takes the place of a newer one. `input` must be the same object while it says the same.
 */
export function usePreview(input: PreviewInput | null): Preview {
  const [attempt, setAttempt] = useState(0);
  const [answer, setAnswer] = useState<Answer>({
    for: null,
    attempt: 0,
    parsed: null,
    error: null,
    retryable: false,
  });

  useEffect(() => {
    if (!input) return;
    const asked = new AbortController();
    const timer = setTimeout(() => {
      const refused = refusal(input);
      if (refused !== null) {
        setAnswer({ for: input, attempt, parsed: null, error: refused, retryable: false });
        return;
      }
      callApi<PreviewDto>("POST", "/api/manuscripts", manuscriptBody(input), asked.signal).then(
        (parsed) => {
          if (!asked.signal.aborted)
            setAnswer({ for: input, attempt, parsed, error: null, retryable: false });
        },
        (cause: unknown) => {
          if (asked.signal.aborted) return;
          const retryable = !(cause instanceof ApiError && [400, 413].includes(cause.status));
          // The reading before stays in sight only where the next may still come, and of this very text.
          setAnswer((last) => ({
            for: input,
            attempt,
            parsed: retryable && isSameSource(last.for, input) ? last.parsed : null,
            error: errorWords(cause),
            retryable,
          }));
        },
      );
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      asked.abort();
    };
  }, [input, attempt]);

  const current = answer.for === input && answer.attempt === attempt;
  return {
    parsed: input ? answer.parsed : null,
    current,
    error: input && current ? answer.error : null,
    retryable: answer.retryable,
    retry: () => setAttempt((count) => count + 1),
  };
}
