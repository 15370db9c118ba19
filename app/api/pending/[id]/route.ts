import { answer, route } from "@/server/http";
import { dropPending } from "@/server/pending";

export const DELETE = route({ params: ["id"] }, async ({ actor, params }) => {
  await dropPending(actor, params.id);
  return answer({ ok: true });
});
