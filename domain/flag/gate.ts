import { isBlockingKind, type AnchorState, type FlagKind, type FlagStatus, type Outcome } from "./kinds";
import { needsRecheck } from "./recheck";

interface GateFacts {
  kind: FlagKind;
  status: FlagStatus;
  outcome: Outcome | null;
}

/**
 * Whether a flag holds the draft back: an open one of a blocking kind, or a fact-check that is settled but not
 * verified (unless a chief waived it). Comments never do.
 */
export function isBlocking({ kind, status, outcome }: GateFacts): boolean {
  if (!isBlockingKind(kind)) return false;
  if (status === "open") return true;
  return kind === "fact_check" && status === "resolved" && outcome !== "waived";
}

/** Why a blocking flag blocks, in words; null when it does not. */
export function blockReason(
  flag: GateFacts & { anchorState: AnchorState; verifiedText: string | null },
): string | null {
  if (!isBlocking(flag)) return null;
  if (needsRecheck(flag.status, flag.verifiedText))
    return "Its sentence changed after it was verified: check it again";
  if (flag.status === "resolved") return "Settled, and waits for an editor to verify it";
  if (flag.anchorState === "detached") return "Its words are gone: settle it as cut, or put it back";
  switch (flag.kind) {
    case "typo":
      return "Apply or decline the fix";
    case "fact_check":
      return "Correct the claim, give a source, or stand by it";
    default:
      return "Put a reference, attribute it, or say why none is needed";
  }
}
