import { beforeAll, describe, expect, it } from "vitest";
import type { FlagDto } from "@/domain/contract";
import type { Actor } from "@/domain/policy";
import { exportAnnotations } from "./annotations";
import { readChanges } from "./changes";
import { db } from "./db";
import { exportDraft, readSignOff } from "./drafts";
import { anchorFlag, assignFlag, reopenFlag, verifyFlag, withdrawFlag } from "./flag-steps";
import { raiseFlag } from "./flags";
import { readGate } from "./gate";
import { listRevisions, readVersion } from "./history";
import {
  addReferences,
  deleteReference,
  editReference,
  mergeReference,
  setCitationStyle,
} from "./references";
import { beHere, leaveArticle } from "./presence";
import { addReply, editReply } from "./replies";
import { restoreText } from "./restore";
import { exportReviewed } from "./reviewed";
import { resolveFlag } from "./settlements";
import { markSeen, readUnseen } from "./seen";
import { makeArticle, makeCast, rangeOf, type Cast, type StoredArticle } from "./testing/factories";
import { flagOn, makeFlag, typeOver, typoOn } from "./testing/flags";
import { saveSteps } from "./text";
import { applyTypoFixes, undoTypoFixes } from "./typo-fixes";

/** Each action × each role × own or another's article × another desk. Signed out: routes.test.ts. */

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

type Person = "chief" | "editor" | "secondEditor" | "author" | "secondAuthor" | "stranger";
type Verdict = "goes" | "forbidden" | "not_found";

/** On an article that `author` wrote, with a flag that `editor` raised. */
interface Scene {
  article: StoredArticle;
  flag: FlagDto;
}

interface ActionCase {
  /** What the flag has been through. */
  before?: (scene: Scene) => Promise<unknown>;
  act: (actor: Actor, scene: Scene) => Promise<unknown>;
  /** What it is to those who may read the article; to all others it is not there. */
  verdicts: Record<"chief" | "editor" | "secondEditor" | "author", Verdict>;
}

const EVERYBODY = { chief: "goes", editor: "goes", secondEditor: "goes", author: "goes" } as const;
const EDITORS = { ...EVERYBODY, author: "forbidden" } as const;
const WRITERS = { ...EVERYBODY, editor: "forbidden", secondEditor: "forbidden" } as const;
const CHIEF = { ...EDITORS, editor: "forbidden", secondEditor: "forbidden" } as const;

const byAuthor = ({ flag }: Scene) => resolveFlag(cast.author, flag.id, { outcome: "declined", note: "No." });

