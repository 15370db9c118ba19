import { expect, it } from "vitest";
import { isBlocking } from "./gate";
import { FLAG_KINDS } from "./kinds";
import { settlementRefusal } from "./lifecycle";
import { MARKED_DONE, outcomeOfMark } from "./marked-done";

it.each(FLAG_KINDS)("a %s that was marked is settled only as it might be here, and opens no gate", (kind) => {
  const outcome = outcomeOfMark(kind);
  const facts = { kind, status: "open", anchorState: "exact", paragraphChanged: false } as const;
  if (outcome !== null) expect(settlementRefusal(facts, { outcome, note: MARKED_DONE })).toBeNull();
  const status = outcome === null ? "open" : "resolved";
  expect(isBlocking({ kind, status, outcome })).toBe(kind !== "comment");
});
