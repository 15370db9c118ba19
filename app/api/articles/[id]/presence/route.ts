import { presenceInput } from "@/domain/contract";
import { answer, route } from "@/server/http";
import { beHere } from "@/server/presence";

export const POST = route({ params: ["id"], body: presenceInput }, async ({ actor, params, body }) => {
  await beHere(actor, params.id, body);
  return answer({});
});
