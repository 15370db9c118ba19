import { referencesInput } from "@/domain/contract";
import { answer, route } from "@/server/http";
import { addReferences } from "@/server/references";

export const POST = route({ params: ["id"], body: referencesInput }, async ({ actor, params, body }) =>
  answer(await addReferences(actor, params.id, body), 201),
);
