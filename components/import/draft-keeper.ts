import { delMany, getMany, set, setMany } from "idb-keyval";
import type { GivenFile } from "../manuscript/given";
import type { ImportDraft } from "./draft";

/** A draft as it is kept: its file lies beside it, under a key of its own. */
type Kept = Omit<ImportDraft, "file"> & { file: Pick<GivenFile, "id"> | null };

const withoutBytes = ({ file, ...draft }: ImportDraft): Kept => ({ ...draft, file: file && { id: file.id } });

/** Writes one draft at a time, and of those that wait only the last. */
export class Keeper {
  /** What the device does not have yet; null is for "nothing", undefined when it has all. */
  #waiting: ImportDraft | null | undefined;
  #writing: ImportDraft | null | undefined;
  /** Of the file that the device has. */
  #fileId: string | null = null;

  constructor(
    readonly key: string,
    readonly onUnkept: (unkept: boolean) => void,
  ) {}

  async kept(): Promise<ImportDraft | undefined> {
    const last = this.#takeLast();
    try {
      const [stored, file] = (await getMany([this.key, this.#fileKey])) as [Kept?, GivenFile?];
      this.#fileId = file?.id ?? null;
      const kept = last ?? stored;
      if (!kept) return undefined;
      const draft = { ...kept, file: file && kept.file?.id === file.id ? file : null };
      if (last) this.keep(draft);
      return draft;
    } catch {
      this.onUnkept(true);
      return last ? { ...last, file: null } : undefined;
    }
  }

  keep(draft: ImportDraft | null): void {
    this.#waiting = draft;
    if (this.#writing === undefined) void this.#write();
  }

  /**
   * The page goes: a write to the database that is not done by now is given up by the browser, so what it would
   * have kept goes where writing is synchronous. A text too long for that place stays with the database's chance,
   * as does a file.
   */
  leave(): void {
    const last = this.#waiting ?? this.#writing;
    if (!last) return;
    try {
      localStorage.setItem(this.key, JSON.stringify(withoutBytes(last)));
    } catch {
      // No room there.
    }
  }

  get #fileKey(): string {
    return `${this.key}:file`;
  }

  #takeLast(): Kept | null {
    try {
      const last = localStorage.getItem(this.key);
      if (last === null) return null;
      localStorage.removeItem(this.key);
      return JSON.parse(last) as Kept;
    } catch {
      return null;
    }
  }

  async #write(): Promise<void> {
    while (this.#waiting !== undefined) {
      const value = (this.#writing = this.#waiting);
      this.#waiting = undefined;
      try {
        await this.#store(value);
        this.onUnkept(false);
      } catch {
        this.onUnkept(value !== null);
      }
    }
    this.#writing = undefined;
  }

  /** Draft and file in one transaction: neither is ever without the other. */
  async #store(draft: ImportDraft | null): Promise<void> {
    const file = draft?.file ?? null;
    if (!draft) await delMany([this.key, this.#fileKey]);
    else if (file && file.id !== this.#fileId)
      await setMany([
        [this.key, withoutBytes(draft)],
        [this.#fileKey, file],
      ]);
    else {
      await set(this.key, withoutBytes(draft));
      if (!file && this.#fileId !== null) await delMany([this.#fileKey]);
    }
    this.#fileId = file?.id ?? null;
  }
}
