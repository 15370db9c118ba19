import { describe, expect, it } from "vitest";
import type { FlagDto, ThreadEntryDto } from "../contract";
import { OUTCOMES, type Outcome } from "../flag/kinds";
import { OUTCOME_WORDS } from "../flag/words";
import { signOff } from "./sign-off";
import { signOffHtml } from "./sign-off-html";
import { body, title } from "./testing/articles";

const editor = { id: "e", name: "Edda Editor" };
const author = { id: "a", name: "Anna Author" };
const chief = { id: "c", name: "Carl Chief" };
const paragraphs = [title("T"), body("one two three"), body("four")];
const at = (minute: number) => `2026-03-04T10:${String(minute).padStart(2, "0")}:00.000Z`;

const entry = (
  type: ThreadEntryDto["type"],
  minute: number,
  more: Partial<ThreadEntryDto> = {},
): ThreadEntryDto => ({
  id: `${type}-${minute}`,
  type,
  actor: author,
  at: at(minute),
  ...more,
});

function flag(id: string, more: Partial<FlagDto> = {}): FlagDto {
  return {
    id,
    kind: "fact_check",
    status: "open",
    outcome: null,
    blocking: true,
    paragraphId: paragraphs[1]!.id,
    anchor: { state: "exact", start: 0, end: 3, quote: "one", prefix: "", suffix: "" },
    paragraphChanged: false,
    recheck: null,
    replacement: null,
    sources: [],
    raisedBy: editor,
    assigneeId: null,
    resolvedById: null,
    createdAt: at(0),
    thread: [entry("raised", 0, { actor: editor })],
    ...more,
  };
}

const settled = (outcome: Outcome, more: Partial<FlagDto> = {}): Partial<FlagDto> => ({
  status: "resolved",
  outcome,
  thread: [
    entry("raised", 0, { actor: editor }),
    entry("resolved", 5, { outcome, body: `because ${outcome}` }),
  ],
  ...more,
});

const sheet = (...flags: FlagDto[]) =>
  signOff({
    article: { title: "The Title", version: 7, paragraphs, flags },
    textHash: "ab".repeat(32),
    now: at(30),
    by: chief,
  });

describe("signOff", () => {
  it("says of which text it is, who asked for it and when", () => {
    expect(sheet()).toMatchObject({
      title: "The Title",
      version: 7,
      textHash: "ab".repeat(32),
      generatedAt: at(30),
      generatedBy: chief,
      gateOpen: true,
      flags: [],
      waivers: [],
    });
  });

  it("counts by kind and outcome, with open and withdrawn ones as such", () => {
    const { byKind } = sheet(
      flag("1"),
      flag("2", settled("stands")),
      flag("3", settled("stands", { kind: "citation", outcome: "not_needed" })),
      flag("4", { status: "withdrawn" }),
    );
    expect(byKind).toEqual([
      { kind: "typo", raised: 0, outcomes: {} },
      { kind: "fact_check", raised: 3, outcomes: { open: 1, stands: 1, withdrawn: 1 } },
      { kind: "citation", raised: 1, outcomes: { not_needed: 1 } },
      { kind: "comment", raised: 0, outcomes: {} },
    ]);
  });

  it("knows whether the gate is open by the gate's own rule", () => {
    expect(sheet(flag("1", settled("stands"))).gateOpen).toBe(false);
    expect(sheet(flag("1", settled("stands", { status: "verified" }))).gateOpen).toBe(true);
    expect(sheet(flag("1", settled("waived"))).gateOpen).toBe(true);
    expect(sheet(flag("1", { kind: "comment" })).gateOpen).toBe(true);
  });

  it("tells who settled and who verified, and why, of the settlement that holds", () => {
    const thread = [
      entry("raised", 0, { actor: editor }),
      entry("resolved", 1, { body: "first reason" }),
      entry("reopened", 2, { actor: editor, body: "no" }),
      entry("resolved", 3, { body: "second reason" }),
      entry("verified", 4, { actor: chief }),
    ];
    const sources = ["https://example.org"];
    const [row] = sheet(flag("1", { status: "verified", outcome: "sourced", sources, thread })).flags;
    expect(row).toMatchObject({
      raisedBy: editor,
      raisedAt: at(0),
      settledBy: author,
      settledAt: at(3),
      verifiedBy: chief,
      verifiedAt: at(4),
      reason: "second reason",
      sources,
    });
  });

  it("forgets a settlement that was reopened", () => {
    const thread = [entry("raised", 0), entry("resolved", 1, { body: "x" }), entry("reopened", 2)];
    const [row] = sheet(flag("1", { outcome: "sourced", sources: ["x"], thread })).flags;
    expect(row).toMatchObject({ settledBy: null, settledAt: null, outcome: null, reason: null, sources: [] });
  });

  it("names every waiver with its reason", () => {
    const thread = [entry("resolved", 9, { actor: chief, body: "No time before the deadline" })];
    const waived = flag("1", { status: "resolved", outcome: "waived", thread });
    expect(sheet(waived, flag("2", settled("stands"))).waivers).toEqual([
      {
        flagId: "1",
        kind: "fact_check",
        quote: "one",
        reason: "No time before the deadline",
        by: chief,
        at: at(9),
      },
    ]);
    expect(sheet({ ...waived, status: "open" }).waivers).toEqual([]);
  });

  it("lists flags in text order, those whose words are gone last", () => {
    const anchor = { state: "exact", start: 4, end: 7, quote: "two", prefix: "", suffix: "" } as const;
    const { flags } = sheet(
      flag("detached", { anchor: { ...anchor, state: "detached", start: 0 } }),
      flag("last", { paragraphId: paragraphs[2]!.id }),
      flag("second", { anchor }),
      flag("first-later", { createdAt: at(2) }),
      flag("first"),
    );
    expect(flags.map(({ id }) => id)).toEqual(["first", "first-later", "second", "last", "detached"]);
  });
});

