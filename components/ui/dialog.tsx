"use client";

import { X } from "lucide-react";
import { useEffect, useId, useRef, type ReactNode } from "react";
import { IconButton } from "./button";
import { classNames } from "./class-names";

interface DialogProps {
  open: boolean;
  /** Asked for by Escape, the backdrop or the cross. */
  onClose: () => void;
  title: ReactNode;
  /** Title for screen readers only. */
  titleHidden?: boolean;
  /** "sheet" rises from below on a phone; the centre elsewhere. */
  shape?: "centre" | "sheet";
  className?: string;
  children: ReactNode;
}

/**
 * The platform's modal dialog: focus stays inside, the page behind is inert, Escape closes, and focus returns to
 * where it came from. Its content is mounted only while it is open.
 */
export function Dialog(props: DialogProps) {
  return props.open ? <OpenDialog {...props} /> : null;
}

function OpenDialog({ onClose, title, titleHidden, shape = "centre", className, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const titleId = useId();

  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    if (element && !element.open) element.showModal();
    return () => {
      element?.close();
      // What opened it may be gone by now, with what was done in it.
      const isThere = before instanceof HTMLElement && before.isConnected && before !== document.body;
      (isThere ? before : document.getElementById("main"))?.focus({ preventScroll: true });
    };
  }, []);

  // What is higher than the window is scrolled by the keyboard as well, whatever it holds.
  useEffect(() => {
    const element = body.current!;
    const observer = new ResizeObserver(() => {
      if (element.scrollHeight > element.clientHeight) element.tabIndex = 0;
      else element.removeAttribute("tabindex");
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return (
    // The backdrop is the dialog's own: a press on it, and only on it, has the dialog as its target.
    // Escape does the same by keyboard.
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      className={classNames(
        "m-auto w-[min(32rem,calc(100vw-2rem))] max-w-none overflow-hidden rounded-md border border-hairline",
        "bg-paper-raised p-0 text-ink shadow-float backdrop:bg-black/25",
        shape === "sheet"
          ? "max-sm:sheet max-sm:mx-0 max-sm:mb-0 max-sm:w-full max-sm:rounded-b-none max-sm:border-x-0"
          : "rise",
        className,
      )}
    >
      <div className="flex max-h-[min(42rem,88dvh)] flex-col">
        <div className="flex items-start justify-between gap-4 px-5 pt-4">
          <h2 id={titleId} className={titleHidden ? "sr-only" : "font-serif text-lg font-medium"}>
            {title}
          </h2>
          <IconButton label="Close" icon={<X />} onClick={onClose} className="-mt-1 -mr-2 ml-auto" />
        </div>
        <div ref={body} className="overflow-y-auto px-5 pt-2 pb-5 focus-visible:-outline-offset-2">
          {children}
        </div>
      </div>
    </dialog>
  );
}

/** The row of buttons that ends a dialog: the step to take last, on the right. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-5 flex flex-wrap justify-end gap-2">{children}</div>;
}
