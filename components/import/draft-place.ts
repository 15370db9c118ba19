import { get } from "idb-keyval";
import { holdsManuscript, type ImportDraft } from "./draft";

/** Manuscripts that can be open at once, each in a window of its own. */
const MOST_PLACES = 20;

/** A place on this device to keep one manuscript, this window's alone until it is let go. */
export interface DraftPlace {
  key: string;
  release: () => void;
}

/**
 * Finds this window its place: the one it had before it was loaded again, else one where a closed window left a
 * text, else an empty one. Two windows never write to one place; where the browser has no locks (an address without
 * https), all share the first.
 */
export async function takePlace(key: string): Promise<DraftPlace> {
  const places = Array.from({ length: MOST_PLACES }, (_, i) => (i === 0 ? key : `${key}:${i + 1}`));
  if (!("locks" in navigator)) return { key, release: () => undefined };
  const own = remembered(key);
  if (own !== null && places.includes(own)) {
    const release = await lock(own);
    if (release) return { key: own, release };
  }
  let empty: DraftPlace | null = null;
  for (const place of places) {
    const release = await lock(place);
    if (!release) continue;
    const taken = { key: place, release };
    if (await isInUse(place)) {
      empty?.release();
      return remember(key, taken);
    }
    if (empty) release();
    else empty = taken;
  }
  return empty ? remember(key, empty) : { key, release: () => undefined };
}

/** Takes a lock for as long as the window stands or until it is released; null when another window has it. */
function lock(name: string): Promise<(() => void) | null> {
  return new Promise((resolve) => {
    const held = navigator.locks.request(name, { ifAvailable: true }, (granted) => {
      if (!granted) return resolve(null);
      return new Promise<void>((release) => resolve(release));
    });
    held.catch(() => resolve(null));
  });
}

async function isInUse(place: string): Promise<boolean> {
  try {
    if (localStorage.getItem(place) !== null) return true;
    const kept = await get<ImportDraft>(place);
    return kept !== undefined && holdsManuscript(kept);
  } catch {
    return false;
  }
}

function remembered(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key: string, place: DraftPlace): DraftPlace {
  try {
    sessionStorage.setItem(key, place.key);
  } catch {
    // Found again by its text.
  }
  return place;
}
