import { describe, expect, it } from "vitest";
import { readEnv } from "./env";

const good = { DATABASE_URL: "postgresql://localhost/galley", NEXTAUTH_SECRET: "a secret of sixteen" };

describe("readEnv", () => {
  it("fills in what need not be set; an empty value is not set", () => {
    expect(readEnv({ ...good, NEXTAUTH_URL: "" })).toEqual({
      ...good,
      DATABASE_POOL: 10,
      GALLEY_TRUST_PROXY: "0",
      GALLEY_SAMPLE: "on",
      LOG_LEVEL: "info",
    });
  });

  it.each([
    [{ DATABASE_URL: undefined }, /^DATABASE_URL is not set\. Set it to a PostgreSQL address/],
    [{ DATABASE_URL: "mysql://x" }, /^DATABASE_URL must begin with postgresql:/],
    [{ NEXTAUTH_SECRET: "" }, /^NEXTAUTH_SECRET is not set\. Set it to a long random text/],
    [{ NEXTAUTH_SECRET: "short" }, /^NEXTAUTH_SECRET is too short/],
    [{ NEXTAUTH_URL: "galley" }, /^NEXTAUTH_URL must be a whole address/],
    [{ DATABASE_POOL: "many" }, /^DATABASE_POOL must be a number/],
    [{ GALLEY_TIME_ZONE: "Teheran" }, /^GALLEY_TIME_ZONE must be the name of a time zone/],
    [{ LOG_LEVEL: "loud" }, /^LOG_LEVEL must be one of trace, debug, info/],
    [{ GALLEY_TRUST_PROXY: "yes" }, /^GALLEY_TRUST_PROXY must be 0 or 1/],
  ])("says what to set: %o", (change, message) => {
    expect(() => readEnv({ ...good, ...change })).toThrow(message);
  });

  it("names all that is wrong at once", () => {
    expect(() => readEnv({})).toThrow(/DATABASE_URL is not set[^]*\nNEXTAUTH_SECRET is not set/);
  });
});
