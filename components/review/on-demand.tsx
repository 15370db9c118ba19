"use client";

import { Suspense, useEffect, useEffectEvent, useState, type ComponentType } from "react";
import { later, untilLoaded } from "../ui/later";
import { loadDeeds } from "./load-deeds";
import { prepareDialogs } from "./dialogs";

/** What only a person who does something needs: its code is not part of the page as it is first read. */

const loadCaret = () => import("./caret");

export const Thread = onDemand(() => import("./thread"));
export const Composer = onDemand(() => import("./composer"));
export const AtLargeList = onDemand(() => import("./at-large-list"));
export const LeftTextLine = onDemand(() => import("./left-text"));
export const SelectionToolbar = onDemand(() => import("./selection-toolbar"));

/** A caret for the text in this element. */
export async function makeCaret(root: HTMLElement) {
  const { Caret } = await untilLoaded(loadCaret);
  return new Caret(root);
}

/** Who has stayed this long, in milliseconds, may be there when the connection goes. */
const A_WHILE = 15_000;

/**
 * Fetches all of it when somebody begins to move about the page, so that it is there at the first press, or has stayed
 * for a while; and for those who stay, what else they can do while there is no connection: the dialogs, and `more`.
 */
export function useOnDemand(more: () => void): void {
  const prepareMore = useEffectEvent(() => {
    prepareDialogs().catch(() => undefined);
    more();
  });
  useEffect(() => {
    const prepare = () => {
      const all = [
        Thread.prepare(),
        Composer.prepare(),
        SelectionToolbar.prepare(),
        loadCaret(),
        AtLargeList.prepare(),
        LeftTextLine.prepare(),
        loadDeeds(),
      ];
      // Whatever could not be fetched now is asked for again when it is used.
      void Promise.all(all).catch(() => undefined);
    };
    const stayed = setTimeout(() => {
      prepare();
      prepareMore();
    }, A_WHILE);
    const once = { once: true, passive: true };
    window.addEventListener("pointermove", prepare, once);
    window.addEventListener("keydown", prepare, once);
    window.addEventListener("touchstart", prepare, once);
    return () => {
      clearTimeout(stayed);
      window.removeEventListener("pointermove", prepare);
      window.removeEventListener("keydown", prepare);
      window.removeEventListener("touchstart", prepare);
    };
  }, []);
}

/** A component whose code comes later; once it is there it is drawn at once, with the focus that it takes. */
function onDemand<Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>) {
  const Later = later(load);
  let there: ComponentType<Props> | null = null;
  const prepare = async () => {
    there = (await load()).default;
  };
  function OnDemand(props: Props) {
    // What was begun as one goes on as it: the other would be another component, without what was typed in it.
    const [Drawn] = useState<ComponentType<Props>>(() => there ?? Later);
    return (
      <Suspense fallback={null}>
        <Drawn {...props} />
      </Suspense>
    );
  }
  return Object.assign(OnDemand, { prepare, isThere: () => there !== null });
}
