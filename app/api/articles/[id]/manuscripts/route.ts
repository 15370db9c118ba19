import { takeInInput } from "@/domain/contract";
import { answer, route } from "@/server/http";
import { readManuscriptForm } from "@/server/manuscripts";
import { takeInManuscript } from "@/server/take-in";

export const POST = route(
  { params: ["id"], body: takeInInput, form: readManuscriptForm },
  async ({ actor, params, body }) => answer(await takeInManuscript(actor, params.id, body), 201),
);
