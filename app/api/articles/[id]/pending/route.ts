import { flagInput } from "@/domain/contract";
import { answer, route } from "@/server/http";
import { addPending, listPending } from "@/server/pending";

export const GET = route({ params: ["id"] }, async ({ actor, params }) =>
  answer({ flags: await listPending(actor, params.id) }),
);

export const POST = route({ params: ["id"], body: flagInput }, async ({ actor, params, body }) => {
  const { flag, created } = await addPending(actor, params.id, body);
  return answer({ flag }, created ? 201 : 200);
});
