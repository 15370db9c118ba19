import type { FlagDto } from "@/domain/contract";

/** How a flag's words look, as in the reading view (app/flags.css). */
export function flagClassName(flag: FlagDto, focusedId: string | null): string {
  return [
    "flag",
    `flag-${flag.kind}`,
    flag.status !== "open" && "flag-settled",
    flag.anchor.state === "changed" && flag.status === "open" && "flag-changed",
    flag.id === focusedId && "flag-focused",
  ]
    .filter(Boolean)
    .join(" ");
}
