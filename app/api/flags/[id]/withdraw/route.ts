import { noteInput } from "@/domain/contract";
import { withdrawFlag } from "@/server/flag-steps";
import { answer, route } from "@/server/http";

export const POST = route({ params: ["id"], body: noteInput }, async ({ actor, params, body }) =>
  answer({ flag: await withdrawFlag(actor, params.id, body) }),
);
