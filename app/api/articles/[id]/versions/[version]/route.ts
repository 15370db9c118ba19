import { readVersion } from "@/server/history";
import { answer, route } from "@/server/http";

export const GET = route({ params: ["id"], numbers: ["version"] }, async ({ actor, params }) =>
  answer(await readVersion(actor, params.id, params.version)),
);
