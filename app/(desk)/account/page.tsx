import type { Metadata } from "next";
import { PasswordForm } from "@/components/auth/password-form";
import { ROLE_WORDS } from "@/components/people/roles";
import { pageActor } from "../page-actor";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const { name, email, memberships } = await pageActor("/account");
  return (
    <main id="main" tabIndex={-1} className="mx-auto w-full max-w-3xl px-5 py-10">
      <h1 className="font-serif text-2xl">{name}</h1>
      <p className="mt-1 text-base text-ink-soft">{email}</p>
      <ul className="mt-1 text-base text-ink-soft">
        {memberships.map(({ deskId, desk, role }) => (
          <li key={deskId}>
            {ROLE_WORDS[role].name}, {desk}
          </li>
        ))}
      </ul>
      <h2 className="mt-10 mb-4 border-t border-hairline pt-5 font-serif text-lg">Password</h2>
      <PasswordForm email={email} />
    </main>
  );
}
