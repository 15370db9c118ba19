"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ApiError } from "../api";
import { errorWords } from "../error-words";
import { downloadFile } from "./download";

/** Downloads of one list: at most one at a time is under way, and each fails in its own place. */
export function useDownload() {
  const router = useRouter();
  const [busy, setBusy] = useState<string | null>(null);
  const [failed, setFailed] = useState<{ key: string; words: string } | null>(null);

  /** `isOnRecord`: the export is told on this page, and the article's state may be another. */
  async function download(
    key: string,
    path: string,
    { fallbackName, isOnRecord }: { fallbackName: string; isOnRecord: boolean },
  ) {
    setBusy(key);
    setFailed(null);
    try {
      await downloadFile(path, fallbackName);
      if (isOnRecord) router.refresh();
    } catch (cause) {
      setFailed({ key, words: errorWords(cause) });
      // Somebody raised or reopened a flag meanwhile: show what blocks now.
      if (cause instanceof ApiError && cause.status === 409) router.refresh();
    } finally {
      setBusy(null);
    }
  }

  return {
    download,
    isBusy: (key: string) => busy === key,
    failure: (key: string) => (failed?.key === key ? failed.words : undefined),
  };
}
