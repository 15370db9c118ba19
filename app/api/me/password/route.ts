import { passwordInput } from "@/domain/contract";
import { sealSession, sessionCookieName, sessionCookieOptions } from "@/server/auth";
import { answer, route } from "@/server/http";
import { changePassword } from "@/server/passwords";

export const POST = route({ body: passwordInput }, async ({ actor, body }) => {
  const { signedInAt } = await changePassword(actor, body);
  const response = answer({ ok: true });
  // Every other session ends; this one goes on.
  const session = await sealSession({ userId: actor.id, signedInAt });
  response.cookies.set(sessionCookieName(), session, sessionCookieOptions());
  return response;
});
