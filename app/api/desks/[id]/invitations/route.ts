import { invitationInput } from "@/domain/contract";
import { answer, route } from "@/server/http";
import { createInvitation, listInvitations } from "@/server/invitations";
import { ownOrigin } from "@/server/same-origin";

export const GET = route({ params: ["id"] }, async ({ actor, params }) =>
  answer({ invitations: await listInvitations(actor, params.id) }),
);

export const POST = route(
  { params: ["id"], body: invitationInput },
  async ({ actor, params, body, request }) =>
    answer({ invitation: await createInvitation(actor, params.id, body, ownOrigin(request)) }, 201),
);
