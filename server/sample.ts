import "server-only";
import { SAMPLE_ACCOUNTS, SAMPLE_DESK } from "@/domain/sample-accounts";
import { db } from "./db";
import { readVariable } from "./env";

export type SampleAccount = Pick<(typeof SAMPLE_ACCOUNTS)[number], "role" | "name" | "email" | "password">;

const SAMPLE_IDS = new Set(SAMPLE_ACCOUNTS.map(({ id }) => id));

/**
 * Whether this user is a sample account that may not come in: GALLEY_SAMPLE=off, and its password is still the public
 * one. (A change of password moves validFrom on; the seed sets the two alike.)
 */
export function isShutOut(user: { id: string; createdAt: Date; validFrom: Date }): boolean {
  return (
    SAMPLE_IDS.has(user.id) &&
    readVariable("GALLEY_SAMPLE") === "off" &&
    user.createdAt.getTime() === user.validFrom.getTime()
  );
}

/**
 * The accounts that the sign-in page may offer: those of the sample data which are still as the seed made them. None
 * where the seed has not run, or where GALLEY_SAMPLE=off.
 */
export async function sampleAccounts(): Promise<SampleAccount[]> {
  if (readVariable("GALLEY_SAMPLE") === "off") return [];
  const users = await db.user.findMany({
    where: {
      id: { in: [...SAMPLE_IDS] },
      validFrom: { equals: db.user.fields.createdAt },
      memberships: { some: { deskId: SAMPLE_DESK.id, active: true } },
    },
    select: { id: true },
  });
  const unchanged = new Set(users.map(({ id }) => id));
  return SAMPLE_ACCOUNTS.filter(({ id }) => unchanged.has(id)).map(({ role, name, email, password }) => ({
    role,
    name,
    email,
    password,
  }));
}
