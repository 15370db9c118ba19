import { applyInput } from "@/domain/contract";
import { answer, route } from "@/server/http";
import { applyTypoFixes } from "@/server/typo-fixes";

export const POST = route({ params: ["id"], body: applyInput }, async ({ actor, params, body }) =>
  answer(await applyTypoFixes(actor, params.id, body)),
);
