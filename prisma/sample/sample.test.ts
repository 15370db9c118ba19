import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { CITATION_CHAR, inlineText } from "@/domain/article/kinds";
import { schema } from "@/domain/article/schema";
import { FLAG_KINDS, FLAG_STATUSES, OUTCOMES, type AnchorState, type FlagStatus } from "@/domain/flag/kinds";
import { settlementRefusal, statusAfter } from "@/domain/flag/lifecycle";
import { parseManuscript } from "@/domain/manuscript";
import { may, type Actor, type FlagResource } from "@/domain/policy";
import { SAMPLE_FLAGS, type SampleFlag, type SamplePerson } from "./flags";

const source = readFileSync(path.resolve(import.meta.dirname, "article.txt"), "utf8");
const { manuscript, repairs, warnings } = parseManuscript({ format: "text", source });
const original = manuscript.paragraphs.map(({ content }) => inlineText(content));

const PEOPLE: SamplePerson[] = ["chief", "editor1", "editor2", "author1", "author2"];
const AUTHORS = ["author1", "author2"];
const actor = (id: SamplePerson): Actor => ({
  id,
  name: id,
  email: `${id}@example.org`,
  memberships: [
    {
      deskId: "desk",
      desk: "Desk",
      role: id === "chief" ? id : id.startsWith("editor") ? "editor" : "author",
    },
  ],
});

/** The paragraph that a quote names: it stands in one, and there once. */
function paragraphOf(texts: readonly string[], quote: string): number {
  const found = texts.flatMap((text, index) => Array(text.split(quote).length - 1).fill(index) as number[]);
  expect(found, `“${quote}” stands once in the article`).toHaveLength(1);
  return found[0]!;
}

/** Takes a flag's steps as the server would, on these texts; every one must be allowed. Returns where it ends. */
function play(flag: SampleFlag, texts: string[]): FlagStatus {
  let status: FlagStatus = "open";
  let resolvedById: string | null = null;
  let place = paragraphOf(original, flag.quote);
  const before = texts[place]!;
  let deleted = false;
  for (const step of flag.steps) {
    const resource: FlagResource = {
      deskId: "desk",
      authorIds: AUTHORS,
      kind: flag.kind,
      status,
      raisedByOutsider: false,
      raisedById: flag.by,
      resolvedById,
    };
    const allowed = (action: Parameters<typeof may>[1]) =>
      expect(may(actor(step.by), action, resource), `${step.by} may ${action}`).toBe(true);
    switch (step.do) {
      case "reply":
        allowed("flag.reply");
        break;
      case "assign":
        allowed("flag.assign");
        expect([...AUTHORS, null]).toContain(step.to);
        break;
      case "edit":
        allowed("article.write");
        place = paragraphOf(texts, step.quote);
        texts[place] = texts[place]!.replace(step.quote, step.text);
        deleted = step.quote.includes(flag.quote) && step.text === "";
        break;
      case "resolve": {
        allowed(step.outcome === "waived" ? "flag.waive" : "flag.resolve");
        const anchorState: AnchorState = texts[place]!.includes(flag.quote)
          ? "exact"
          : deleted
            ? "detached"
            : "changed";
        const facts = { kind: flag.kind, status, anchorState, paragraphChanged: texts[place] !== before };
        expect(settlementRefusal(facts, step), flag.quote).toBeNull();
        if (step.outcome === "applied") texts[place] = texts[place]!.replace(flag.quote, flag.replacement!);
        if (step.outcome === "cited")
          texts[place] = texts[place]!.replace(flag.quote, flag.quote + CITATION_CHAR);
        status = "resolved";
        resolvedById = step.by;
        break;
      }
      default: {
        allowed(`flag.${step.do}`);
        const next = statusAfter(status, step.do);
        expect(next, `${step.do} a flag that is ${status}`).not.toBeNull();
        status = next!;
      }
    }
  }
  return status;
}

