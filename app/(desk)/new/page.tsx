import type { Metadata } from "next";
import { ImportScreen } from "@/components/import/import-screen";
import { listMembers } from "@/server/members";
import { pageActor } from "../page-actor";

export const metadata: Metadata = { title: "New article" };

interface NewArticlePageProps {
  searchParams: Promise<{ desk?: string | string[] }>;
}

export default async function NewArticlePage({ searchParams }: NewArticlePageProps) {
  const actor = await pageActor("/new");
  const { desk: wanted } = await searchParams;
  const desks = await Promise.all(
    actor.memberships.map(async (membership) => ({
      ...membership,
      members: (await listMembers(actor, membership.deskId))
        .filter(({ active }) => active)
        .map(({ id, name }) => ({ id, name })),
    })),
  );
  const { deskId } = desks.find((desk) => desk.deskId === wanted) ?? desks[0]!;
  return (
    <main id="main" tabIndex={-1} className="mx-auto w-full max-w-[68rem] px-5 pt-8">
      <ImportScreen actorId={actor.id} desks={desks} deskId={deskId} />
    </main>
  );
}
