import { timelineQuery } from "@/domain/contract";
import { listTimeline } from "@/server/history";
import { answer, route } from "@/server/http";

export const GET = route({ params: ["id"], query: timelineQuery }, async ({ actor, params, query }) =>
  answer(await listTimeline(actor, params.id, query)),
);
