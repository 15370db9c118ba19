import type { Metadata } from "next";
import { PeoplePage } from "@/components/people/people-page";
import { readDeskSettings } from "@/server/desk-settings";
import { listInvitations } from "@/server/invitations";
import { listMembers } from "@/server/members";
import { orNotFound, pageActor } from "../../../page-actor";

export const metadata: Metadata = { title: "People" };

export default async function DeskPeoplePage({ params }: { params: Promise<{ deskId: string }> }) {
  const { deskId } = await params;
  const actor = await pageActor(`/desk/${deskId}/people`);
  const [members, invitations, settings] = await orNotFound(
    Promise.all([
      listMembers(actor, deskId),
      listInvitations(actor, deskId),
      readDeskSettings(actor, deskId),
    ]),
  );
  const desk = actor.memberships.find((membership) => membership.deskId === deskId)!.desk;
  return (
    <PeoplePage
      deskId={deskId}
      desk={desk}
      actorId={actor.id}
      members={members}
      invitations={invitations}
      settings={settings}
    />
  );
}
