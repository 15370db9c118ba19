import { describe, expect, it } from "vitest";
import { contextBefore, contextBehind } from "./whole-words";

describe("what stands around flagged words", () => {
  it("is told in whole words where it was cut", () => {
    expect(contextBefore("ost a quarter of its wheat. The ")).toBe("…a quarter of its wheat. The ");
    expect(contextBehind(" last year the pumps of the Shal")).toBe(" last year the pumps of the…");
  });

  it("is whole where the paragraph begins or ends, without the marks of citations", () => {
    expect(contextBefore("During\uFFFC ")).toBe("During ");
    expect(contextBehind(" that year.")).toBe(" that year.");
  });
});
