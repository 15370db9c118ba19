"use client";

import { ChevronDown, Plus, UserRound } from "lucide-react";
import Link from "next/link";
import { useParams, usePathname, useSearchParams } from "next/navigation";
import { useEffect } from "react";
import type { MeDto } from "@/domain/contract";
import { buttonClasses } from "../ui/button-classes";
import { Menu, MenuHeading, MenuItem, MenuRule, menuLinkProps } from "../ui/menu";
import { Wordmark } from "../ui/wordmark";
import { onSignedOutElsewhere, signOut } from "../auth/session";
import { errorWords } from "../error-words";
import { notify } from "../ui/toast";
import { ThemeItems } from "./theme-items";

const NAV_LINK =
  "rounded-sm px-1.5 py-1 text-sm text-ink-soft no-underline hover:text-ink aria-[current=page]:text-ink pointer-coarse:py-3";
const MENU_BUTTON = "inline-flex items-center gap-1 [&_svg]:size-3.5";

/**
 * The desk that is looked at: the one in the address, or the first on the two pages that begin with it. Null where
 * the address does not tell (an article's) and there are several.
 */
function useCurrentDesk(memberships: MeDto["memberships"]) {
  const path = usePathname();
  const fromPath = useParams().deskId;
  const fromQuery = useSearchParams().get("desk");
  const named = memberships.find(({ deskId }) => deskId === (fromPath ?? fromQuery));
  const isObvious = memberships.length === 1 || path === "/" || path === "/new";
  return named ?? (isObvious ? memberships[0] : undefined) ?? null;
}

export function Topbar({ user, memberships }: MeDto) {
  const path = usePathname();
  const desk = useCurrentDesk(memberships);
  // Nobody who comes to this machine next reads on here: the page asks who they are.
  useEffect(() => onSignedOutElsewhere(() => location.reload()), []);
  const deskQuery = desk && desk !== memberships[0] ? `?desk=${desk.deskId}` : "";
  return (
    <header
      data-topbar
      className="flex h-(--topbar) items-center gap-1 border-b border-hairline px-4 sm:gap-2 sm:px-5"
    >
      <Link
        href="/"
        aria-label="Galley: articles"
        className="mr-1 rounded-sm text-lg text-ink no-underline sm:mr-3"
      >
        <Wordmark />
      </Link>
      <nav aria-label="Desk" className="flex min-w-0 items-center sm:gap-1.5">
        {memberships.length > 1 ? (
          <Menu
            label="Switch desk"
            triggerClassName={`${NAV_LINK} ${MENU_BUTTON}`}
            trigger={
              <>
                <span className="max-w-36 truncate">{desk?.desk ?? "Desks"}</span>
                <ChevronDown aria-hidden="true" />
              </>
            }
          >
            {memberships.map(({ deskId, desk: name }) => (
              <Link key={deskId} href={`/?desk=${deskId}`} {...menuLinkProps}>
                <span dir="auto">{name}</span>
                {deskId === desk?.deskId && (
                  <span aria-label="now shown" className="ml-auto text-accent">
                    ✓
                  </span>
                )}
              </Link>
            ))}
          </Menu>
        ) : (
          <Link href="/" aria-current={path === "/" ? "page" : undefined} className={`${NAV_LINK} truncate`}>
            {desk?.desk}
          </Link>
        )}
        {desk?.role === "chief" && (
          <Link
            href={`/desk/${desk.deskId}/people`}
            aria-current={path.endsWith("/people") ? "page" : undefined}
            className={NAV_LINK}
          >
            People
          </Link>
        )}
      </nav>
      <div className="ml-auto flex items-center gap-1 sm:gap-2">
        {path !== "/new" && (
          <Link href={`/new${deskQuery}`} className={buttonClasses("quiet", "sm")}>
            <Plus aria-hidden="true" className="size-3.5" />
            <span className="max-sm:sr-only">New article</span>
          </Link>
        )}
        <Menu
          label={`Account of ${user.name}`}
          align="end"
          triggerClassName={`${NAV_LINK} ${MENU_BUTTON}`}
          trigger={
            <>
              <UserRound aria-hidden="true" className="sm:hidden" />
              <span className="max-sm:hidden">{user.name}</span>
              <ChevronDown aria-hidden="true" />
            </>
          }
        >
          <MenuHeading>
            <span className="block text-ink">{user.name}</span>
            {user.email}
          </MenuHeading>
          <MenuRule />
          <Link href="/account" {...menuLinkProps}>
            Account and password
          </Link>
          <MenuRule />
          <ThemeItems />
          <MenuRule />
          <MenuItem
            onSelect={() => {
              signOut().then(
                () => location.assign("/sign-in"),
                (cause: unknown) => notify(errorWords(cause)),
              );
            }}
          >
            Sign out
          </MenuItem>
        </Menu>
      </div>
    </header>
  );
}