const ACTIONS: Record<string, ActionCase> = {
  "raise a typo": {
    act: (actor, { article }) => raiseFlag(actor, article.id, typoOn(article, "boats", "ships")),
    verdicts: EDITORS,
  },
  "raise a fact-check": {
    act: (actor, { article }) =>
      raiseFlag(actor, article.id, flagOn(article, "boats", { kind: "fact_check" })),
    verdicts: EDITORS,
  },
  "raise a citation": {
    act: (actor, { article }) => raiseFlag(actor, article.id, flagOn(article, "boats", { kind: "citation" })),
    verdicts: EDITORS,
  },
  comment: {
    act: (actor, { article }) => raiseFlag(actor, article.id, flagOn(article, "boats")),
    verdicts: EVERYBODY,
  },
  reply: {
    act: (actor, { flag }) => addReply(actor, flag.id, { body: "Hm." }),
    verdicts: EVERYBODY,
  },
  "change a reply of the author's": {
    act: async (actor, { flag }) => {
      const id = crypto.randomUUID();
      await db.reply.create({ data: { id, flagId: flag.id, authorId: cast.author.id, body: "Hm." } });
      return editReply(actor, id, { body: "Ha." });
    },
    verdicts: { ...CHIEF, chief: "forbidden", author: "goes" },
  },
  resolve: {
    act: (actor, { flag }) => resolveFlag(actor, flag.id, { outcome: "declined", note: "No." }),
    verdicts: WRITERS,
  },
  "apply a fix": {
    act: (actor, { flag }) => resolveFlag(actor, flag.id, { outcome: "applied" }),
    verdicts: WRITERS,
  },
  "add references": {
    act: (actor, { article }) => addReferences(actor, article.id, { source: "A book." }),
    verdicts: WRITERS,
  },
  "edit a reference": {
    act: (actor, { article }) =>
      editReference(actor, article.id, rangeOf(article, "Nobody cites").paragraphId, {
        version: 1,
        text: "A book.",
      }),
    verdicts: WRITERS,
  },
  "merge references": {
    act: (actor, { article }) =>
      mergeReference(actor, article.id, rangeOf(article, "Nobody cites").paragraphId, {
        into: rangeOf(article, "Stone, A.").paragraphId,
      }),
    verdicts: WRITERS,
  },
  "delete a reference": {
    act: (actor, { article }) =>
      deleteReference(actor, article.id, rangeOf(article, "Nobody cites").paragraphId),
    verdicts: WRITERS,
  },
  "set the style of citations": {
    act: (actor, { article }) => setCitationStyle(actor, article.id, { style: "author_date" }),
    verdicts: WRITERS,
  },
  "apply fixes": {
    act: (actor, { article, flag }) => applyTypoFixes(actor, article.id, { flagIds: [flag.id] }),
    verdicts: WRITERS,
  },
  "take fixes back": {
    before: ({ article, flag }) => applyTypoFixes(cast.author, article.id, { flagIds: [flag.id] }),
    act: (actor, { article }) => undoTypoFixes(actor, article.id, { version: 2 }),
    verdicts: WRITERS,
  },
  waive: {
    act: (actor, { flag }) => resolveFlag(actor, flag.id, { outcome: "waived", note: "At six." }),
    verdicts: CHIEF,
  },
  verify: {
    before: byAuthor,
    act: (actor, { flag }) => verifyFlag(actor, flag.id, {}),
    verdicts: EDITORS,
  },
  "verify what the chief settled": {
    before: ({ flag }) => resolveFlag(cast.chief, flag.id, { outcome: "declined", note: "No." }),
    act: (actor, { flag }) => verifyFlag(actor, flag.id, {}),
    verdicts: { ...EDITORS, chief: "forbidden" },
  },
  "reopen what the author settled": {
    before: byAuthor,
    act: (actor, { flag }) => reopenFlag(actor, flag.id, {}),
    verdicts: EVERYBODY,
  },
  "reopen what was verified": {
    before: (scene) => byAuthor(scene).then(() => verifyFlag(cast.editor, scene.flag.id, {})),
    act: (actor, { flag }) => reopenFlag(actor, flag.id, {}),
    verdicts: EDITORS,
  },
  withdraw: {
    act: (actor, { flag }) => withdrawFlag(actor, flag.id, {}),
    verdicts: { ...EDITORS, secondEditor: "forbidden" },
  },
  assign: {
    act: (actor, { flag }) => assignFlag(actor, flag.id, { assigneeId: cast.author.id }),
    verdicts: EDITORS,
  },
  "put back": {
    before: ({ article }) => typeOver(cast.author, article, "The harbour was bulit in 1911", "It was old"),
    act: (actor, { article, flag }) =>
      anchorFlag(actor, flag.id, { version: 1, ...rangeOf(article, "boats") }),
    verdicts: EVERYBODY,
  },
  write: {
    act: (actor, { article }) =>
      saveSteps(actor, article.id, {
        version: 1,
        clientId: "test",
        steps: [{ stepType: "replace", from: 1, to: 1, slice: { content: [{ type: "text", text: "Oh " }] } }],
      }),
    verdicts: WRITERS,
  },
  "read the history": {
    act: (actor, { article }) => listRevisions(actor, article.id, {}),
    verdicts: EVERYBODY,
  },
  "read a version": { act: (actor, { article }) => readVersion(actor, article.id, 1), verdicts: EVERYBODY },
  "restore the article": {
    before: ({ article }) => typeOver(cast.author, article, "boats", "ships"),
    act: (actor, { article }) => restoreText(actor, article.id, { version: 1, baseVersion: 2 }),
    verdicts: WRITERS,
  },
  "read what is new": { act: (actor, { article }) => readUnseen(actor, article.id), verdicts: EVERYBODY },
  "mark all as seen": {
    act: (actor, { article }) => markSeen(actor, article.id, { version: 1, eventId: "0" }),
    verdicts: EVERYBODY,
  },
  "read the gate": { act: (actor, { article }) => readGate(actor, article.id), verdicts: EVERYBODY },
  "read the sign-off sheet": {
    act: (actor, { article }) => readSignOff(actor, article.id),
    verdicts: EVERYBODY,
  },
  "follow what happens": {
    act: (actor, { article }) => readChanges(actor, article.id, { since: 0n }),
    verdicts: EVERYBODY,
  },
  "be seen there": {
    act: (actor, { article }) =>
      beHere(actor, article.id, { windowId: crypto.randomUUID(), paragraphId: null }),
    verdicts: EVERYBODY,
  },
  "be seen to leave": {
    act: (actor, { article }) => leaveArticle(actor, article.id, { windowId: crypto.randomUUID() }),
    verdicts: EVERYBODY,
  },
  export: {
    before: byAuthor,
    act: (actor, { article }) => exportDraft(actor, article.id, { format: "md" }),
    verdicts: EVERYBODY,
  },
  "export as a PDF": {
    before: byAuthor,
    act: (actor, { article }) => exportDraft(actor, article.id, { format: "pdf" }),
    verdicts: EVERYBODY,
  },
  "export for a CMS": {
    before: byAuthor,
    act: (actor, { article }) => exportDraft(actor, article.id, { format: "json" }),
    verdicts: EVERYBODY,
  },
  "export with open flags": {
    act: (actor, { article }) => exportDraft(actor, article.id, { format: "md", openFlags: "1" }),
    verdicts: CHIEF,
  },
  "export a PDF with open flags": {
    act: (actor, { article }) => exportDraft(actor, article.id, { format: "pdf", openFlags: "1" }),
    verdicts: CHIEF,
  },
  "export for a CMS with open flags": {
    act: (actor, { article }) => exportDraft(actor, article.id, { format: "json", openFlags: "1" }),
    verdicts: CHIEF,
  },
  "export the reviewed copy, the gate shut": {
    act: (actor, { article }) => exportReviewed(actor, article.id, {}),
    verdicts: EVERYBODY,
  },
  "export the reviewed copy without settled flags": {
    before: byAuthor,
    act: (actor, { article }) => exportReviewed(actor, article.id, { settled: "0" }),
    verdicts: EVERYBODY,
  },
  "export the reviewed copy with what changed": {
    before: ({ article }) => typeOver(cast.author, article, "boats", "ships"),
    act: (actor, { article }) => exportReviewed(actor, article.id, { changes: "import" }),
    verdicts: EVERYBODY,
  },
  "export the annotations": {
    act: (actor, { article }) => exportAnnotations(actor, article.id, "https://galley.example.org"),
    verdicts: EVERYBODY,
  },
};

