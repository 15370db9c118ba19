import type { FlagDto, ParagraphDto, PersonDto, ThreadEntryDto } from "../../contract";
import { isBlocking } from "../../flag/gate";
import { uuid } from "../../testing";
import { anchorAt } from "../../flag/anchor";
import type { ReviewedSource } from "../reviewed/reviewed";
import { sample } from "./articles";

/** Builders for the tests of reviewed files: an article under review in a few lines. */

export const ADA: PersonDto = { id: uuid("ada"), name: "Ada Stone" };
export const BEN: PersonDto = { id: uuid("ben"), name: "Ben Hill" };
export const LEILA: PersonDto = { id: uuid("leila"), name: "لیلا کریمی" };

/** Minutes after the morning on which everything happens. */
export const minute = (n: number) => new Date(Date.UTC(2026, 2, 2, 9, n, 7, 250)).toISOString();

type Entry = Partial<ThreadEntryDto> & Pick<ThreadEntryDto, "type">;

interface FlagFacts extends Partial<Omit<FlagDto, "thread" | "anchor">> {
  /** The words it was raised with. */
  note?: string;
  /** What happened after that, a minute each. */
  thread?: Entry[];
  anchor?: Partial<FlagDto["anchor"]>;
}

let count = 0;

/** A flag on the first place of a paragraph where these words stand; its kind is a comment's unless it is said. */
export function flagOn(paragraph: ParagraphDto, quote: string, facts: FlagFacts = {}): FlagDto {
  const { note, thread = [], anchor = {}, ...others } = facts;
  const start = Math.max(0, paragraph.text.indexOf(quote));
  const end = Math.min(start + quote.length, paragraph.text.length);
  count += 1;
  const id = others.id ?? uuid(`f${count}`);
  const raisedBy = others.raisedBy ?? ADA;
  const at = others.createdAt ?? minute(0);
  const entries: Entry[] = [
    { type: "raised", actor: raisedBy, at, ...(note ? { body: note } : {}) },
    ...thread,
  ];
  const flag = {
    kind: others.replacement == null ? ("comment" as const) : ("typo" as const),
    status: "open" as const,
    outcome: null,
    paragraphId: paragraph.id,
    paragraphChanged: false,
    recheck: null,
    replacement: null,
    sources: [],
    assigneeId: null,
    resolvedById: null,
    ...others,
  };
  const context = start < end ? anchorAt(paragraph.text, start, end) : { prefix: "", suffix: "" };
  return {
    ...flag,
    id,
    raisedBy,
    createdAt: at,
    blocking: isBlocking(flag),
    anchor: { state: "exact", start, end, ...context, quote, ...anchor },
    thread: entries.map((entry, index) => ({
      id: `${id}-${index}`,
      actor: BEN,
      at: minute(index),
      ...entry,
    })),
  };
}

/** The same article with ids as they are stored: UUIDs, by the places of paragraphs. */
export function withUuids(paragraphs: readonly ParagraphDto[]): ParagraphDto[] {
  const ids = new Map(paragraphs.map(({ id }, index) => [id, uuid(`p${index}`)]));
  const renamed = (id: string) => ids.get(id) ?? id;
  return paragraphs.map((paragraph) => ({
    ...paragraph,
    id: renamed(paragraph.id),
    content: paragraph.content.map((node) =>
      node.type === "citation"
        ? { ...node, attrs: { ...node.attrs, referenceId: renamed(node.attrs.referenceId) } }
        : node,
    ),
  }));
}

/** An article under review: these paragraphs, these flags. */
export function underReview(paragraphs: ParagraphDto[], flags: FlagDto[] = []): ReviewedSource {
  return {
    id: uuid("article"),
    version: 7,
    lastEventId: "41",
    language: "en-GB",
    citationStyle: "numbered",
    paragraphs,
    flags,
  };
}

/** The sample with flags of every kind and state, on every kind of paragraph. */
export function reviewedSample(): ReviewedSource {
  const paragraphs = withUuids(
    sample().paragraphs.map((paragraph) => ({
      ...paragraph,
      // No citation of what is not there: an article cannot have one.
      content: paragraph.content.filter(
        (node) => node.type !== "citation" || node.attrs.referenceId !== "ref-gone",
      ),
    })),
  ).map((paragraph) => ({
    ...paragraph,
    text: paragraph.content
      .map((node) => (node.type === "text" ? node.text : node.type === "citation" ? "\uFFFC" : "\n"))
      .join(""),
  }));
  const on = (start: string) => paragraphs.find(({ text }) => text.startsWith(start))!;
  const [claim, dry, quote] = [on("The first claim"), on("It was"), on("Nobody asked")];
  return underReview(paragraphs, [
    flagOn(paragraphs[0]!, "<Borders>", { note: "Is this the title?" }),
    flagOn(on("Lena"), "Institute", { replacement: "Institution", raisedBy: LEILA, createdAt: minute(3) }),
    flagOn(on("What the"), "Tigris", { kind: "fact_check", note: "Not the Euphrates?\nSee the map." }),
    flagOn(claim, "first claim\uFFFC stands", {
      kind: "citation",
      note: "Who else says so?",
      thread: [
        { type: "reply", actor: LEILA, body: "گزارش سازمان آب" },
        { type: "assigned", assignee: BEN },
        { type: "reply", body: "I look.\nTomorrow." },
      ],
    }),
    flagOn(claim, "claim", { replacement: "assertion" }),
    flagOn(on("Upstream"), "Upstream", { note: "A better heading?", raisedBy: LEILA }),
    flagOn(dry, "dry, says", { replacement: "wet, says", note: "The report says wet." }),
    flagOn(dry, "very dry", { replacement: "bone-dry", raisedBy: BEN, createdAt: minute(9) }),
    flagOn(dry, "the report", {
      kind: "fact_check",
      status: "verified",
      outcome: "sourced",
      note: "Which?",
      thread: [
        { type: "resolved", outcome: "sourced", body: "Here.", sources: ["https://example.org/r"] },
        { type: "reopened", actor: ADA, body: "Not that one." },
        { type: "resolved", outcome: "sourced", sources: ["https://example.org/s", "The annual report"] },
        { type: "verified", actor: ADA },
      ],
    }),
    flagOn(quote, "us.\nNobody", { replacement: "us. Nobody" }),
    flagOn(quote, "Nobody at all", {
      kind: "fact_check",
      note: "Really nobody?",
      anchor: { state: "detached", start: 0, end: 0 },
    }),
    flagOn(on("two"), "two", {
      status: "withdrawn",
      note: "No.",
      thread: [{ type: "withdrawn", actor: ADA }],
    }),
    flagOn(on("رودخانه"), "مرز", { note: "سرحد؟", raisedBy: LEILA }),
    flagOn(on("A. Author"), "2019", { replacement: "2020" }),
    flagOn(on("U. Nread"), "Nread", { replacement: "" }),
    flagOn(on("first"), "first", {
      kind: "fact_check",
      status: "resolved",
      outcome: "corrected",
      recheck: "first of all",
      note: "First?",
      thread: [
        { type: "resolved", outcome: "corrected" },
        { type: "verified", actor: ADA },
        { type: "recheck" },
      ],
    }),
    flagOn(on("second"), "secnd", {
      replacement: "second",
      status: "resolved",
      outcome: "applied",
      anchor: { state: "changed", start: 0, end: 6 },
      thread: [{ type: "resolved", outcome: "applied" }],
    }),
  ]);
}
