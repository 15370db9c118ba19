import { describe, expect, it } from "vitest";
import { safePath } from "./safe-path";

describe("safePath", () => {
  it.each(["/", "/articles/1?flag=2#note", "/?desk=1&q=%D8%A7"])("keeps %s", (path) => {
    expect(safePath(path)).toBe(path);
  });

  it.each([
    undefined,
    "",
    "articles/1",
    "https://elsewhere.example/",
    "//elsewhere.example",
    "/\\elsewhere.example",
    "/\t/elsewhere.example",
    "/\n/elsewhere.example",
    "javascript:alert(1)",
    "//",
  ])("goes home from %j", (path) => {
    expect(safePath(path)).toBe("/");
  });
});
