"use client";

import { useMemo } from "react";
import type { PreviewInput } from "@/domain/contract";
import { manuscriptOf } from "../manuscript/given";
import type { ImportDraft } from "./draft";

/** The same object while it asks the same. A text is read alike on every desk. */
export function usePreviewInput(draft: ImportDraft | null): PreviewInput | null {
  const { source, format, file, fileName, corrections } = draft ?? {};
  const deskId = format === "docx" ? draft?.deskId : undefined;
  return useMemo(() => {
    if (source === undefined || !format || !corrections) return null;
    const parts = { source, format, file: file ?? null, fileName: fileName ?? null, corrections };
    const manuscript = manuscriptOf(parts);
    return manuscript && { ...manuscript, ...(deskId === undefined ? {} : { deskId }) };
  }, [source, format, file, fileName, corrections, deskId]);
}
