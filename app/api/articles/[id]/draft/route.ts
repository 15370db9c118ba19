import { draftQuery } from "@/domain/contract";
import { exportDraft } from "@/server/drafts";
import { fileAnswer } from "@/server/file-answer";
import { route } from "@/server/http";

export const GET = route({ params: ["id"], query: draftQuery }, async ({ actor, params, query }) =>
  fileAnswer(await exportDraft(actor, params.id, query)),
);
