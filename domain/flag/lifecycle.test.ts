import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blockReason, isBlocking } from "./gate";
import { FLAG_KINDS, FLAG_STATUSES, OUTCOMES, OUTCOMES_OF, type AnchorState, type FlagStatus } from "./kinds";
import {
  outcomesFor,
  settlementRefusal,
  statusAfter,
  stepRefusal,
  textRefusal,
  type FlagFacts,
  type FlagStep,
} from "./lifecycle";
import { STATUS_WORDS } from "./words";

const facts = (rest: Partial<FlagFacts> = {}): FlagFacts => ({
  kind: "fact_check",
  status: "open",
  anchorState: "exact",
  paragraphChanged: false,
  ...rest,
});
const complete = { note: "Because.", sources: ["A source."], reference: "A book." };

describe("steps", () => {
  const ALLOWED: [FlagStatus, FlagStep, FlagStatus][] = [
    ["open", "resolve", "resolved"],
    ["open", "withdraw", "withdrawn"],
    ["resolved", "verify", "verified"],
    ["resolved", "reopen", "open"],
    ["verified", "reopen", "open"],
    ["withdrawn", "reopen", "open"],
  ];

  it("leads where the table says, and nowhere else", () => {
    for (const status of FLAG_STATUSES)
      for (const step of ["resolve", "verify", "reopen", "withdraw"] as const) {
        const allowed = ALLOWED.find(([from, by]) => from === status && by === step);
        expect(statusAfter(status, step)).toBe(allowed?.[2] ?? null);
        expect(stepRefusal(status, step) === null).toBe(allowed !== undefined);
      }
  });

  it("never reaches verified but through resolved, whatever is tried", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom<FlagStep>("resolve", "verify", "reopen", "withdraw")), (tries) => {
        let status: FlagStatus = "open";
        for (const step of tries) {
          const next = statusAfter(status, step);
          if (next === "verified") expect(status).toBe("resolved");
          if (next === "withdrawn") expect(status).toBe("open");
          status = next ?? status;
        }
      }),
    );
  });
});

describe("settlementRefusal", () => {
  it("knows each kind's own outcomes, and a waiver for all", () => {
    for (const kind of FLAG_KINDS)
      for (const outcome of OUTCOMES) {
        const mine = OUTCOMES_OF[kind].includes(outcome) || outcome === "waived";
        expect(outcomesFor(kind).includes(outcome)).toBe(mine);
        if (!mine)
          expect(settlementRefusal(facts({ kind }), { outcome, ...complete })).toMatch(/cannot be settled/);
      }
  });

  it.each([
    ["declined", "typo"],
    ["stands", "fact_check"],
    ["not_needed", "citation"],
    ["waived", "comment"],
  ] as const)("%s needs a reason", (outcome, kind) => {
    expect(settlementRefusal(facts({ kind }), { outcome })).toBe("Give the reason.");
    expect(settlementRefusal(facts({ kind }), { outcome, note: "  " })).toBe("Give the reason.");
    expect(settlementRefusal(facts({ kind }), { outcome, note: "So it is." })).toBeNull();
  });

  it("sourced needs a source that is not blank", () => {
    expect(settlementRefusal(facts(), { outcome: "sourced", sources: [" "] })).toMatch(/source/);
    expect(settlementRefusal(facts(), { outcome: "sourced", sources: ["A."] })).toBeNull();
  });

  it("cited needs one reference, old or new", () => {
    const citation = facts({ kind: "citation" });
    expect(settlementRefusal(citation, { outcome: "cited" })).toMatch(/reference/);
    expect(settlementRefusal(citation, { outcome: "cited", referenceId: "r", reference: "A." })).toMatch(
      /not both/,
    );
    expect(settlementRefusal(citation, { outcome: "cited", referenceId: "r" })).toBeNull();
    expect(settlementRefusal(citation, { outcome: "cited", reference: "A." })).toBeNull();
  });

  it.each<[Parameters<typeof textRefusal>[1], AnchorState, boolean, boolean]>([
    ["corrected", "exact", true, false],
    ["corrected", "changed", true, true],
    ["corrected", "detached", true, false],
    ["cut", "exact", false, false],
    ["cut", "changed", true, false],
    ["cut", "detached", true, true],
    ["attributed", "exact", false, false],
    ["attributed", "exact", true, true],
    ["applied", "detached", true, false],
    ["applied", "exact", false, true],
    ["cited", "detached", true, false],
    ["stands", "detached", true, true],
  ])("%s on %s words (paragraph changed: %s) may be: %s", (outcome, anchorState, paragraphChanged, may) => {
    expect(textRefusal(facts({ anchorState, paragraphChanged }), outcome) === null).toBe(may);
  });

  it("is refused to what is not open", () => {
    for (const status of ["resolved", "verified", "withdrawn"] as const)
      expect(settlementRefusal(facts({ status }), { outcome: "stands", note: "Yes." })).toContain(
        STATUS_WORDS[status].toLowerCase(),
      );
  });
});

describe("the gate", () => {
  const flag = (rest: Partial<Parameters<typeof blockReason>[0]>) => ({
    kind: "fact_check" as const,
    status: "open" as const,
    outcome: null,
    anchorState: "exact" as const,
    verifiedText: null,
    ...rest,
  });

  it("is shut by every open flag but a comment", () => {
    for (const kind of FLAG_KINDS) expect(isBlocking(flag({ kind }))).toBe(kind !== "comment");
  });

  it("waits for a fact-check to be verified, and for nothing else", () => {
    for (const kind of FLAG_KINDS)
      expect(isBlocking(flag({ kind, status: "resolved", outcome: OUTCOMES_OF[kind][0]! }))).toBe(
        kind === "fact_check",
      );
    expect(isBlocking(flag({ status: "verified", outcome: "stands" }))).toBe(false);
    expect(isBlocking(flag({ status: "resolved", outcome: "waived" }))).toBe(false);
    expect(isBlocking(flag({ status: "withdrawn" }))).toBe(false);
  });

  it("says in words what is missing, of a detached one too", () => {
    expect(blockReason(flag({}))).toMatch(/Correct the claim/);
    expect(blockReason(flag({ kind: "typo" }))).toMatch(/Apply or decline/);
    expect(blockReason(flag({ kind: "citation" }))).toMatch(/reference/);
    expect(blockReason(flag({ anchorState: "detached" }))).toMatch(/gone/);
    expect(blockReason(flag({ status: "resolved", outcome: "stands" }))).toMatch(/verify/);
    expect(blockReason(flag({ status: "resolved", outcome: "stands", verifiedText: "It is." }))).toMatch(
      /again/,
    );
    expect(blockReason(flag({ status: "verified", outcome: "stands" }))).toBeNull();
  });
});