describe("signOffHtml", () => {
  it("prints hash, flags, reasons, sources, names and times", () => {
    const html = signOffHtml(
      sheet(
        flag("1", settled("sourced", { sources: ["https://example.org/a"] })),
        flag("2", settled("waived", { kind: "typo" })),
      ),
    );
    for (const words of [
      "The Title",
      "ab".repeat(32),
      "because sourced",
      "https://example.org/a",
      "Sourced",
      "because waived",
      "Edda Editor",
      "Anna Author",
      "Carl Chief",
      "4 March 2026 at 10:30 UTC",
      "Shut",
    ])
      expect(html).toContain(words);
  });

  it("says of whom it knows only by the manuscript", () => {
    const jane = { id: "j", name: "Jane Doe", outside: true } as const;
    const html = signOffHtml(sheet(flag("1", { raisedBy: jane }), flag("2")));
    expect(html).toContain("<bdi>Jane Doe</bdi> (from the manuscript), ");
    expect(html).toContain("<bdi>Edda Editor</bdi>, ");
  });

  it("has a word for every outcome", () => {
    for (const outcome of OUTCOMES)
      expect(signOffHtml(sheet(flag("1", settled(outcome))))).toContain(OUTCOME_WORDS[outcome]);
  });

  it("escapes everything a person typed", () => {
    const evil = "<script>alert('1')</script>&";
    const html = signOffHtml({
      ...sheet(
        flag("1", {
          ...settled("waived"),
          sources: [evil],
          raisedBy: { id: "x", name: evil },
          anchor: { ...flag("").anchor, quote: evil },
          thread: [entry("resolved", 1, { body: evil, actor: { id: "x", name: evil } })],
        }),
      ),
      title: evil,
      textHash: evil,
    });
    expect(html).not.toContain("<script");
    expect(html.match(/&lt;script&gt;alert\(&#39;1&#39;\)&lt;\/script&gt;&amp;/g)!.length).toBeGreaterThan(8);
  });

  it("says where there is nothing to say", () => {
    expect(signOffHtml(sheet())).toContain("None were raised.");
    expect(signOffHtml(sheet())).toContain("Open: nothing holds the draft back");
  });
});
