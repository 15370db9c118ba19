import { inlineText, type InlineJson } from "@/domain/article/kinds";
import { LEFT } from "./outbox";
import type { Task } from "./tasks";

/** What failed and why, in a sentence or two. */
export function failureWords({
  label,
  message,
  code,
  state,
}: Pick<Task, "label" | "message" | "code" | "state">): string {
  if (code === LEFT) return message ?? "";
  if (code === "offline") return `${label} is not sent yet: there is no connection. It is kept here.`;
  if (code === "unauthenticated")
    return `${label} is not sent yet: you are signed out. It is kept here; sign in, then send it again.`;
  if (state === "waiting") return `${label} is not sent yet. ${message ?? ""} It is kept here.`;
  return `${label} did not go through. ${message ?? ""}`.trim();
}

/** Of a conflict over words: those that were meant, and those that stand there now. */
export function textsOf(details: unknown): { quote: string; current: string } | null {
  if (typeof details !== "object" || details === null) return null;
  const { quote, current, paragraph } = details as {
    quote?: unknown;
    current?: unknown;
    paragraph?: { content?: InlineJson[] } | null;
  };
  if (typeof quote !== "string") return null;
  if (typeof current === "string") return { quote, current };
  return paragraph?.content ? { quote, current: inlineText(paragraph.content) } : null;
}
