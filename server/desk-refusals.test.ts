import { randomUUID } from "node:crypto";
import { NextRequest } from "next/server";
import { beforeAll, describe, expect, it } from "vitest";
import { GET as readArticleRoute, PATCH as changeArticleRoute } from "@/app/api/articles/[id]/route";
import { GET as listArticlesRoute, POST as createArticleRoute } from "@/app/api/articles/route";
import { GET as listInvitationsRoute, POST as inviteRoute } from "@/app/api/desks/[id]/invitations/route";
import { PATCH as changeMemberRoute } from "@/app/api/desks/[id]/members/[userId]/route";
import { GET as listMembersRoute } from "@/app/api/desks/[id]/members/route";
import { GET as readSettingsRoute, PUT as changeSettingsRoute } from "@/app/api/desks/[id]/settings/route";
import { DELETE as revokeRoute } from "@/app/api/invitations/[id]/route";
import { POST as manuscriptRoute } from "@/app/api/manuscripts/route";
import { POST as passwordRoute } from "@/app/api/me/password/route";
import { GET as meRoute } from "@/app/api/me/route";
import type { Actor } from "@/domain/policy";
import { sealSession, sessionCookieName } from "./auth";
import { db } from "./db";
import { createInvitation } from "./invitations";
import {
  makeActor,
  makeArticle,
  makeCast,
  TEST_PASSWORD,
  type Cast,
  type StoredArticle,
} from "./testing/factories";

/**
 * Every action on desks, people and whole articles × everybody who might try it, over HTTP as it is: the wrapper, the cookie,
 * the actor, the rule. (Actions on flags, texts and drafts: refusals.test.ts.)
 */

/** author: of the article. secondAuthor: on the desk, of others. stranger: chief of another desk. removed: was chief. */
const PEOPLE = ["chief", "editor", "author", "secondAuthor", "stranger", "removed", "nobody"] as const;
type Person = (typeof PEOPLE)[number];

