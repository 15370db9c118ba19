import { describe, expect, it } from "vitest";
import { KEY_GROUPS } from "./key-groups";
import { letterOf } from "./keys";

describe("letterOf", () => {
  it("is the letter that was typed, or that stands at the key's place", () => {
    expect(letterOf({ key: "J", code: "KeyJ" })).toBe("j");
    expect(letterOf({ key: "ت", code: "KeyJ" })).toBe("j");
    expect(letterOf({ key: "?", code: "Slash" })).toBe("?");
    expect(letterOf({ key: "Escape", code: "Escape" })).toBe("Escape");
  });
});

describe("the list of keys", () => {
  it("gives no key two meanings", () => {
    const all = KEY_GROUPS.flatMap(({ keys }) => keys.map(({ keys: parts }) => parts.join("+")));
    expect(new Set(all).size).toBe(all.length);
  });
});
