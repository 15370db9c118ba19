import { replaceTextSteps } from "@/domain/article/edits";
import type { Actor } from "@/domain/policy";
import { db } from "@/server/db";
import { assignFlag, reopenFlag, verifyFlag, withdrawFlag } from "@/server/flag-steps";
import { raiseFlag } from "@/server/flags";
import { addReply } from "@/server/replies";
import { resolveFlag } from "@/server/settlements";
import { readText, saveSteps } from "@/server/text";
import type { SampleFlag, SamplePerson, SampleStep } from "./flags";

export type SamplePeople = Record<SamplePerson, Actor>;

/** Raises all flags on the article as it came in, then takes each one's steps: by the functions of requests. */
export async function playFlags(
  people: SamplePeople,
  articleId: string,
  flags: readonly SampleFlag[],
): Promise<void> {
  const raised: { flagId: string; steps: readonly SampleStep[] }[] = [];
  for (const { by, quote, steps, ...flag } of flags) {
    const range = await rangeOfWords(articleId, quote);
    const { flag: stored } = await raiseFlag(people[by], articleId, { ...flag, ...range, version: 1 });
    raised.push({ flagId: stored.id, steps });
  }
  for (const { flagId, steps } of raised)
    for (const step of steps) await takeStep(people, articleId, flagId, step);
}

async function takeStep(people: SamplePeople, articleId: string, flagId: string, step: SampleStep) {
  const actor = people[step.by];
  switch (step.do) {
    case "reply":
      return addReply(actor, flagId, { body: step.body });
    case "assign":
      return assignFlag(actor, flagId, { assigneeId: step.to === null ? null : people[step.to].id });
    case "edit":
      return editWords(actor, articleId, step);
    case "resolve": {
      const { by: _by, do: _do, sources, ...settlement } = step;
      return resolveFlag(actor, flagId, { ...settlement, ...(sources ? { sources: [...sources] } : {}) });
    }
    case "verify":
    case "reopen":
    case "withdraw": {
      const take = { verify: verifyFlag, reopen: reopenFlag, withdraw: withdrawFlag }[step.do];
      return take(actor, flagId, step.note === undefined ? {} : { note: step.note });
    }
  }
}

async function editWords(actor: Actor, articleId: string, { quote, text }: { quote: string; text: string }) {
  const range = await rangeOfWords(articleId, quote);
  const { doc, head } = await db.$transaction((tx) => readText(tx, articleId));
  const steps = replaceTextSteps(doc, { ...range, text }).map(
    (step) => step.toJSON() as Record<string, unknown>,
  );
  return saveSteps(actor, articleId, { version: head.version, clientId: "sample", steps });
}

/** Where words stand, which must be at one place: a flag that does not fit the article is told at once. */
async function rangeOfWords(articleId: string, words: string) {
  const paragraphs = await db.paragraph.findMany({ where: { articleId }, select: { id: true, text: true } });
  const places = paragraphs.flatMap(({ id: paragraphId, text }) => {
    const parts = text.split(words).slice(0, -1);
    return parts.map((before) => ({ paragraphId, start: before.length, end: before.length + words.length }));
  });
  const [place, another] = places;
  if (!place || another)
    throw new Error(`“${words}” stands in the sample article ${places.length} times: it should be once.`);
  return place;
}