describe.each(Object.entries(ACTIONS))("to %s", (_, { before, act, verdicts }) => {
  const everybody: Record<Person, Verdict> = {
    ...verdicts,
    // Another's article: it is not there for an author who did not write it, nor for anybody of another desk.
    secondAuthor: "not_found",
    stranger: "not_found",
  };

  async function scene(): Promise<Scene> {
    const article = await makeArticle(cast.author);
    const flag = await makeFlag(cast.editor, article, typoOn(article, "bulit", "built"));
    await before?.({ article, flag });
    return { article, flag };
  }

  async function expectRefused(actor: Actor, verdict: Verdict) {
    const { article, flag } = await scene();
    const events = await db.articleEvent.count({ where: { articleId: article.id } });
    await expect(act(actor, { article, flag })).rejects.toMatchObject({ code: verdict });
    expect(await db.articleEvent.count({ where: { articleId: article.id } })).toBe(events);
  }

  it("is as the table says for each role", async () => {
    for (const [person, verdict] of Object.entries(everybody) as [Person, Verdict][]) {
      if (verdict === "goes") await act(cast[person], await scene());
      else await expectRefused(cast[person], verdict);
    }
  });

  it("is over for an author, and a chief, who left the desk", async () => {
    for (const actor of [cast.author, cast.chief])
      await expectRefused({ ...actor, memberships: [] }, "not_found");
  });
});
