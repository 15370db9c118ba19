import { NextResponse, type NextRequest } from "next/server";

/**
 * Headers of every page: a content security policy with a nonce of its own for each answer, and the usual ones.
 * Nothing of authorization is here: server/ asks for that, at every request.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const policy = contentSecurityPolicy(nonce, {
    isDevelopment: process.env.NODE_ENV === "development",
    isHttps: isHttps(),
  });
  // Next takes the nonce for its own scripts from the request's policy; ours ask for x-nonce.
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set("x-nonce", nonce);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("x-frame-options", "DENY");
  response.headers.set("referrer-policy", "same-origin");
  response.headers.set("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  response.headers.set("cross-origin-opener-policy", "same-origin");
  if (isHttps()) response.headers.set("strict-transport-security", "max-age=31536000; includeSubDomains");
  return response;
}

const isHttps = () => (process.env.NEXTAUTH_URL ?? "").startsWith("https://");

/**
 * Scripts, and style elements, by nonce only. A style attribute may stand: a note's place and a bar's width are in
 * the first HTML, and the pasteboard's are read to tell bold from plain.
 */
function contentSecurityPolicy(
  nonce: string,
  { isDevelopment, isHttps }: { isDevelopment: boolean; isHttps: boolean },
): string {
  return [
    "default-src 'self'",
    // React's development build rebuilds server stacks with eval; hot reload has a socket.
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    // Hot reload writes style elements without one.
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isHttps ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

export const config = {
  matcher: [
    {
      // Pages: the API sets its own headers (server/http.ts), and files have nothing to run.
      source: "/((?!api/|_next/static|_next/image|favicon.ico|icon.svg).*)",
      missing: [
        { type: "header", key: "next-router-prefetch" },
        { type: "header", key: "purpose", value: "prefetch" },
      ],
    },
  ],
};
