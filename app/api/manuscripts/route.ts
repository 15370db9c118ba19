import { previewInput } from "@/domain/contract";
import { answer, route } from "@/server/http";
import { previewManuscript, readManuscriptForm } from "@/server/manuscripts";

export const POST = route(
  { body: previewInput, form: readManuscriptForm },
  async ({ actor, body, request }) => answer(await previewManuscript(actor, body, request.signal)),
);
