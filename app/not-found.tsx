import Link from "next/link";
import { buttonClasses } from "@/components/ui/button-classes";
import { EmptyState } from "@/components/ui/empty-state";
import { Wordmark } from "@/components/ui/wordmark";

export default function NotFound() {
  return (
    <main id="main" tabIndex={-1} className="pt-8">
      <div className="mx-auto max-w-md px-5">
        <Wordmark className="text-xl" />
      </div>
      <EmptyState
        isPage
        title="Nothing here"
        action={
          <Link href="/" className={buttonClasses("primary")}>
            To the articles
          </Link>
        }
      >
        <p>There is no such page, or it is not yours to see. Ask whoever sent you the link.</p>
      </EmptyState>
    </main>
  );
}
