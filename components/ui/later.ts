"use client";

import { lazy, type ComponentType } from "react";
import { notify } from "./toast";

const WAIT = 3_000;
/** While the browser believes itself online, for a minute: long enough for a server that starts again. */
const PATIENCE = 20;

/**
 * React's `lazy` for what somebody may ask for while there is no connection: it comes as soon as there is one, and
 * does not take the page down meanwhile.
 */
export function later<Props>(load: () => Promise<{ default: ComponentType<Props> }>) {
  return lazy(() => untilLoaded(load));
}

/** What `load` gives, once it can be had. Rejects when it fails for a minute though there is a connection. */
export async function untilLoaded<Module>(load: () => Promise<Module>): Promise<Module> {
  let isSaid = false;
  let failures = 0;
  for (;;) {
    try {
      return await load();
    } catch (error) {
      if (!isSaid) notify("There is no connection. What you asked for opens when it is back.");
      isSaid = true;
      if (navigator.onLine && ++failures > PATIENCE) throw error;
      await untilOnline();
    }
  }
}

function untilOnline(): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      window.removeEventListener("online", go);
      resolve();
    };
    const timer = setTimeout(go, WAIT);
    window.addEventListener("online", go);
  });
}
