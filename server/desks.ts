import "server-only";
import { invitationInput } from "@/domain/contract";
import { GalleyError } from "@/domain/errors";
import { db } from "./db";
import { storeInvitation } from "./invitations";
import { normaliseEmail } from "./sign-in";

/** Made a thing where there is no account to have made it: the person at the server's terminal. */
const NOBODY = "00000000-0000-0000-0000-000000000000";
const LONGEST_NAME = 120;

/**
 * Opens a desk and makes the link by which its first chief comes in (everybody else is invited by a chief, on the
 * screen). For a desk of that name which is there already, only a new link. There is no actor: whoever reaches the
 * database may. `origin` is Galley's own address.
 */
export async function openDesk(
  { name, email }: { name: string; email: string },
  origin: string,
): Promise<{ url: string; isNew: boolean }> {
  const desk = name.trim();
  if (desk === "" || desk.length > LONGEST_NAME)
    throw new GalleyError("invalid", `Give the desk a name of at most ${LONGEST_NAME} characters.`);
  const chief = invitationInput.safeParse({ email: normaliseEmail(email), role: "chief" });
  if (!chief.success) throw new GalleyError("invalid", `“${email}” is not an e-mail address.`);
  return db.$transaction(async (tx) => {
    const known = await tx.desk.findFirst({ where: { name: desk }, select: { id: true } });
    const { id: deskId } = known ?? (await tx.desk.create({ data: { name: desk }, select: { id: true } }));
    const { url } = await storeInvitation(tx, { ...chief.data, deskId, createdById: NOBODY }, origin);
    return { url, isNew: known === null };
  });
}
