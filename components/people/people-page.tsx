import type { InvitationDto, MemberDto } from "@/domain/contract";
import { Invitations } from "./invitations";
import { Members } from "./members";

interface PeoplePageProps {
  deskId: string;
  desk: string;
  actorId: string;
  members: readonly MemberDto[];
  invitations: readonly InvitationDto[];
}

/** The people of a desk, for its chiefs. */
export function PeoplePage({ deskId, desk, actorId, members, invitations }: PeoplePageProps) {
  return (
    <main id="main" tabIndex={-1} className="mx-auto w-full max-w-[52rem] px-5 pt-8 pb-20">
      <h1 className="font-serif text-2xl">
        People <span className="text-ink-faint">of</span> <bdi>{desk}</bdi>
      </h1>
      <Members deskId={deskId} actorId={actorId} members={members} />
      <Invitations deskId={deskId} invitations={invitations} />
    </main>
  );
}
