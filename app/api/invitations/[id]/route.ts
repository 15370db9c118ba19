import { answer, route } from "@/server/http";
import { revokeInvitation } from "@/server/invitations";

export const DELETE = route({ params: ["id"] }, async ({ actor, params }) => {
  await revokeInvitation(actor, params.id);
  return answer({ ok: true });
});
