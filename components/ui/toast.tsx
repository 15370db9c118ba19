"use client";

import { useSyncExternalStore } from "react";
import { Button } from "./button";

interface Toast {
  id: number;
  message: string;
  action: { label: string; run: () => void } | undefined;
}

/** Milliseconds; what can be taken back asks for a look at what came of it first. */
const SHOWN_FOR = 6_000;
const OFFERED_FOR = 30_000;
const AT_ONCE = 3;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();
const timers = new Map<number, ReturnType<typeof setTimeout>>();

function publish(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

function dismiss(id: number) {
  clearTimeout(timers.get(id));
  timers.delete(id);
  publish(toasts.filter((toast) => toast.id !== id));
}

function leaveLater(id: number, after: number) {
  clearTimeout(timers.get(id));
  timers.set(
    id,
    setTimeout(() => dismiss(id), after),
  );
}

/**
 * Says something in passing, e.g. that a link was copied. What failed is said where it failed, not here. With an
 * action it stays for longer, and as long as the pointer or the keyboard is on it.
 */
export function notify(message: string, action?: Toast["action"]): void {
  lastId += 1;
  publish([...toasts, { id: lastId, message, action }].slice(-AT_ONCE));
  leaveLater(lastId, action ? OFFERED_FOR : SHOWN_FOR);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const NONE: readonly Toast[] = [];

/** Where they appear: once, in the root layout. Its live region is there from the start, so that it is heard. */
export function Toasts() {
  const shown = useSyncExternalStore(
    subscribe,
    () => toasts,
    () => NONE,
  );
  return (
    <div
      role="status"
      data-screen
      className="pointer-events-none fixed inset-x-0 bottom-[calc(1rem+var(--foot,0px))] z-50 flex flex-col items-center gap-2 px-4"
    >
      {shown.map(({ id, message, action }) => (
        <div
          key={id}
          onPointerEnter={() => clearTimeout(timers.get(id))}
          onPointerLeave={() => leaveLater(id, SHOWN_FOR)}
          className="rise pointer-events-auto flex max-w-md items-center gap-3 rounded-md bg-ink py-1.5 pr-2 pl-3.5 text-base text-paper shadow-float"
        >
          <span dir="auto">{message}</span>
          {action && (
            <Button
              look="quiet"
              size="sm"
              className="text-paper! underline underline-offset-2 hover:bg-transparent!"
              onFocus={() => clearTimeout(timers.get(id))}
              onBlur={() => leaveLater(id, SHOWN_FOR)}
              onClick={() => {
                action.run();
                dismiss(id);
              }}
            >
              {action.label}
            </Button>
          )}
        </div>
      ))}
    </div>
  );
}
