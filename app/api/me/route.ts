import type { MeDto } from "@/domain/contract";
import { answer, route } from "@/server/http";

export const GET = route({}, ({ actor: { memberships, ...user } }) => {
  const me: MeDto = { user, memberships };
  return answer(me);
});
