import { describe, expect, it } from "vitest";
import { db } from "./db";
import { changePassword, hashPassword, verifyPassword } from "./passwords";
import { signIn } from "./sign-in";
import { makeActor, makeDesk, TEST_PASSWORD } from "./testing/factories";

const author = async () => makeActor(await makeDesk(), "author");
const next = "quite another password";

describe("passwords", () => {
  it("are kept as argon2id at the cost we chose", async () => {
    expect(await hashPassword("some password")).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it("are right only for an account that is there", async () => {
    const hash = await hashPassword("some password");
    expect(await verifyPassword(hash, "some password")).toBe(true);
    expect(await verifyPassword(hash, "some passwore")).toBe(false);
    expect(await verifyPassword(null, "some password")).toBe(false);
  });

  it("change: the new one signs in, the old one does not", async () => {
    const actor = await author();
    await changePassword(actor, { current: TEST_PASSWORD, next });
    const input = { email: actor.email, address: "10.9.9.9" };
    expect((await signIn({ ...input, password: next })).id).toBe(actor.id);
    await expect(signIn({ ...input, password: TEST_PASSWORD })).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });

  it("do not change without the current one, and not without limit", async () => {
    const actor = await author();
    const guess = () => changePassword(actor, { current: "a guess", next });
    await expect(guess()).rejects.toMatchObject({
      code: "invalid",
      message: "The current password is not right.",
      details: { field: "current" },
    });
    for (let attempt = 1; attempt < 10; attempt++)
      await expect(guess()).rejects.toMatchObject({ code: "invalid" });
    await expect(guess()).rejects.toMatchObject({ code: "rate_limited" });
    const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: actor.id } });
    expect(await verifyPassword(passwordHash, TEST_PASSWORD)).toBe(true);
  });

  it("of two changes at once, one goes through", async () => {
    const actor = await author();
    const results = await Promise.allSettled([
      changePassword(actor, { current: TEST_PASSWORD, next: "the first of two" }),
      changePassword(actor, { current: TEST_PASSWORD, next: "the second of two" }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});
