import { describe, expect, it } from "vitest";
import { draftKey, draftsOf, keepDraft, readDraft } from "./drafts";
import { storage } from "./testing";

describe("drafts", () => {
  it("are kept by person, subject and form", () => {
    const place = storage();
    keepDraft(place, draftKey("me", "f1", "reply"), "Half a sen");
    expect(readDraft(place, draftKey("me", "f1", "reply"))).toBe("Half a sen");
    expect(readDraft(place, draftKey("you", "f1", "reply"))).toBeNull();
    expect(readDraft(place, draftKey("me", "f2", "reply"))).toBeNull();
  });

  it("are let go when nothing is left in them", () => {
    const place = storage();
    const key = draftKey("me", "f1", "stands");
    keepDraft(place, key, { note: "why", sources: ["a"] });
    keepDraft(place, key, { note: "", sources: ["", ""] });
    expect(place.length).toBe(0);
  });

  it("are listed by subject", () => {
    const place = storage();
    keepDraft(place, draftKey("me", "a1", "new:2"), { note: "b" });
    keepDraft(place, draftKey("me", "a1", "new:1"), { note: "a" });
    keepDraft(place, draftKey("me", "a2", "new:3"), { note: "c" });
    expect(draftsOf(place, "me", "a1").map(({ form }) => form)).toEqual(["new:1", "new:2"]);
  });

  it("do not trip over what others left there", () => {
    const place = storage();
    place.setItem(draftKey("me", "f1", "reply"), "{not json");
    expect(readDraft(place, draftKey("me", "f1", "reply"))).toBeNull();
  });
});
