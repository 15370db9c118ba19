import { draftQuery } from "@/domain/contract";
import { exportDraft } from "@/server/drafts";
import { fileAnswer } from "@/server/file-answer";
import { route } from "@/server/http";
import { exportReviewed } from "@/server/reviewed";

export const GET = route({ params: ["id"], query: draftQuery }, async ({ actor, params, query, request }) => {
  const give = query.view === "reviewed" ? exportReviewed : exportDraft;
  // Next answers a HEAD with what a GET would: nothing leaves the house by it.
  return fileAnswer(await give(actor, params.id, query, { onRecord: request.method !== "HEAD" }));
});
