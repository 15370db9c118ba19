import { anchorInput } from "@/domain/contract";
import { anchorFlag } from "@/server/flag-steps";
import { answer, route } from "@/server/http";

export const POST = route({ params: ["id"], body: anchorInput }, async ({ actor, params, body }) =>
  answer({ flag: await anchorFlag(actor, params.id, body) }),
);
