import { pendingInput } from "@/domain/contract";
import { answer, route } from "@/server/http";
import { changePending, dropPending } from "@/server/pending";

export const PATCH = route({ params: ["id"], body: pendingInput }, async ({ actor, params, body }) =>
  answer({ flag: await changePending(actor, params.id, body) }),
);

export const DELETE = route({ params: ["id"] }, async ({ actor, params }) => {
  await dropPending(actor, params.id);
  return answer({ ok: true });
});
