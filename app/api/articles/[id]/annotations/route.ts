import { exportAnnotations } from "@/server/annotations";
import { fileAnswer } from "@/server/file-answer";
import { route } from "@/server/http";
import { ownOrigin } from "@/server/same-origin";

export const GET = route({ params: ["id"] }, async ({ actor, params, request }) =>
  fileAnswer(await exportAnnotations(actor, params.id, ownOrigin(request))),
);
