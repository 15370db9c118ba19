import "server-only";
import { cache } from "react";
import { cookies } from "next/headers";
import { GalleyError } from "@/domain/errors";
import type { Role } from "@/domain/contract";
import type { Actor } from "@/domain/policy";
import { openSession, sessionCookieName } from "./auth";
import { db } from "./db";
import { isShutOut } from "./sample";

interface ActorRow {
  id: string;
  name: string;
  email: string;
  createdAt: Date;
  validFrom: Date;
  deskId: string;
  desk: string;
  role: Role;
}

/**
 * Who a session cookie stands for, as the database has it now: null when it is no valid cookie, when it is older
 * than the user's last change of password, when they are active on no desk, or a sample account that is shut out.
 */
export async function actorOfSession(cookie: string | undefined): Promise<Actor | null> {
  const session = await openSession(cookie);
  if (!session) return null;
  // One statement by hand: this runs for every request, and Prisma would make three of it.
  const rows = await db.$queryRaw<ActorRow[]>`
    SELECT u.id, u.name, u.email, u."createdAt", u."validFrom", d.id AS "deskId", d.name AS desk, m.role::text AS role
    FROM "User" u
    JOIN "Membership" m ON m."userId" = u.id AND m.active
    JOIN "Desk" d ON d.id = m."deskId"
    WHERE u.id = ${session.userId}::uuid
    ORDER BY d.name, d.id`;
  const first = rows[0];
  if (!first || session.signedInAt < first.validFrom.getTime()) return null;
  if (isShutOut(first)) return null;
  return {
    id: first.id,
    name: first.name,
    email: first.email,
    memberships: rows.map(({ deskId, desk, role }) => ({ deskId, desk, role })),
  };
}

/** Who asks, for a page. Read once a request, afresh for every request. */
export const getActor = cache(async (): Promise<Actor | null> => {
  const jar = await cookies();
  return actorOfSession(jar.get(sessionCookieName())?.value);
});

/** The error for a request without a valid session. */
export function signedOut(): GalleyError {
  return new GalleyError("unauthenticated", "You are signed out. Sign in to go on.");
}
