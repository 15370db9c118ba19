import * as z from "zod";
import { loadArticleFor } from "@/server/access";
import { actorOfSession } from "@/server/actor";
import { sessionCookieName } from "@/server/auth";
import { route } from "@/server/http";
import { articleStream } from "@/server/stream";

const eventId = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform(BigInt);

/**
 * `after` for the first connection; a browser that comes again says Last-Event-ID by itself, which is newer.
 * `horizon` belongs to the article the browser began with: all that was committed by then was in it.
 */
const eventsQuery = z.object({ after: eventId.optional(), horizon: eventId.optional() });

export const GET = route(
  { params: ["id"], query: eventsQuery },
  async ({ actor, params, query, request }) => {
    await loadArticleFor(actor, params.id, "article.read");
    const cookie = request.cookies.get(sessionCookieName())?.value;
    const last = eventId.safeParse(request.headers.get("last-event-id"));
    const stream = articleStream({
      articleId: params.id,
      actorId: actor.id,
      since: last.success ? last.data : (query.after ?? null),
      horizon: query.horizon,
      readActor: () => actorOfSession(cookie),
      signal: request.signal,
    });
    return new Response(stream, {
      headers: {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-cache, no-transform",
        "x-accel-buffering": "no",
      },
    });
  },
);
