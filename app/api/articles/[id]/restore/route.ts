import { restoreInput } from "@/domain/contract";
import { answer, route } from "@/server/http";
import { restoreText } from "@/server/restore";

export const POST = route({ params: ["id"], body: restoreInput }, async ({ actor, params, body }) =>
  answer(await restoreText(actor, params.id, body)),
);
