import "server-only";
import { GalleyError } from "@/domain/errors";
import { db } from "./db";
import { verifyPassword } from "./passwords";
import { withinPasswordLimits } from "./rate-limit";
import { isShutOut } from "./sample";

export interface SignInInput {
  email: string;
  password: string;
  /** Where the request came from. */
  address: string;
}

/** An e-mail address as it is kept: accounts do not differ by capitals. */
export function normaliseEmail(email: string): string {
  return email.trim().toLowerCase();
}

/**
 * The user with this e-mail and password. Throws unauthenticated (in words that do not tell which of the two was
 * wrong), rate_limited, or forbidden for somebody who is active on no desk.
 */
export async function signIn(input: SignInInput): Promise<{ id: string; name: string; email: string }> {
  const email = normaliseEmail(input.email);
  const user = await db.user.findUnique({
    where: { email },
    select: {
      id: true,
      name: true,
      email: true,
      passwordHash: true,
      createdAt: true,
      validFrom: true,
      memberships: { where: { active: true }, select: { deskId: true }, take: 1 },
    },
  });
  const isRight = await withinPasswordLimits({ email, address: input.address }, () =>
    verifyPassword(user?.passwordHash ?? null, input.password),
  );
  if (!isRight || !user || isShutOut(user))
    throw new GalleyError("unauthenticated", "E-mail and password do not match.");
  if (user.memberships.length === 0)
    throw new GalleyError(
      "forbidden",
      "You are not on any desk at present. Ask a chief of your desk to let you in.",
    );
  return { id: user.id, name: user.name, email: user.email };
}
