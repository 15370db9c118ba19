import "server-only";
import { hash, verify } from "@node-rs/argon2";
import type { PasswordInput } from "@/domain/contract";
import { GalleyError } from "@/domain/errors";
import type { Actor } from "@/domain/policy";
import { db } from "./db";
import { withinPasswordLimits } from "./rate-limit";

/** OWASP's figures for argon2id (the library's default kind): about 17 ms. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** No password of ours is longer; what is longer is not worth hashing. */
const LONGEST = 200;

/** Of a random text that nobody kept, at the same cost. */
const NOBODYS_HASH =
  "$argon2id$v=19$m=19456,t=2,p=1$J3pMJhbLhEYflVqGEf3KMQ$SFHik72pkHSkD1VCudGYQWhz03luGz6dDKOnt8TIu6Q";

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/**
 * Whether a password is the right one. With null (nobody has this account) it is not, and takes as long to say so:
 * the time of an answer must not tell who has an account.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const isRight = await verify(passwordHash ?? NOBODYS_HASH, password.slice(0, LONGEST + 1));
  return isRight && passwordHash !== null;
}

/**
 * Sets a new password and ends every session that there is. Answers with the moment (milliseconds) from which
 * sessions are good again, so that the caller can be given a new one.
 */
export async function changePassword(actor: Actor, input: PasswordInput): Promise<{ signedInAt: number }> {
  const user = await db.user.findUniqueOrThrow({ where: { id: actor.id }, select: { passwordHash: true } });
  const isRight = await withinPasswordLimits({ email: actor.email, address: null }, () =>
    verifyPassword(user.passwordHash, input.current),
  );
  if (!isRight) throw new GalleyError("invalid", "The current password is not right.", { field: "current" });
  const validFrom = new Date();
  const { count } = await db.user.updateMany({
    where: { id: actor.id, passwordHash: user.passwordHash },
    data: { passwordHash: await hashPassword(input.next), validFrom },
  });
  if (count === 0)
    throw new GalleyError("conflict", "The password was changed at the same moment elsewhere.");
  return { signedInAt: validFrom.getTime() };
}
