import { leaveInput } from "@/domain/contract";
import { answer, route } from "@/server/http";
import { leaveArticle } from "@/server/presence";

export const POST = route({ params: ["id"], body: leaveInput }, async ({ actor, params, body }) => {
  await leaveArticle(actor, params.id, body);
  return answer({});
});
