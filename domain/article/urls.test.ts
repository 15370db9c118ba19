import { describe, expect, it } from "vitest";
import { splitAtUrls } from "./urls";

describe("splitAtUrls", () => {
  it.each([
    ["see https://a.org/b.", "https://a.org/b"],
    ["(https://a.org/b)", "https://a.org/b"],
    ["https://a.org/Foo_(bar), and", "https://a.org/Foo_(bar)"],
    ["«https://a.org/رود»", "https://a.org/رود"],
    ["https://a.org/x؛ سپس", "https://a.org/x"],
  ])("finds the address in %s", (text, url) => {
    const pieces = splitAtUrls(text);
    expect(pieces.flatMap(({ href }) => href ?? [])).toEqual([url]);
    expect(pieces.map((piece) => piece.text).join("")).toBe(text);
  });

  it.each(["https://", "xhttps://a.org", "no address", "https://."])("finds none in %s", (text) => {
    expect(splitAtUrls(text)).toEqual([{ text, href: null }]);
  });
});
