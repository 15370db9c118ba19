import { answer, route } from "@/server/http";
import { listMembers } from "@/server/members";

export const GET = route({ params: ["id"] }, async ({ actor, params }) =>
  answer({ members: await listMembers(actor, params.id) }),
);
