import { deskSettingsInput } from "@/domain/contract";
import { changeDeskSettings, readDeskSettings } from "@/server/desk-settings";
import { answer, route } from "@/server/http";

export const GET = route({ params: ["id"] }, async ({ actor, params }) =>
  answer({ settings: await readDeskSettings(actor, params.id) }),
);

export const PUT = route({ params: ["id"], body: deskSettingsInput }, async ({ actor, params, body }) =>
  answer({ settings: await changeDeskSettings(actor, params.id, body) }),
);
