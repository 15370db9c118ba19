import { describe, expect, it } from "vitest";
import { gutterRules } from "./initials";

describe("the gutter", () => {
  const id = "00000000-0000-4000-8000-000000000001";

  it("has a rule for each paragraph somebody is in, and none for who is nowhere", () => {
    const rules = gutterRules([
      { id: "a", name: "Ada Stone", paragraphId: id },
      { id: "b", name: "Ben Hill", paragraphId: id },
      { id: "c", name: "Cy", paragraphId: null },
    ]);
    expect(rules.match(/content:/g)).toHaveLength(1);
    expect(rules).toContain('content: "AS\\a BH"');
    expect(gutterRules([])).toBe("");
  });

  it("takes nothing into a style sheet but letters and ids", () => {
    expect(gutterRules([{ id: "a", name: '"}*{} x"', paragraphId: id }])).toContain('content: "X"');
    expect(gutterRules([{ id: "a", name: "Ada", paragraphId: '"] *' }])).toBe("");
  });
});
