import * as z from "zod";
import { readSignOff, readSignOffPage } from "@/server/drafts";
import { fileAnswer } from "@/server/file-answer";
import { answer, route } from "@/server/http";

const signOffQuery = z.strictObject({ format: z.literal("html").optional() });

export const GET = route({ params: ["id"], query: signOffQuery }, async ({ actor, params, query }) => {
  if (query.format === "html") {
    const body = await readSignOffPage(actor, params.id);
    return fileAnswer({ contentType: "text/html; charset=utf-8", body });
  }
  return answer(await readSignOff(actor, params.id));
});
