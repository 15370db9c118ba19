import { citationStyleInput } from "@/domain/contract";
import { answer, route } from "@/server/http";
import { setCitationStyle } from "@/server/references";

export const POST = route({ params: ["id"], body: citationStyleInput }, async ({ actor, params, body }) =>
  answer(await setCitationStyle(actor, params.id, body)),
);
