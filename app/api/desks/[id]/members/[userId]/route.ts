import { memberInput } from "@/domain/contract";
import { answer, route } from "@/server/http";
import { changeMember } from "@/server/members";

export const PATCH = route({ params: ["id", "userId"], body: memberInput }, async ({ actor, params, body }) =>
  answer({ member: await changeMember(actor, params.id, params.userId, body) }),
);
