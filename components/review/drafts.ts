/**
 * What a person typed and did not send yet, kept in the browser by person, flag and form: it survives a reload,
 * signing out and a failed request, until it is sent or thrown away.
 */
export interface DraftStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  key(index: number): string | null;
  readonly length: number;
}

const PREFIX = "galley:draft";

/** Where one form's words are kept. `subject` is a flag, a reply or an article. */
export function draftKey(userId: string, subject: string, form: string): string {
  return [PREFIX, userId, subject, form].join(":");
}

/** Reads a draft; null when there is none, or when it is not of this program. */
export function readDraft<Value>(storage: DraftStorage, key: string): Value | null {
  const kept = storage.getItem(key);
  if (kept === null) return null;
  try {
    return JSON.parse(kept) as Value;
  } catch {
    return null;
  }
}

/** Keeps a draft; an empty one is let go. Where the browser keeps nothing, typing goes on all the same. */
export function keepDraft(storage: DraftStorage, key: string, value: unknown): void {
  try {
    if (isEmpty(value)) storage.removeItem(key);
    else storage.setItem(key, JSON.stringify(value));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

/** All drafts of a person on one subject, by form. */
export function draftsOf<Value>(
  storage: DraftStorage,
  userId: string,
  subject: string,
): { form: string; value: Value }[] {
  const prefix = draftKey(userId, subject, "");
  const found: { form: string; value: Value }[] = [];
  for (let index = 0; index < storage.length; index++) {
    const key = storage.key(index);
    if (!key?.startsWith(prefix)) continue;
    const value = readDraft<Value>(storage, key);
    if (value !== null) found.push({ form: key.slice(prefix.length), value });
  }
  return found.sort((a, b) => (a.form < b.form ? -1 : 1));
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === "string") return value === "";
  if (Array.isArray(value)) return value.every(isEmpty);
  return typeof value === "object" && Object.values(value).every(isEmpty);
}
