import { describe, expect, it } from "vitest";
import { failureWords, textsOf } from "./failure-words";
import { LEFT } from "./outbox";
import { paragraph } from "./testing";

describe("failureWords", () => {
  it("says where the words are when nothing was sent", () => {
    expect(failureWords({ label: "Your reply", code: "offline", state: "waiting" })).toBe(
      "Your reply is not sent yet: there is no connection. It is kept here.",
    );
    expect(failureWords({ label: "Your reply", code: "unauthenticated", state: "waiting" })).toContain(
      "sign in",
    );
    const busy = { label: "Your reply", code: "failed", message: "Try later.", state: "waiting" } as const;
    expect(failureWords(busy)).toBe("Your reply is not sent yet. Try later. It is kept here.");
  });

  it("says of what was done in part only what became of it", () => {
    const left = { label: "Applying 3 fixes", message: "2 fixes applied, 1 left as it is.", code: LEFT };
    expect(failureWords({ ...left, state: "failed" })).toBe("2 fixes applied, 1 left as it is.");
  });

  it("gives the server's reason when it was refused", () => {
    const refused = { label: "Settling", code: "conflict", message: "It is settled already." };
    expect(failureWords({ ...refused, state: "failed" })).toBe(
      "Settling did not go through. It is settled already.",
    );
  });
});

describe("textsOf", () => {
  it("finds both texts of a conflict", () => {
    expect(textsOf({ quote: "Iran", current: "Iraq" })).toEqual({ quote: "Iran", current: "Iraq" });
    expect(textsOf({ quote: "Iran", paragraph: paragraph("p", "Only Iraq") })).toEqual({
      quote: "Iran",
      current: "Only Iraq",
    });
  });

  it("finds none where there are none", () => {
    expect(textsOf(undefined)).toBeNull();
    expect(textsOf({ flag: {} })).toBeNull();
    expect(textsOf({ quote: "Iran", paragraph: null })).toBeNull();
  });
});
