import Link from "next/link";
import { buttonClasses } from "@/components/ui/button-classes";
import { EmptyState } from "@/components/ui/empty-state";

export default function NotFound() {
  return (
    <main id="main" tabIndex={-1}>
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
