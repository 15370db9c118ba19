import type { DeskSettingsDto, InvitationDto, MemberDto } from "@/domain/contract";
import { CommentWordsForm } from "./comment-words-form";
import { Invitations } from "./invitations";
import { Members } from "./members";

interface PeoplePageProps {
  deskId: string;
  desk: string;
  actorId: string;
  members: readonly MemberDto[];
  invitations: readonly InvitationDto[];
  settings: DeskSettingsDto;
}

/** The people of a desk and what it has settled, for its chiefs. */
export function PeoplePage({ deskId, desk, actorId, members, invitations, settings }: PeoplePageProps) {
  return (
    <main id="main" tabIndex={-1} className="mx-auto w-full max-w-[52rem] px-5 pt-8 pb-20">
      <h1 className="font-serif text-2xl">
        People <span className="text-ink-faint">of</span> <bdi>{desk}</bdi>
      </h1>
      <Members deskId={deskId} actorId={actorId} members={members} />
      <Invitations deskId={deskId} invitations={invitations} />
      <CommentWordsForm deskId={deskId} actorId={actorId} settings={settings} />
    </main>
  );
}
