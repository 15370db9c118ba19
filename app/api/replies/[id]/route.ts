import { replyInput } from "@/domain/contract";
import { answer, route } from "@/server/http";
import { editReply } from "@/server/replies";

const replyEditInput = replyInput.pick({ body: true });

export const PATCH = route({ params: ["id"], body: replyEditInput }, async ({ actor, params, body }) =>
  answer({ flag: await editReply(actor, params.id, body) }),
);
