import { flagInput } from "@/domain/contract";
import { answer, route } from "@/server/http";
import { addPending, listPending } from "@/server/pending";

export const GET = route({ params: ["id"] }, async ({ actor, params }) =>
  answer(await listPending(actor, params.id)),
);

export const POST = route({ params: ["id"], body: flagInput }, async ({ actor, params, body }) => {
  const { created, ...added } = await addPending(actor, params.id, body);
  return answer(added, created ? 201 : 200);
});
