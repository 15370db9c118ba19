"use client";

import { useRef, useState } from "react";
import type { ArticleDto, ArticleInput } from "@/domain/contract";
import { ApiError, callApi } from "../api";
import { errorWords } from "../error-words";
import { isSameSource, manuscriptBody } from "../manuscript/manuscript-body";

interface StoreArticle {
  storing: boolean;
  /** Why it was not stored, in words. */
  error: string | null;
  /** An earlier try did arrive, with the text as it was then: the article is there. */
  earlierId: string | null;
  /** Stores it; answers with its id, or null when it could not. Twice with the same id, it is stored once. */
  store: (input: ArticleInput & { id: string }) => Promise<string | null>;
}

export function useStoreArticle(): StoreArticle {
  const [state, setState] = useState<Pick<StoreArticle, "storing" | "error" | "earlierId">>({
    storing: false,
    error: null,
    earlierId: null,
  });
  /** What was sent without an answer: it may have arrived. */
  const unanswered = useRef<ArticleInput | null>(null);

  async function store(input: ArticleInput & { id: string }): Promise<string | null> {
    setState({ storing: true, error: null, earlierId: null });
    try {
      // Sent again under the same id, a changed text would be answered with the first one, and be lost unseen.
      const earlier = unanswered.current;
      if (earlier && !isSameInput(earlier, input) && (await isStored(input.id))) {
        setState({ storing: false, error: null, earlierId: input.id });
        return null;
      }
      unanswered.current = input;
      const { article } = await callApi<{ article: ArticleDto }>(
        "POST",
        "/api/articles",
        manuscriptBody(input),
      );
      return article.id;
    } catch (cause) {
      const refused = cause instanceof ApiError && cause.status >= 400 && cause.status < 500;
      if (refused) unanswered.current = null;
      const offline = cause instanceof ApiError && cause.code === "offline";
      setState({
        storing: false,
        error: offline
          ? "Not stored yet: there is no connection. Everything is kept on this device. Try again when it is back."
          : errorWords(cause),
        earlierId: null,
      });
      return null;
    }
  }

  return { ...state, store };
}

function isSameInput(one: ArticleInput, other: ArticleInput): boolean {
  const words = (input: ArticleInput) => JSON.stringify({ ...input, file: undefined });
  return isSameSource(one, other) && words(one) === words(other);
}

async function isStored(articleId: string): Promise<boolean> {
  try {
    await callApi("GET", `/api/articles/${articleId}`);
    return true;
  } catch (cause) {
    if (cause instanceof ApiError && cause.status === 404) return false;
    throw cause;
  }
}
