import { undoApplyInput } from "@/domain/contract";
import { answer, route } from "@/server/http";
import { undoTypoFixes } from "@/server/typo-fixes";

export const POST = route({ params: ["id"], body: undoApplyInput }, async ({ actor, params, body }) =>
  answer(await undoTypoFixes(actor, params.id, body)),
);
