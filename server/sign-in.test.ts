import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { GalleyError } from "@/domain/errors";
import { addressGroup, addressOf } from "./address";
import { PASSWORD_LIMITS } from "./rate-limit";
import { signIn } from "./sign-in";
import { makeDesk, makeUser, TEST_PASSWORD } from "./testing/factories";

const member = async () => makeUser({ memberships: [{ deskId: (await makeDesk()).id, role: "author" }] });
/** An address that no other test comes from. */
const address = () => `10.${[0, 0, 0].map(() => Math.floor(Math.random() * 256)).join(".")}`;
const wrong = "not the password";
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "signed in",
    (error: { code?: string }) => error.code,
  );

describe("sign-in", () => {
  it("lets in by e-mail and password, whatever the capitals of the e-mail", async () => {
    const user = await member();
    const email = ` ${user.email.toUpperCase()} `;
    expect(await signIn({ email, password: TEST_PASSWORD, address: address() })).toEqual(user);
  });

  it("says the same of a wrong password and of an e-mail that nobody has", async () => {
    const user = await member();
    const message = "E-mail and password do not match.";
    await expect(signIn({ email: user.email, password: wrong, address: address() })).rejects.toThrow(message);
    const nobody = `${randomUUID()}@example.org`;
    await expect(signIn({ email: nobody, password: wrong, address: address() })).rejects.toThrow(message);
  });

  it("refuses, in words, somebody who is active on no desk", async () => {
    const desk = await makeDesk();
    const user = await makeUser({ memberships: [{ deskId: desk.id, role: "editor", active: false }] });
    const attempt = signIn({ email: user.email, password: TEST_PASSWORD, address: address() });
    await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
    await expect(attempt).rejects.toThrow("not on any desk");
  });

  it("stops after ten wrong passwords for one account, wherever they come from, and says for how long", async () => {
    const { email } = await member();
    for (let attempt = 0; attempt < PASSWORD_LIMITS.account; attempt++)
      expect(await code(signIn({ email, password: wrong, address: address() }))).toBe("unauthenticated");
    const stopped = signIn({ email, password: TEST_PASSWORD, address: address() });
    const refusal = (await stopped.catch((error: unknown) => error)) as GalleyError;
    expect(refusal.code).toBe("rate_limited");
    const { retryAfter } = refusal.details as { retryAfter: number };
    // Fifteen minutes from the first of the ten.
    expect(retryAfter).toBeGreaterThan(10 * 60);
    expect(retryAfter).toBeLessThanOrEqual(15 * 60);
    expect(refusal.message).toBe(
      `Too many wrong passwords. Try again in ${Math.ceil(retryAfter / 60)} minutes.`,
    );
  });

  it("counts tries made at the same moment", async () => {
    const { email } = await member();
    const codes = await Promise.all(
      Array.from({ length: 15 }, () => code(signIn({ email, password: wrong, address: address() }))),
    );
    expect(codes.filter((one) => one === "unauthenticated")).toHaveLength(PASSWORD_LIMITS.account);
    expect(codes.filter((one) => one === "rate_limited")).toHaveLength(5);
  });

  it("stops after fifty wrong passwords from one address, whichever accounts they are for", async () => {
    const from = address();
    const attempts = Array.from({ length: PASSWORD_LIMITS.address }, () =>
      code(signIn({ email: `${randomUUID()}@example.org`, password: wrong, address: from })),
    );
    expect(new Set(await Promise.all(attempts))).toEqual(new Set(["unauthenticated"]));
    const { email } = await member();
    expect(await code(signIn({ email, password: TEST_PASSWORD, address: from }))).toBe("rate_limited");
    expect(await code(signIn({ email, password: TEST_PASSWORD, address: address() }))).toBe("signed in");
  });

  it("forgets the wrong passwords of an account with the right one", async () => {
    const { email } = await member();
    for (let round = 0; round < 2; round++) {
      for (let attempt = 1; attempt < PASSWORD_LIMITS.account; attempt++)
        expect(await code(signIn({ email, password: wrong, address: address() }))).toBe("unauthenticated");
      expect(await code(signIn({ email, password: TEST_PASSWORD, address: address() }))).toBe("signed in");
    }
  });
});

describe("addresses", () => {
  it("believes the last entry only, which the nearest proxy wrote", () => {
    expect(addressOf(new Headers({ "x-forwarded-for": "1.1.1.1, 2.2.2.2" }))).toBe("2.2.2.2");
    expect(addressOf(new Headers())).toBe("unknown");
  });

  it.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:0db8:0001:0002::9", "2001:db8:1:2"],
    ["::1", "0:0:0:0"],
    ["unknown", "unknown"],
  ])("counts %s as %s", (given, group) => {
    expect(addressGroup(given)).toBe(group);
  });
});
