import { describe, expect, it, vi } from "vitest";
import { SAMPLE_ACCOUNTS, SAMPLE_DESK } from "@/prisma/sample/accounts";
import { db } from "./db";
import { changePassword } from "./passwords";
import { sampleAccounts } from "./sample";
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
});
