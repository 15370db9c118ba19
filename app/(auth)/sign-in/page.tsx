import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { safePath } from "@/components/auth/safe-path";
import { SignInForm } from "@/components/auth/sign-in-form";
import { getActor } from "@/server/actor";
import { sampleAccounts } from "@/server/sample";

export const metadata: Metadata = { title: "Sign in" };

interface SignInPageProps {
  searchParams: Promise<{ next?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next } = await searchParams;
  const path = safePath(typeof next === "string" ? next : undefined);
  if (await getActor()) redirect(path);
  return (
    <>
      <h1 className="mb-5 font-serif text-xl">Sign in</h1>
      <SignInForm next={path} sampleAccounts={await sampleAccounts()} />
    </>
  );
}
