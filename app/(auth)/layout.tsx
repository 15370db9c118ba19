import { Wordmark } from "@/components/ui/wordmark";

export default function AuthLayout({ children }: { children: React.ReactNode }) {
  return (
    <main className="mx-auto w-full max-w-[22rem] px-5 pt-[14vh] pb-16">
      <Wordmark className="text-2xl" />
      <div className="mt-10">{children}</div>
    </main>
  );
}
