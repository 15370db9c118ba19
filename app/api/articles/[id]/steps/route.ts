import { stepsInput } from "@/domain/contract";
import { answer, route } from "@/server/http";
import { saveSteps } from "@/server/text";

export const POST = route({ params: ["id"], body: stepsInput }, async ({ actor, params, body }) =>
  answer(await saveSteps(actor, params.id, body)),
);
