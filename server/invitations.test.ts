import { createHash, randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Role } from "@/domain/contract";
import type { Actor } from "@/domain/policy";
import { db } from "./db";
import {
  acceptInvitation,
  createInvitation,
  listInvitations,
  readInvitation,
  revokeInvitation,
} from "./invitations";
import { changeMember, listMembers } from "./members";
import { signIn } from "./sign-in";
import { makeCast, TEST_PASSWORD } from "./testing/factories";

const ORIGIN = "https://galley.example.org";
const ADDRESS = "10.1.2.3";
const PASSWORD = "the newcomer's password";

async function invite(chief: Actor, email = `${randomUUID()}@example.org`, role: Role = "author") {
  const invitation = await createInvitation(chief, chief.memberships[0]!.deskId, { email, role }, ORIGIN);
  return { ...invitation, token: invitation.url!.split("/").at(-1)! };
}

const accept = (token: string, password = PASSWORD) =>
  acceptInvitation({ token, name: "Newcomer", password }, ADDRESS);

describe("an invitation", () => {
  it("is a link whose token only its holder has", async () => {
    const { chief, desk } = await makeCast();
    const { id, token, url } = await invite(chief);
    expect(url).toBe(`${ORIGIN}/invitation/${token}`);
    const row = await db.invitation.findUniqueOrThrow({ where: { id } });
    expect(row.tokenHash).toBe(createHash("sha256").update(token).digest("hex"));
    expect(JSON.stringify(await listInvitations(chief, desk.id))).not.toContain(token);
  });

  it("tells its holder what it is for", async () => {
    const { chief } = await makeCast();
    const { token, email } = await invite(chief, undefined, "editor");
    expect(await readInvitation(token)).toEqual({
      desk: "Middle East",
      email,
      role: "editor",
      hasAccount: false,
    });
  });

  it("makes an account that can sign in", async () => {
    const { chief, desk } = await makeCast();
    const { token, email } = await invite(chief, `${randomUUID()}@Example.org`);
    expect(await accept(token)).toEqual({ email, deskId: desk.id });
    expect(await signIn({ email, password: PASSWORD, address: ADDRESS })).toMatchObject({ name: "Newcomer" });
    expect(await listMembers(chief, desk.id)).toContainEqual(
      expect.objectContaining({ email, role: "author" }),
    );
  });

  it("works once, also for two at the same moment", async () => {
    const { chief } = await makeCast();
    const { token } = await invite(chief);
    const results = await Promise.allSettled([accept(token), accept(token)]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(accept(token)).rejects.toMatchObject({ code: "not_found" });
  });

  it("runs out after seven days", async () => {
    const { chief } = await makeCast();
    const { id, token, expiresAt } = await invite(chief);
    expect(Date.parse(expiresAt) - Date.now()).toBeCloseTo(7 * 24 * 3600 * 1000, -5);
    await db.invitation.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1000) } });
    await expect(readInvitation(token)).rejects.toMatchObject({ code: "not_found" });
    await expect(accept(token)).rejects.toMatchObject({ code: "not_found" });
  });

  it("is no more once it is withdrawn, or another was made for the same person", async () => {
    const { chief, desk } = await makeCast();
    const first = await invite(chief);
    const second = await invite(chief, first.email);
    await expect(accept(first.token)).rejects.toMatchObject({ code: "not_found" });
    expect((await listInvitations(chief, desk.id)).map(({ id }) => id)).toEqual([second.id]);
    await revokeInvitation(chief, second.id);
    await expect(accept(second.token)).rejects.toMatchObject({ code: "not_found" });
    await expect(revokeInvitation(chief, second.id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("adds the desk to an account that is there, for its own password only", async () => {
    const { chief, desk, stranger } = await makeCast();
    const { token } = await invite(chief, stranger.email, "editor");
    expect(await readInvitation(token)).toMatchObject({ hasAccount: true });
    await expect(accept(token, "a password they do not have")).rejects.toMatchObject({ code: "invalid" });
    await accept(token, TEST_PASSWORD);
    const memberships = await db.membership.findMany({ where: { userId: stranger.id, active: true } });
    expect(memberships).toHaveLength(2);
    expect(await listMembers(chief, desk.id)).toContainEqual(
      expect.objectContaining({ id: stranger.id, name: "Stranger", role: "editor" }),
    );
  });

  it("is not made for who is on the desk, and lets in again who was deactivated", async () => {
    const { chief, desk, author } = await makeCast();
    await expect(invite(chief, author.email)).rejects.toMatchObject({ code: "conflict" });
    await changeMember(chief, desk.id, author.id, { active: false });
    const { token } = await invite(chief, author.email, "editor");
    await accept(token, TEST_PASSWORD);
    expect(await listMembers(chief, desk.id)).toContainEqual(
      expect.objectContaining({ id: author.id, role: "editor", active: true }),
    );
  });
});
