import { sendInput } from "@/domain/contract";
import { answer, route } from "@/server/http";
import { sendPending } from "@/server/pending";

export const POST = route({ params: ["id"], body: sendInput }, async ({ actor, params, body }) =>
  answer(await sendPending(actor, params.id, body)),
);
