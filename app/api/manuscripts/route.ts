import { manuscriptInput } from "@/domain/contract";
import { answer, route } from "@/server/http";
import { previewManuscript, readManuscriptForm } from "@/server/manuscripts";

export const POST = route({ body: manuscriptInput, form: readManuscriptForm }, ({ body }) =>
  answer(previewManuscript(body)),
);
