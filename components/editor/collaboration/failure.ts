import { ApiError } from "@/components/api";
import type { TextConflictDto } from "@/domain/contract";

/** What a failed save means: try again later, or give it up and keep the words. */
export type Failure =
  { type: "later"; message: string } | { type: "refused"; message: string; conflict: TextConflictDto | null };

export function failureOf(cause: unknown): Failure {
  if (!(cause instanceof ApiError)) return { type: "later", message: String(cause) };
  if (cause.status === 401)
    return { type: "later", message: "Signed out. Sign in again in another tab: your words are kept here." };
  const isFinal = cause.status >= 400 && cause.status < 500 && ![408, 425, 429].includes(cause.status);
  if (!isFinal) return { type: "later", message: cause.message };
  return { type: "refused", message: cause.message, conflict: conflictOf(cause.details) };
}

function conflictOf(details: unknown): TextConflictDto | null {
  const conflict = details as Partial<TextConflictDto> | null | undefined;
  return typeof conflict?.version === "number" && Array.isArray(conflict.steps)
    ? (conflict as TextConflictDto)
    : null;
}
