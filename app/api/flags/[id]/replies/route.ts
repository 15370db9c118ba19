import { replyInput } from "@/domain/contract";
import { answer, route } from "@/server/http";
import { addReply } from "@/server/replies";

export const POST = route({ params: ["id"], body: replyInput }, async ({ actor, params, body }) => {
  const { flag, created } = await addReply(actor, params.id, body);
  return answer({ flag }, created ? 201 : 200);
});
