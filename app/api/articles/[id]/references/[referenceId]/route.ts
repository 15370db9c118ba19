import { deleteQuery, referenceEditInput } from "@/domain/contract";
import { answer, route } from "@/server/http";
import { deleteReference, editReference } from "@/server/references";

export const PATCH = route(
  { params: ["id", "referenceId"], body: referenceEditInput },
  async ({ actor, params, body }) => answer(await editReference(actor, params.id, params.referenceId, body)),
);

export const DELETE = route(
  { params: ["id", "referenceId"], query: deleteQuery },
  async ({ actor, params, query }) =>
    answer(await deleteReference(actor, params.id, params.referenceId, query)),
);
