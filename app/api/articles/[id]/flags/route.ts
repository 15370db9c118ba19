import { flagInput } from "@/domain/contract";
import { raiseFlag } from "@/server/flags";
import { answer, route } from "@/server/http";

export const POST = route({ params: ["id"], body: flagInput }, async ({ actor, params, body }) => {
  const { flag, created } = await raiseFlag(actor, params.id, body);
  return answer({ flag }, created ? 201 : 200);
});
