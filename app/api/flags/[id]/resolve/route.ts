import { resolveInput } from "@/domain/contract";
import { answer, route } from "@/server/http";
import { resolveFlag } from "@/server/settlements";

export const POST = route({ params: ["id"], body: resolveInput }, async ({ actor, params, body }) =>
  answer(await resolveFlag(actor, params.id, body)),
);
