import "server-only";
import { createHash, randomBytes } from "node:crypto";
import type { AcceptInvitationInput, InvitationDto, InvitationInput, Role } from "@/domain/contract";
import { GalleyError } from "@/domain/errors";
import type { Actor } from "@/domain/policy";
import { Prisma, type Invitation } from "@/prisma/generated/client";
import { isUuid, notFound, requireDesk } from "./access";
import { db, type Tx } from "./db";
import { hashPassword, verifyPassword } from "./passwords";
import { withinPasswordLimits } from "./rate-limit";
import { normaliseEmail } from "./sign-in";

const SEVEN_DAYS = 7 * 24 * 60 * 60 * 1000;

/** What the page of a link shows before anybody has signed in. */
export interface OpenInvitation {
  desk: string;
  email: string;
  role: Role;
  /** They are on another desk already: the password asked for is the one they have. */
  hasAccount: boolean;
}

const hashToken = (token: string) => createHash("sha256").update(token).digest("hex");

const isOpen = (now: Date) => ({ acceptedAt: null, revokedAt: null, expiresAt: { gt: now } });

const closed = () =>
  new GalleyError(
    "not_found",
    "This invitation has been used, withdrawn, or is older than seven days. Ask for another.",
  );

const invitationDto = ({ id, email, role, expiresAt }: Invitation): InvitationDto => ({
  id,
  email,
  role,
  expiresAt: expiresAt.toISOString(),
});

/**
 * Makes the link that lets one person in once, within seven days; it takes the place of earlier links for the same
 * person. `origin` is Galley's own address, e.g. "https://galley.example.org". Only the token's hash is kept.
 */
export async function createInvitation(
  actor: Actor,
  deskId: string,
  input: InvitationInput,
  origin: string,
): Promise<InvitationDto> {
  requireDesk(actor, deskId, "desk.manage");
  const email = normaliseEmail(input.email);
  const member = await db.membership.findFirst({
    where: { deskId, active: true, user: { email } },
    select: { userId: true },
  });
  if (member)
    throw new GalleyError("conflict", `${email} is on this desk already. Change their role instead.`);
  return db.$transaction((tx) =>
    storeInvitation(tx, { deskId, email, role: input.role, createdById: actor.id }, origin),
  );
}

/** The link itself, in the caller's transaction. `email` as `normaliseEmail` has it. */
export async function storeInvitation(
  tx: Tx,
  { deskId, email, role, createdById }: InvitationInput & { deskId: string; createdById: string },
  origin: string,
): Promise<InvitationDto & { url: string }> {
  const token = randomBytes(32).toString("base64url");
  const now = new Date();
  await tx.invitation.updateMany({ where: { deskId, email, ...isOpen(now) }, data: { revokedAt: now } });
  const invitation = await tx.invitation.create({
    data: {
      deskId,
      email,
      role,
      tokenHash: hashToken(token),
      expiresAt: new Date(now.getTime() + SEVEN_DAYS),
      createdById,
    },
  });
  return { ...invitationDto(invitation), url: `${origin}/invitation/${token}` };
}

/** The desk's links that can still be used, newest first. */
export async function listInvitations(actor: Actor, deskId: string): Promise<InvitationDto[]> {
  requireDesk(actor, deskId, "desk.manage");
  const rows = await db.invitation.findMany({
    where: { deskId, ...isOpen(new Date()) },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
  });
  return rows.map(invitationDto);
}

/** Makes a link useless. One that was used or withdrawn before is not found. */
export async function revokeInvitation(actor: Actor, invitationId: string): Promise<void> {
  const invitation = isUuid(invitationId)
    ? await db.invitation.findUnique({ where: { id: invitationId }, select: { deskId: true } })
    : null;
  if (!invitation) throw notFound("invitation");
  requireDesk(actor, invitation.deskId, "desk.manage");
  const now = new Date();
  const { count } = await db.invitation.updateMany({
    where: { id: invitationId, deskId: invitation.deskId, ...isOpen(now) },
    data: { revokedAt: now },
  });
  if (count === 0) throw notFound("invitation");
}

/** What a link is for; throws not_found for one that cannot be used (any more). For whoever holds it. */
export async function readInvitation(token: string): Promise<OpenInvitation> {
  const invitation = await findOpen(token);
  return {
    desk: invitation.desk.name,
    email: invitation.email,
    role: invitation.role,
    hasAccount: (await findUser(invitation.email)) !== null,
  };
}

/**
 * Uses a link, once: makes the account, or adds the desk to the one there is, whose password must then be given.
 * Answers with the e-mail to sign in with.
 */
export async function acceptInvitation(
  input: AcceptInvitationInput,
  address: string,
): Promise<{ email: string; deskId: string }> {
  const { email, deskId } = await findOpen(input.token);
  const user = await findUser(email);
  if (user) {
    const isRight = await withinPasswordLimits({ email, address }, () =>
      verifyPassword(user.passwordHash, input.password),
    );
    if (!isRight)
      throw new GalleyError(
        "invalid",
        `There is an account for ${email} already. Give its password to join this desk.`,
      );
  }
  const passwordHash = user ? null : await hashPassword(input.password);
  await db.$transaction(async (tx) => {
    const { role } = await spend(tx, input.token);
    const userId =
      user?.id ?? (await createUser(tx, { name: input.name.trim(), email, passwordHash: passwordHash! })).id;
    await tx.membership.upsert({
      where: { deskId_userId: { deskId, userId } },
      create: { deskId, userId, role },
      update: { role, active: true },
    });
  });
  return { email, deskId };
}

async function findOpen(token: string) {
  const invitation = await db.invitation.findFirst({
    where: { tokenHash: hashToken(token), ...isOpen(new Date()) },
    select: { email: true, role: true, deskId: true, desk: { select: { name: true } } },
  });
  if (!invitation) throw closed();
  return invitation;
}

function findUser(email: string) {
  return db.user.findUnique({ where: { email }, select: { id: true, passwordHash: true } });
}

/** Of two who use one link at once, the second waits for the first and finds it spent. */
async function spend(tx: Tx, token: string): Promise<{ role: Role }> {
  const now = new Date();
  const tokenHash = hashToken(token);
  const { count } = await tx.invitation.updateMany({
    where: { tokenHash, ...isOpen(now) },
    data: { acceptedAt: now },
  });
  if (count === 0) throw closed();
  return tx.invitation.findUniqueOrThrow({ where: { tokenHash }, select: { role: true } });
}

async function createUser(tx: Tx, data: { name: string; email: string; passwordHash: string }) {
  try {
    return await tx.user.create({ data, select: { id: true } });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
      throw new GalleyError(
        "conflict",
        `An account for ${data.email} was made at this moment. Open the link again.`,
      );
    throw error;
  }
}