type Handler = (
  request: NextRequest,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>;
interface Attempt {
  handler: Handler;
  method: string;
  params?: Record<string, string>;
  query?: string;
  body?: unknown;
}

let cast: Cast;
let article: StoredArticle;
const actors = new Map<Person, Actor>();

beforeAll(async () => {
  cast = await makeCast();
  article = await makeArticle(cast.author);
  const removed = await makeActor(cast.desk, "chief");
  await db.membership.updateMany({ where: { userId: removed.id }, data: { active: false } });
  const { chief, editor, author, secondAuthor, stranger } = cast;
  for (const [name, actor] of Object.entries({ chief, editor, author, secondAuthor, stranger, removed }))
    actors.set(name as Person, actor);
});

async function statusFor(person: Person, attempt: Attempt): Promise<number> {
  const actor = actors.get(person);
  const cookie = actor && (await sealSession({ userId: actor.id, signedInAt: Date.now() + 1000 }));
  const request = new NextRequest(`http://localhost:3000/api${attempt.query ?? ""}`, {
    method: attempt.method,
    headers: {
      host: "localhost:3000",
      "content-type": "application/json",
      ...(cookie ? { cookie: `${sessionCookieName()}=${cookie}` } : {}),
    },
    ...(attempt.body === undefined ? {} : { body: JSON.stringify(attempt.body) }),
  });
  const response = await attempt.handler(request, { params: Promise.resolve(attempt.params ?? {}) });
  return response.status;
}

const source = "A title\n\nBy Ada Stone\n\nA standfirst of one sentence.\n\nAnd some text that follows it.";
const newArticle = (authorId: string) => ({
  format: "text",
  source,
  deskId: cast.desk.id,
  authorIds: [authorId],
});

const onDesk = () => ({ id: cast.desk.id });
const invitationOf = async (chief: Actor) => {
  const input = { email: `${randomUUID()}@example.org`, role: "author" as const };
  return (await createInvitation(chief, chief.memberships[0]!.deskId, input, "http://localhost")).id;
};

const ATTEMPTS: Record<string, () => Attempt | Promise<Attempt>> = {
  "sees who they are": () => ({ handler: meRoute, method: "GET" }),
  "previews a manuscript": () => ({
    handler: manuscriptRoute,
    method: "POST",
    body: { format: "text", source },
  }),
  "previews it for the desk": () => ({
    handler: manuscriptRoute,
    method: "POST",
    body: { format: "text", source, deskId: cast.desk.id },
  }),
  "lists the articles": () => ({
    handler: listArticlesRoute,
    method: "GET",
    query: `?deskId=${cast.desk.id}`,
  }),
  "reads the article": () => ({ handler: readArticleRoute, method: "GET", params: { id: article.id } }),
  "changes its settings": () => ({
    handler: changeArticleRoute,
    method: "PATCH",
    params: { id: article.id },
    body: { language: "fr" },
  }),
  "stores the author's": () => ({
    handler: createArticleRoute,
    method: "POST",
    body: newArticle(cast.author.id),
  }),
  "stores the second's": () => ({
    handler: createArticleRoute,
    method: "POST",
    body: newArticle(cast.secondAuthor.id),
  }),
  "lists the members": () => ({ handler: listMembersRoute, method: "GET", params: onDesk() }),
  "changes a member": () => ({
    handler: changeMemberRoute,
    method: "PATCH",
    params: { ...onDesk(), userId: cast.secondEditor.id },
    body: { role: "editor" },
  }),
  "reads the settings": () => ({ handler: readSettingsRoute, method: "GET", params: onDesk() }),
  "changes the settings": () => ({
    handler: changeSettingsRoute,
    method: "PUT",
    params: onDesk(),
    body: { commentWords: null },
  }),
  "lists the invitations": () => ({ handler: listInvitationsRoute, method: "GET", params: onDesk() }),
  "invites somebody": () => ({
    handler: inviteRoute,
    method: "POST",
    params: onDesk(),
    body: { email: `${randomUUID()}@example.org`, role: "author" },
  }),
  "withdraws an invitation": async () => ({
    handler: revokeRoute,
    method: "DELETE",
    params: { id: await invitationOf(cast.chief) },
  }),
  "withdraws the stranger's": async () => ({
    handler: revokeRoute,
    method: "DELETE",
    params: { id: await invitationOf(cast.stranger) },
  }),
};

const TABLE = `
                         chief editor author secondAuthor stranger removed nobody
sees who they are        200   200    200    200          200      401     401
previews a manuscript    200   200    200    200          200      401     401
previews it for the desk 200   200    200    200          404      401     401
lists the articles       200   200    200    200          404      401     401
reads the article        200   200    200    404          404      401     401
changes its settings     200   200    403    404          404      401     401
stores the author's      201   201    201    403          404      401     401
stores the second's      201   201    403    201          404      401     401
lists the members        200   200    200    200          404      401     401
changes a member         200   403    403    403          404      401     401
reads the settings       200   200    200    200          404      401     401
changes the settings     200   403    403    403          404      401     401
lists the invitations    200   403    403    403          404      401     401
invites somebody         201   403    403    403          404      401     401
withdraws an invitation  200   403    403    403          404      401     401
withdraws the stranger's 404   404    404    404          200      401     401
`;

const [head = "", ...rows] = TABLE.trim().split("\n");
const people = head.trim().split(/\s+/) as Person[];
const cases = rows.flatMap((row) => {
  const action = row.slice(0, 25).trim();
  return row
    .slice(25)
    .trim()
    .split(/\s+/)
    .map((status, index) => [action, people[index]!, Number(status)] as const);
});

describe("every action of everybody", () => {
  it("is in the table", () => {
    expect(people).toEqual(PEOPLE);
    expect(new Set(cases.map(([action]) => action))).toEqual(new Set(Object.keys(ATTEMPTS)));
  });

  it.each(cases)("%s: %s gets %i", async (action, who, status) => {
    expect(await statusFor(who, await ATTEMPTS[action]!())).toBe(status);
  });
});

describe("a password", () => {
  it("is changed by its owner only, whose session goes on while the others end", async () => {
    const actor = await makeActor(cast.desk, "author");
    await db.user.update({ where: { id: actor.id }, data: { validFrom: new Date(Date.now() - 60_000) } });
    const call = async (session: string | undefined, handler: Handler, body?: unknown) =>
      handler(
        new NextRequest("http://localhost:3000/api", {
          method: body ? "POST" : "GET",
          headers: {
            host: "localhost:3000",
            "content-type": "application/json",
            ...(session ? { cookie: `${sessionCookieName()}=${session}` } : {}),
          },
          ...(body ? { body: JSON.stringify(body) } : {}),
        }),
        { params: Promise.resolve({}) },
      );
    const session = await sealSession({ userId: actor.id, signedInAt: Date.now() - 1000 });
    const change = { current: TEST_PASSWORD, next: "a new password" };
    expect((await call(undefined, passwordRoute, change)).status).toBe(401);
    const changed = await call(session, passwordRoute, change);
    expect(changed.status).toBe(200);
    const [cookie] = changed.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=lax/i);
    const renewed = cookie!.match(/=([^;]+)/)![1];
    expect((await call(session, meRoute)).status).toBe(401);
    expect((await call(renewed, meRoute)).status).toBe(200);
  });
});
