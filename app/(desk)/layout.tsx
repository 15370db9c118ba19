import { Topbar } from "@/components/desk/topbar";
import { getActor } from "@/server/actor";

/** The bar above everything. Who is signed out is sent away by the page, which knows its own address. */
export default async function DeskLayout({ children }: { children: React.ReactNode }) {
  const actor = await getActor();
  if (!actor) return children;
  const { id, name, email, memberships } = actor;
  return (
    <>
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-paper-raised focus:px-3 focus:py-2 focus:shadow-float"
      >
        To the content
      </a>
      <Topbar user={{ id, name, email }} memberships={memberships} />
      {children}
    </>
  );
}
