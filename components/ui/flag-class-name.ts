import type { FlagDto } from "@/domain/contract";
import { isAtRest } from "@/domain/flag/at-rest";

/** How a flag's words look, as in the reading view (app/flags.css). */
export function flagClassName(flag: FlagDto, focusedId: string | null): string {
  return [
    "flag",
    `flag-${flag.kind}`,
    isAtRest(flag) && "flag-settled",
    flag.anchor.state === "changed" && flag.status === "open" && "flag-changed",
    flag.id === focusedId && "flag-focused",
  ]
    .filter(Boolean)
    .join(" ");
}
