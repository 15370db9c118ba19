import "server-only";
import type { MemberDto, MemberInput } from "@/domain/contract";
import { GalleyError } from "@/domain/errors";
import { may, type Actor } from "@/domain/policy";
import { isUuid, notFound, requireDesk } from "./access";
import { db, type Tx } from "./db";

const MEMBER = {
  role: true,
  active: true,
  user: { select: { id: true, name: true, email: true } },
} as const;

type MemberRow = Pick<MemberDto, "role" | "active"> & { user: Pick<MemberDto, "id" | "name" | "email"> };

const memberDto = ({ user, role, active }: MemberRow): MemberDto => ({ ...user, role, active });

/** The desk's members by name. Who was deactivated is shown to its chiefs only. */
export async function listMembers(actor: Actor, deskId: string): Promise<MemberDto[]> {
  requireDesk(actor, deskId, "desk.enter");
  const seesAll = may(actor, "desk.manage", { deskId });
  const rows = await db.membership.findMany({
    where: { deskId, ...(seesAll ? {} : { active: true }) },
    select: MEMBER,
    orderBy: [{ user: { name: "asc" } }, { userId: "asc" }],
  });
  return rows.map(memberDto);
}

/**
 * Another role, or in or out; out is at once, whatever cookies there are. Throws conflict where the desk would be
 * left without an active chief.
 */
export async function changeMember(
  actor: Actor,
  deskId: string,
  userId: string,
  { role, active }: MemberInput,
): Promise<MemberDto> {
  requireDesk(actor, deskId, "desk.manage");
  if (!isUuid(userId)) throw notFound("member");
  return db.$transaction(async (tx) => {
    await lockDesk(tx, deskId);
    const { count } = await tx.membership.updateMany({
      where: { deskId, userId },
      data: { ...(role === undefined ? {} : { role }), ...(active === undefined ? {} : { active }) },
    });
    if (count === 0) throw notFound("member");
    const chiefs = await tx.membership.count({ where: { deskId, role: "chief", active: true } });
    if (chiefs === 0)
      throw new GalleyError("conflict", "This is the desk's last chief. Make somebody else a chief first.");
    return memberDto(
      await tx.membership.findUniqueOrThrow({ where: { deskId_userId: { deskId, userId } }, select: MEMBER }),
    );
  });
}

/** Changes of a desk's people go one after the other, so that two chiefs cannot remove each other at once. */
async function lockDesk(tx: Tx, deskId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Desk" WHERE id = ${deskId}::uuid FOR UPDATE`;
}