describe("the sample article", () => {
  it("is read as a document with ten references, each cited once and in order", () => {
    const kinds = (kind: string) => manuscript.paragraphs.filter((paragraph) => paragraph.kind === kind);
    expect(kinds("title").map(({ content }) => inlineText(content))).toEqual(["Two States, One River"]);
    expect(kinds("byline")).toHaveLength(2);
    expect(kinds("standfirst")).toHaveLength(1);
    expect(kinds("heading")).toHaveLength(5);
    const references = kinds("reference").map(({ key }) => key);
    const cited = manuscript.paragraphs.flatMap(({ content }) =>
      content.flatMap((node) => (node.type === "citation" ? [node.attrs.referenceId] : [])),
    );
    expect(references).toHaveLength(10);
    expect(cited).toEqual(references);
    expect(warnings).toEqual([]);
    const nodes = manuscript.paragraphs.map(({ key, kind, attrs, content }) => ({
      type: kind,
      attrs: { ...attrs, id: key },
      content,
    }));
    schema.nodeFromJSON({ type: "doc", content: nodes }).check();
  });

  it("has the flaws it was written for", () => {
    expect(new Set(repairs.map(({ type }) => type))).toEqual(
      new Set(["order", "byline", "citation", "join", "reference_number", "url"]),
    );
    expect(repairs.filter(({ type }) => type === "url")).toHaveLength(2);
    expect(original.join("\n")).toContain("share the shortage and Meshkan accepted");
  });

  it("names no web address that somebody could own", () => {
    for (const [, host] of source.matchAll(/https?:\/\/([^/\s]+)/g))
      expect(host).toMatch(/(?:^|\.)example\.(?:org|com)$/);
  });
});

describe("the sample flags", () => {
  it.each(SAMPLE_FLAGS.map((flag) => [flag.quote, flag] as const))(
    "“%s” stands once, and is raised by one who may",
    (quote, flag) => {
      paragraphOf(original, quote);
      const article = { deskId: "desk", authorIds: AUTHORS };
      expect(may(actor(flag.by), flag.kind === "comment" ? "flag.comment" : "flag.raise", article)).toBe(
        true,
      );
      expect(flag.replacement !== undefined).toBe(flag.kind === "typo");
      if (flag.kind === "comment") expect(flag.note).toBeTruthy();
    },
  );

  it("are settled by steps that the rules allow, and cover every kind, state and outcome", () => {
    const texts = [...original];
    const states = new Set(SAMPLE_FLAGS.map((flag) => play(flag, texts)));
    expect(states).toEqual(new Set(FLAG_STATUSES));
    expect(new Set(SAMPLE_FLAGS.map(({ kind }) => kind))).toEqual(new Set(FLAG_KINDS));
    const steps = SAMPLE_FLAGS.flatMap((flag) => flag.steps);
    expect(new Set(steps.flatMap((step) => (step.do === "resolve" ? [step.outcome] : [])))).toEqual(
      new Set(OUTCOMES),
    );
    expect(new Set(steps.map((step) => step.do))).toEqual(
      new Set(["reply", "assign", "edit", "resolve", "verify", "reopen", "withdraw"]),
    );
    expect(new Set([...SAMPLE_FLAGS, ...steps].map(({ by }) => by))).toEqual(new Set(PEOPLE));
    // What was settled by a change of the text has changed it.
    const text = texts.join("\n");
    expect(text).toContain("parliament of Meshkan do");
    expect(text).toContain("after seven years of talks");
    expect(text).not.toContain("single dinner");
  });

  it("propose typo fixes for words that are wrong: the right ones are what the article has elsewhere, or a dictionary", () => {
    const right: Record<string, string> = {
      foriegn: "foreign",
      ramadan: "Ramadan",
      Mehskan: "Meshkan",
      satelite: "satellite",
    };
    const kept = SAMPLE_FLAGS.filter(
      ({ kind, steps }) =>
        kind === "typo" &&
        !steps.some(
          (step) => step.do === "withdraw" || (step.do === "resolve" && step.outcome === "declined"),
        ),
    );
    expect(Object.fromEntries(kept.map(({ quote, replacement }) => [quote, replacement]))).toEqual(right);
    expect(source.split("Meshkan").length).toBeGreaterThan(5);
  });
});
