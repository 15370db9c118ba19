import { assignInput } from "@/domain/contract";
import { assignFlag } from "@/server/flag-steps";
import { answer, route } from "@/server/http";

export const POST = route({ params: ["id"], body: assignInput }, async ({ actor, params, body }) =>
  answer({ flag: await assignFlag(actor, params.id, body) }),
);
