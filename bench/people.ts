import { encode } from "next-auth/jwt";
import type { Actor } from "@/domain/policy";
import { makeActor, makeDesk } from "@/server/testing/factories";

/** Somebody of the bench's desk, with the cookie of their session. */
export interface SignedIn {
  actor: Actor;
  cookie: { name: string; value: string };
}

export interface People {
  author: Actor;
  editors: SignedIn[];
}

/** A desk with an author and as many editors as shall send at once; chiefs may also write. */
export async function makePeople(editors: number, role: "editor" | "chief" = "editor"): Promise<People> {
  const desk = await makeDesk("The bench");
  const author = await makeActor(desk, "author", "Ada Stone");
  const signedIn = Array.from({ length: editors }, async (_, index) => {
    const actor = await makeActor(desk, role, `Editor ${index + 1}`);
    return { actor, cookie: await sessionCookie(actor) };
  });
  return { author, editors: await Promise.all(signedIn) };
}

/** The cookie that server/auth.ts makes after a password was right. */
export async function sessionCookie(actor: Actor): Promise<SignedIn["cookie"]> {
  const secret = process.env.NEXTAUTH_SECRET!;
  const token = { sub: actor.id, signedInAt: Date.now() };
  return { name: "next-auth.session-token", value: await encode({ token, secret, maxAge: 24 * 60 * 60 }) };
}
