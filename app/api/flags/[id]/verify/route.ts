import { noteInput } from "@/domain/contract";
import { verifyFlag } from "@/server/flag-steps";
import { answer, route } from "@/server/http";

export const POST = route({ params: ["id"], body: noteInput }, async ({ actor, params, body }) =>
  answer({ flag: await verifyFlag(actor, params.id, body) }),
);
