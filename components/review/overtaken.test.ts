import { describe, expect, it } from "vitest";
import { isOvertaken } from "./overtaken";
import { entry, flag } from "./testing";

describe("isOvertaken", () => {
  it("says so when the flag we hold knows more than the answer", () => {
    const answer = flag({ thread: [entry({ id: "1" })] });
    const later = flag({ thread: [entry({ id: "1" }), entry({ id: "2" })] });
    expect(isOvertaken(answer, later)).toBe(true);
    expect(isOvertaken(later, answer)).toBe(false);
    expect(isOvertaken(answer, undefined)).toBe(false);
    expect(isOvertaken(flag({ thread: [entry({ id: "3" })] }), later)).toBe(false);
  });
});
