import { describe, expect, it, vi } from "vitest";
import { SAMPLE_ACCOUNTS, SAMPLE_DESK } from "@/domain/sample-accounts";
import type { GalleyError } from "@/domain/errors";
import { actorOfSession } from "./actor";
import { sealSession } from "./auth";
import { db } from "./db";
import { changePassword } from "./passwords";
import { sampleAccounts } from "./sample";
import { signIn } from "./sign-in";
import { makeDesk, makeUser } from "./testing/factories";

describe("sampleAccounts", () => {
  it("offers the accounts of the seed as long as they are as it made them", async () => {
    expect(await sampleAccounts()).toEqual([]);
    await makeDesk(SAMPLE_DESK.name, SAMPLE_DESK.id);
    for (const { role, ...user } of SAMPLE_ACCOUNTS)
      await makeUser({ ...user, memberships: [{ deskId: SAMPLE_DESK.id, role }] });
    const [chief, ...others] = SAMPLE_ACCOUNTS.map(({ id: _id, ...account }) => account);
    expect(await sampleAccounts()).toEqual([chief, ...others]);

    const { id, name, email, password } = SAMPLE_ACCOUNTS[0]!;
    const actor = { id, name, email, memberships: [] };
    await changePassword(actor, { current: password, next: "a password of one's own" });
    expect(await sampleAccounts()).toEqual(others);

    await db.membership.updateMany({ where: { userId: SAMPLE_ACCOUNTS[1]!.id }, data: { active: false } });
    expect(await sampleAccounts()).toEqual(others.slice(1));

    vi.stubEnv("GALLEY_SAMPLE", "off");
    expect(await sampleAccounts()).toEqual([]);
    vi.unstubAllEnvs();
  });

  it("lets nobody in by a public password where GALLEY_SAMPLE is off, nor by a session from before", async () => {
    const [chief, , editor] = SAMPLE_ACCOUNTS;
    const enter = ({ email, password }: { email: string; password: string }) =>
      signIn({ email, password, address: "10.20.30.40" }).then(
        ({ id }) => id,
        (error: GalleyError) => error.code,
      );
    const cookie = await sealSession({ userId: editor!.id, signedInAt: Date.now() + 1000 });
    expect(await enter(editor!)).toBe(editor!.id);
    expect((await actorOfSession(cookie))?.id).toBe(editor!.id);

    vi.stubEnv("GALLEY_SAMPLE", "off");
    expect(await enter(editor!)).toBe("unauthenticated");
    expect(await actorOfSession(cookie)).toBeNull();
    // Whoever made an account their own keeps it.
    expect(await enter({ ...chief!, password: "a password of one's own" })).toBe(chief!.id);
    vi.unstubAllEnvs();
  });
});
