import type { Metadata } from "next";
import { GatePage } from "@/components/draft/gate-page";
import { may } from "@/domain/policy";
import { readArticle } from "@/server/articles";
import { listDrafts } from "@/server/draft-history";
import { readGate } from "@/server/gate";
import { orNotFound, pageActor } from "../../../page-actor";

export const metadata: Metadata = { title: "Draft" };

export default async function DraftPage({ params }: { params: Promise<{ articleId: string }> }) {
  const { articleId } = await params;
  const actor = await pageActor(`/articles/${articleId}/draft`);
  const [article, gate, exports] = await orNotFound(
    Promise.all([readArticle(actor, articleId), readGate(actor, articleId), listDrafts(actor, articleId)]),
  );
  return (
    <GatePage
      article={article}
      gate={gate}
      mayWrite={may(actor, "article.write", article)}
      mayExportOpen={may(actor, "draft.export_with_open_flags", article)}
      exports={exports}
    />
  );
}
