import { acceptInvitationInput } from "@/domain/contract";
import { addressOf } from "@/server/address";
import { answer, publicRoute } from "@/server/http";
import { acceptInvitation } from "@/server/invitations";

export const POST = publicRoute({ body: acceptInvitationInput }, async ({ body, request }) =>
  answer(await acceptInvitation(body, addressOf(request.headers)), 201),
);
