import type { Metadata } from "next";
import Link from "next/link";
import { InvitationForm } from "@/components/auth/invitation-form";
import { ROLE_WORDS } from "@/components/people/roles";
import { GalleyError } from "@/domain/errors";
import { readInvitation } from "@/server/invitations";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const invitation = await readInvitation(token).catch((error: unknown) => {
    if (error instanceof GalleyError && error.code === "not_found") return error.message;
    throw error;
  });
  if (typeof invitation === "string")
    return (
      <>
        <h1 className="mb-3 font-serif text-xl">This invitation cannot be used</h1>
        <p className="text-base text-ink-soft">{invitation}</p>
        <p className="mt-5 text-base">
          <Link href="/sign-in" className="text-accent underline underline-offset-2">
            Sign in
          </Link>{" "}
          if you have an account.
        </p>
      </>
    );
  return (
    <>
      <h1 className="font-serif text-xl">Join {invitation.desk}</h1>
      <p className="mt-2 mb-6 text-base text-ink-soft">
        You are invited to this desk as {ROLE_WORDS[invitation.role].withArticle}.
      </p>
      <InvitationForm token={token} email={invitation.email} hasAccount={invitation.hasAccount} />
    </>
  );
}
