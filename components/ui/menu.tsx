"use client";

import { useId, useRef, type KeyboardEvent, type ReactNode } from "react";
import { classNames } from "./class-names";
import { placeElement } from "./place";

interface MenuProps {
  /** What the button says. */
  trigger: ReactNode;
  /** For a button that shows only a picture. */
  label?: string;
  triggerClassName?: string;
  align?: "start" | "end";
  className?: string;
  /** MenuItem, MenuLink, MenuHeading, MenuRule. */
  children: ReactNode;
}

const ITEMS = '[role^="menuitem"]:not([aria-disabled="true"])';

/**
 * A menu button by the ARIA pattern on the platform's popover: it lies above everything, closes on Escape or a
 * press elsewhere, and gives focus back. Arrows, Home, End and first letters walk it.
 */
export function Menu({ trigger, label, triggerClassName, align = "start", className, children }: MenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);

  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>(ITEMS) ?? [])];
  const focusItem = (index: number) => {
    const list = items();
    list[(index + list.length) % list.length]?.focus();
  };

  function onToggle(opens: boolean) {
    button.current?.setAttribute("aria-expanded", String(opens));
    if (opens && button.current && menu.current) {
      placeElement(button.current, menu.current, { align, side: "below" });
      focusItem(0);
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    const list = items();
    const current = list.indexOf(document.activeElement as HTMLElement);
    const letter =
      event.key.length === 1 && !event.ctrlKey && !event.metaKey ? event.key.toLowerCase() : null;
    if (event.key === "ArrowDown") focusItem(current + 1);
    else if (event.key === "ArrowUp") focusItem(current - 1);
    else if (event.key === "Home") focusItem(0);
    else if (event.key === "End") focusItem(-1);
    else if (event.key === "Tab") menu.current?.hidePopover();
    else if (letter && letter !== " ") {
      const following = [...list.slice(current + 1), ...list.slice(0, current + 1)];
      following.find((item) => item.textContent.trim().toLowerCase().startsWith(letter))?.focus();
    } else return;
    if (event.key !== "Tab") event.preventDefault();
    event.stopPropagation();
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-haspopup="menu"
        aria-expanded="false"
        aria-label={label}
        title={label}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          menu.current?.showPopover();
        }}
        className={triggerClassName}
      >
        {trigger}
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={label}
        onToggle={(event) => onToggle(event.newState === "open")}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          if ((event.target as Element).closest(ITEMS)) menu.current?.hidePopover();
        }}
        className={classNames(
          "fixed inset-auto m-0 max-h-[70vh] min-w-44 overflow-y-auto rounded-md border border-hairline",
          "bg-paper-raised p-1 text-sm text-ink shadow-float outline-none",
          className,
        )}
      >
        {children}
      </div>
    </>
  );
}

const ITEM = classNames(
  "flex w-full items-center gap-2 rounded-sm px-2.5 py-1.5 text-start no-underline text-ink",
  "hover:bg-paper-sunk focus-visible:bg-paper-sunk focus-visible:outline-offset-[-2px]",
  "pointer-coarse:py-2.5 aria-disabled:text-ink-faint [&_svg]:size-4 [&_svg]:text-ink-soft",
);

interface MenuItemProps {
  onSelect: () => void;
  /** One of a group of which one is chosen. */
  checked?: boolean;
  disabled?: boolean;
  children: ReactNode;
}

export function MenuItem({ onSelect, checked, disabled, children }: MenuItemProps) {
  return (
    <button
      type="button"
      role={checked === undefined ? "menuitem" : "menuitemradio"}
      aria-checked={checked}
      aria-disabled={disabled || undefined}
      tabIndex={-1}
      onClick={disabled ? undefined : onSelect}
      className={ITEM}
    >
      {children}
      {checked && (
        <span aria-hidden="true" className="ml-auto text-accent">
          ✓
        </span>
      )}
    </button>
  );
}

/** The classes and role of a menu's item, for a link in it. */
export const menuLinkProps = { role: "menuitem", tabIndex: -1, className: ITEM } as const;

export function MenuHeading({ children }: { children: ReactNode }) {
  return (
    <div role="presentation" className="px-2.5 pt-2 pb-1 text-xs text-ink-faint">
      {children}
    </div>
  );
}

export function MenuRule() {
  return <div role="separator" className="my-1 border-t border-hairline" />;
}
