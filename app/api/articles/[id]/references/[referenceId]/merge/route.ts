import { mergeInput } from "@/domain/contract";
import { answer, route } from "@/server/http";
import { mergeReference } from "@/server/references";

export const POST = route(
  { params: ["id", "referenceId"], body: mergeInput },
  async ({ actor, params, body }) => answer(await mergeReference(actor, params.id, params.referenceId, body)),
);
