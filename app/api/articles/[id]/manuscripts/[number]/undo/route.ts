import { takeBackInput } from "@/domain/contract";
import { answer, route } from "@/server/http";
import { undoTakeIn } from "@/server/take-in-undo";

export const POST = route(
  { params: ["id"], numbers: ["number"], body: takeBackInput },
  async ({ actor, params, body }) => answer(await undoTakeIn(actor, params.id, params.number, body)),
);
