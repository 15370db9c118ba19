import { seenInput } from "@/domain/contract";
import { answer, route } from "@/server/http";
import { markSeen, readUnseen } from "@/server/seen";

export const GET = route({ params: ["id"] }, async ({ actor, params }) =>
  answer(await readUnseen(actor, params.id)),
);

export const POST = route({ params: ["id"], body: seenInput }, async ({ actor, params, body }) =>
  answer(await markSeen(actor, params.id, body)),
);
