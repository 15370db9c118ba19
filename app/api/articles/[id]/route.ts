import { articleSettingsInput } from "@/domain/contract";
import { changeArticleSettings, readArticle } from "@/server/articles";
import { answer, route } from "@/server/http";

export const GET = route({ params: ["id"] }, async ({ actor, params }) =>
  answer({ article: await readArticle(actor, params.id) }),
);

export const PATCH = route({ params: ["id"], body: articleSettingsInput }, async ({ actor, params, body }) =>
  answer({ article: await changeArticleSettings(actor, params.id, body) }),
);
