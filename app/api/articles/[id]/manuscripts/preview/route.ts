import { takeInPreviewInput } from "@/domain/contract";
import { answer, route } from "@/server/http";
import { readManuscriptForm } from "@/server/manuscripts";
import { previewTakeIn } from "@/server/take-in";

export const POST = route(
  { params: ["id"], body: takeInPreviewInput, form: readManuscriptForm },
  async ({ actor, params, body, request }) =>
    answer(await previewTakeIn(actor, params.id, body, request.signal)),
);
