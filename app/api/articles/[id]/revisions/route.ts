import { revisionsQuery } from "@/domain/contract";
import { listRevisions } from "@/server/history";
import { answer, route } from "@/server/http";

export const GET = route({ params: ["id"], query: revisionsQuery }, async ({ actor, params, query }) =>
  answer(await listRevisions(actor, params.id, query)),
);
