import { answer, route } from "@/server/http";
import { dropPending } from "@/server/pending";

export const DELETE = route({ params: ["id"] }, async ({ actor, params }) =>
  answer(await dropPending(actor, params.id)),
);
