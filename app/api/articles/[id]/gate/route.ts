import { readGate } from "@/server/gate";
import { answer, route } from "@/server/http";

export const GET = route({ params: ["id"] }, async ({ actor, params }) =>
  answer(await readGate(actor, params.id)),
);
