"use client";

import { useEffect, useLayoutEffect, useRef, type ReactNode } from "react";
import { place } from "../ui/place";
import type { Session } from "./session";

interface AtCaretProps {
  session: Session;
  label: string;
  /** Escape, or a press elsewhere. */
  onClose: () => void;
  children: ReactNode;
}

/** A small form that floats under the selected words; Escape gives the keyboard back to the text. */
export function AtCaret({ session, label, onClose, children }: AtCaretProps) {
  const box = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const floating = box.current;
    if (!floating) return;
    const { view } = session;
    const put = () => {
      const { from, to } = view.state.selection;
      const start = view.coordsAtPos(from);
      const end = view.coordsAtPos(to);
      const { top, left } = place(
        { top: start.top, left: start.left, width: 0, height: end.bottom - start.top },
        { width: floating.offsetWidth, height: floating.offsetHeight },
        { width: document.documentElement.clientWidth, height: window.innerHeight },
        { align: "start", side: "below" },
      );
      floating.style.top = `${Math.round(top)}px`;
      floating.style.left = `${Math.round(left)}px`;
    };
    put();
    const sizes = new ResizeObserver(put);
    sizes.observe(floating);
    window.addEventListener("scroll", put, { passive: true });
    window.addEventListener("resize", put);
    return () => {
      sizes.disconnect();
      window.removeEventListener("scroll", put);
      window.removeEventListener("resize", put);
    };
  }, [session]);

  useEffect(() => {
    const element = box.current;
    const key = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      // Closes this, and nothing behind it.
      event.stopPropagation();
      event.preventDefault();
      onClose();
    };
    const press = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) onClose();
    };
    element?.addEventListener("keydown", key);
    document.addEventListener("pointerdown", press);
    return () => {
      element?.removeEventListener("keydown", key);
      document.removeEventListener("pointerdown", press);
    };
  }, [onClose]);

  return (
    <div
      ref={box}
      role="dialog"
      aria-label={label}
      tabIndex={-1}
      data-screen
      className="appear fixed z-40 w-[min(24rem,calc(100vw-1rem))] rounded-md border border-hairline bg-paper-raised p-2 shadow-float"
    >
      {children}
    </div>
  );
}
