import { draftQuery } from "@/domain/contract";
import { exportDraft } from "@/server/drafts";
import { fileAnswer } from "@/server/file-answer";
import { route } from "@/server/http";

export const GET = route({ params: ["id"], query: draftQuery }, async ({ actor, params, query, request }) =>
  // Next answers a HEAD with what a GET would: nothing leaves the house by it.
  fileAnswer(await exportDraft(actor, params.id, query, { onRecord: request.method !== "HEAD" })),
);
