import { describe, expect, it } from "vitest";
import { strictUri } from "./strict-uri";

describe("strictUri", () => {
  it.each([
    ["https://a.org/a|b{c}^[d]", "https://a.org/a%7Cb%7Bc%7D%5E%5Bd%5D"],
    ["https://a.org/100%", "https://a.org/100%25"],
    ["https://a.org/a%20b#c#d#e", "https://a.org/a%20b#c%23d%23e"],
    ["https://a.org/\"<>'", "https://a.org/%22%3C%3E'"],
    ["https://[::1]/x", "https://[::1]/x"],
    ["https://a.org/رود", "https://a.org/%D8%B1%D9%88%D8%AF"],
    ["mailto:desk@a.org", "mailto:desk@a.org"],
  ])("writes %s as %s", (href, uri) => {
    expect(strictUri(href)).toBe(uri);
  });

  it.each(["javascript:alert(1)", "https://", "https://a b", "data:text/html,x"])(
    "makes nothing of %s",
    (href) => {
      expect(strictUri(href)).toBeNull();
    },
  );
});
