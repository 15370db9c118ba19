import "server-only";
import type { NextAuthOptions } from "next-auth";
import { decode, encode } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import { GalleyError } from "@/domain/errors";
import { readVariable } from "./env";
import { addressOf } from "./address";
import { log } from "./log";
import { signIn } from "./sign-in";

const THIRTY_DAYS = 30 * 24 * 60 * 60;

const isHttps = () => (process.env.NEXTAUTH_URL ?? "").startsWith("https://");

/** Name of the session cookie: next-auth's own. */
export function sessionCookieName(): string {
  return isHttps() ? "__Secure-next-auth.session-token" : "next-auth.session-token";
}

/** Attributes of the session cookie. maxAge in seconds. */
export function sessionCookieOptions() {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isHttps(), maxAge: THIRTY_DAYS } as const;
}

/**
 * What a session cookie says: who, and when they gave their password. `iat` will not do for the latter: next-auth
 * renews it whenever the session is read, and an old cookie would outlive a change of password.
 */
export interface SessionClaims {
  userId: string;
  /** Milliseconds since 1970. */
  signedInAt: number;
}

/** The value of a session cookie: for a password change that keeps its own session, and for tests. */
export function sealSession({ userId, signedInAt }: SessionClaims): Promise<string> {
  return encode({
    token: { sub: userId, signedInAt },
    secret: readVariable("NEXTAUTH_SECRET"),
    maxAge: THIRTY_DAYS,
  });
}

/** Null for a cookie that is not ours, was tampered with or has run out. */
export async function openSession(cookie: string | undefined): Promise<SessionClaims | null> {
  if (!cookie) return null;
  // jose throws for anything that it cannot open; which of the reasons makes no difference here.
  const claims = await decode({ token: cookie, secret: readVariable("NEXTAUTH_SECRET") }).catch(() => null);
  if (typeof claims?.sub !== "string" || typeof claims.signedInAt !== "number") return null;
  return { userId: claims.sub, signedInAt: claims.signedInAt };
}

/** next-auth's options; used by app/api/auth/[...nextauth]/route.ts only. The session is read by server/actor.ts. */
export const authOptions: NextAuthOptions = {
  session: { strategy: "jwt", maxAge: THIRTY_DAYS },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  providers: [
    CredentialsProvider({
      credentials: { email: { type: "email" }, password: { type: "password" } },
      authorize: async (credentials, request) => {
        const headers = new Headers(request.headers as Record<string, string>);
        try {
          const { email = "", password = "" } = credentials ?? {};
          return await signIn({ email, password, address: addressOf(headers) });
        } catch (error) {
          // The message reaches the form, as `error` in the address that next-auth answers with.
          if (error instanceof GalleyError) throw error;
          log.error({ err: error }, "sign-in failed");
          throw new Error("The server could not sign you in just now. Try again in a moment.");
        }
      },
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => (user ? { sub: user.id, signedInAt: Date.now() } : token),
  },
};
