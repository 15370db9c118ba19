import { delMany, get, keys, setMany } from "idb-keyval";
import type { KeptWords } from "./collaboration/conflict";
import type { SentBatch } from "./collaboration/batch";

/** What a writer has that the server has not, as it is kept on the device. */
export interface Draft {
  /** Version of the text the steps stand on. */
  version: number;
  /** That text as JSON of its document. */
  base: unknown;
  /** Steps not confirmed, the first of them perhaps in `batch`. */
  steps: Record<string, unknown>[];
  batch: SentBatch | null;
  /** Words that could not be saved. */
  kept: KeptWords[];
}

/** The part that changes with every keystroke; the text beneath it is written once a version. */
type Head = Omit<Draft, "base">;

/** One window's place to keep a draft; nobody else's until it is let go. */
export interface DraftPlace {
  clientId: string;
  /** Keeps this instead of what is there; null when nothing is unsaved. Never fails: typing goes on. */
  keep(draft: (Omit<Draft, "base"> & { base: () => unknown }) | null): void;
  /** Once all that was given to keep is kept. */
  settled(): Promise<void>;
  release(): void;
}

const PREFIX = "galley-draft";

function prefixOf(actorId: string, articleId: string): string {
  return `${PREFIX}:${actorId}:${articleId}:`;
}

/** Whether this person left words on this device that the server does not have, and that no window has open. */
export async function hasUnsaved(actorId: string, articleId: string): Promise<boolean> {
  try {
    for (const clientId of await clientIds(actorId, articleId)) {
      const release = await lock(prefixOf(actorId, articleId) + clientId);
      release?.();
      if (release) return true;
    }
  } catch {
    // No storage: nothing was left.
  }
  return false;
}

async function clientIds(actorId: string, articleId: string): Promise<string[]> {
  const prefix = prefixOf(actorId, articleId);
  const found = (await keys()).filter(
    (key): key is string => typeof key === "string" && key.startsWith(prefix),
  );
  return [...new Set(found.map((key) => key.slice(prefix.length).split(":")[0]!))];
}

/**
 * The first draft that was left here and that no other window has open; null when there is none, or where the
 * device keeps nothing (private windows of some browsers).
 */
export async function claimLeft(
  actorId: string,
  articleId: string,
): Promise<{ place: DraftPlace; draft: Draft } | null> {
  const prefix = prefixOf(actorId, articleId);
  try {
    for (const clientId of await clientIds(actorId, articleId)) {
      const release = await lock(prefix + clientId);
      if (!release) continue;
      const draft = await read(prefix + clientId);
      if (draft) return { place: placeAt(prefix, clientId, draft.version, release), draft };
      release();
    }
  } catch {
    // No storage: nothing was left.
  }
  return null;
}

/** A place of this window's own. */
export async function openPlace(actorId: string, articleId: string, clientId: string): Promise<DraftPlace> {
  const prefix = prefixOf(actorId, articleId);
  return placeAt(prefix, clientId, null, (await lock(prefix + clientId)) ?? (() => {}));
}

async function read(key: string): Promise<Draft | null> {
  const head = await get<Head>(`${key}:head`);
  const base = await get<{ version: number; doc: unknown }>(`${key}:base`);
  return head && base && head.version === base.version ? { ...head, base: base.doc } : null;
}

function placeAt(prefix: string, clientId: string, version: number | null, release: () => void): DraftPlace {
  const key = prefix + clientId;
  let baseVersion = version;
  let next: (() => Promise<void>) | null = null;
  let writing: Promise<void> | null = null;

  // One write at a time, and of those that wait only the last.
  const write = async () => {
    while (next) {
      const run = next;
      next = null;
      await run().catch(() => {});
    }
    writing = null;
  };
  return {
    clientId,
    keep(unsaved) {
      next = async () => {
        if (!unsaved) {
          baseVersion = null;
          return delMany([`${key}:head`, `${key}:base`]);
        }
        const { base, ...head } = unsaved;
        const entries: [string, unknown][] = [[`${key}:head`, head]];
        if (baseVersion !== unsaved.version)
          entries.push([`${key}:base`, { version: unsaved.version, doc: base() }]);
        await setMany(entries);
        baseVersion = unsaved.version;
      };
      writing ??= write();
    },
    settled: () => writing ?? Promise.resolve(),
    release,
  };
}

/** Takes a lock among this browser's windows; null when another has it. Without the API: everything is free. */
async function lock(name: string): Promise<(() => void) | null> {
  if (!("locks" in navigator)) return () => {};
  return new Promise((resolve) => {
    void navigator.locks.request(name, { ifAvailable: true }, (granted) => {
      if (!granted) {
        resolve(null);
        return;
      }
      return new Promise<void>((release) => resolve(() => release()));
    });
  });
}
