import { encode } from "next-auth/jwt";
import { describe, expect, it } from "vitest";
import { actorOfSession } from "./actor";
import { openSession, sealSession } from "./auth";
import { db } from "./db";
import { changePassword } from "./passwords";
import { makeDesk, makeUser, TEST_PASSWORD } from "./testing/factories";

const session = (userId: string, signedInAt = Date.now() + 1000) => sealSession({ userId, signedInAt });

describe("actorOfSession", () => {
  it("is who the cookie stands for, with their active memberships only", async () => {
    const [first, second, left] = [await makeDesk("A"), await makeDesk("B"), await makeDesk("C")];
    const user = await makeUser({
      memberships: [
        { deskId: second.id, role: "author" },
        { deskId: first.id, role: "editor" },
        { deskId: left.id, role: "chief", active: false },
      ],
    });
    expect(await actorOfSession(await session(user.id))).toEqual({
      ...user,
      memberships: [
        { deskId: first.id, desk: "A", role: "editor" },
        { deskId: second.id, desk: "B", role: "author" },
      ],
    });
  });

  it("is nobody, at once, when the last membership was deactivated", async () => {
    const desk = await makeDesk();
    const user = await makeUser({ memberships: [{ deskId: desk.id, role: "chief" }] });
    const cookie = await session(user.id);
    expect(await actorOfSession(cookie)).not.toBeNull();
    await db.membership.updateMany({ where: { userId: user.id }, data: { active: false } });
    expect(await actorOfSession(cookie)).toBeNull();
  });

  it("is nobody for a cookie from before the password was changed, somebody for the one given then", async () => {
    const desk = await makeDesk();
    const user = await makeUser({ memberships: [{ deskId: desk.id, role: "author" }] });
    await db.user.update({ where: { id: user.id }, data: { validFrom: new Date(Date.now() - 3_600_000) } });
    const old = await session(user.id, Date.now() - 60_000);
    const actor = (await actorOfSession(old))!;
    const { signedInAt } = await changePassword(actor, { current: TEST_PASSWORD, next: "another password" });
    expect(await actorOfSession(old)).toBeNull();
    expect(await actorOfSession(await session(user.id, signedInAt))).toEqual(actor);
  });

  it.each([
    ["no cookie", async () => undefined],
    ["rubbish", async () => "rubbish"],
    [
      "one sealed with another secret",
      () => encode({ token: { sub: "x", signedInAt: 1 }, secret: "another secret" }),
    ],
    [
      "one without the moment of sign-in",
      () => encode({ token: { sub: "x" }, secret: process.env.NEXTAUTH_SECRET! }),
    ],
    [
      "one that ran out",
      () => encode({ token: { sub: "x", signedInAt: 1 }, secret: process.env.NEXTAUTH_SECRET!, maxAge: -60 }),
    ],
  ])("is nobody for %s", async (_name, cookie) => {
    expect(await openSession(await cookie())).toBeNull();
  });
});
