import type { FlagKind, FlagStatus } from "@/domain/flag/kinds";
import { stepRefusal, type FlagStep } from "@/domain/flag/lifecycle";
import { KIND_WORDS } from "@/domain/flag/words";

/** Whose a step is, by the rules of domain/policy.ts. */
const WHOSE: Record<FlagStep, string> = {
  resolve: "Flags are settled by the authors of the article.",
  verify: "A flag is verified by an editor other than the one who settled it.",
  reopen: "A flag is reopened by an editor, or by the one who settled it before anybody verified it.",
  withdraw: "A flag is withdrawn by the one who raised it.",
};

/** Why a key does nothing to the flag in focus, for the person who pressed it. `isMine`: they may settle it. */
export function keyRefusal(
  { kind, status }: { kind: FlagKind; status: FlagStatus },
  step: FlagStep,
  isMine: boolean,
): string {
  const refusal = stepRefusal(status, step);
  if (refusal) return refusal;
  return step === "resolve" && isMine
    ? `${KIND_WORDS[kind]}: its note has the ways to settle it.`
    : WHOSE[step];
}
