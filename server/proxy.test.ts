import { NextRequest } from "next/server";
import { afterEach, describe, expect, it, vi } from "vitest";
import { proxy } from "@/proxy";
import { sessionCookieName, sessionCookieOptions } from "./auth";

const page = () => proxy(new NextRequest("http://localhost:3000/"));
const policy = (response: Response) => response.headers.get("content-security-policy") ?? "";
const nonce = (response: Response) =>
  policy(response).match(/script-src 'nonce-(\w+)' 'strict-dynamic';/)?.[1];

afterEach(() => vi.unstubAllEnvs());

describe("a page's headers", () => {
  it("let scripts run by a nonce only, new for every page, which Next and our layout are told", () => {
    const [one, other] = [page(), page()];
    expect(nonce(one)).toMatch(/^\w{32}$/);
    expect(nonce(one)).not.toBe(nonce(other));
    // How Next passes request headers on from a proxy.
    expect(one.headers.get("x-middleware-request-x-nonce")).toBe(nonce(one));
    expect(one.headers.get("x-middleware-request-content-security-policy")).toBe(policy(one));
  });

  it("let style elements stand by the same nonce only", () => {
    const response = page();
    expect(policy(response)).toContain(`style-src 'self' 'nonce-${nonce(response)}';`);
    expect(policy(response)).not.toMatch(
      /(style-src|style-src-elem|script-src|default-src) [^;]*unsafe-inline/,
    );
  });

  it("let nobody frame the page, change its base, or send its forms elsewhere", () => {
    for (const rule of [
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "object-src 'none'",
    ])
      expect(policy(page())).toContain(rule);
    expect(policy(page())).not.toContain("unsafe-eval");
    expect(page().headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("insist on https where people use https, and only there", () => {
    expect(page().headers.get("strict-transport-security")).toBeNull();
    expect(sessionCookieOptions()).toMatchObject({ httpOnly: true, sameSite: "lax", secure: false });
    vi.stubEnv("NEXTAUTH_URL", "https://galley.example.org");
    expect(page().headers.get("strict-transport-security")).toBe("max-age=31536000; includeSubDomains");
    expect(policy(page())).toContain("upgrade-insecure-requests");
    expect(sessionCookieName()).toBe("__Secure-next-auth.session-token");
    expect(sessionCookieOptions()).toMatchObject({ secure: true });
  });
});
