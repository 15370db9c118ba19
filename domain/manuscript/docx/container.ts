import { Inflate } from "fflate";
import { GalleyError } from "../../errors";
import { crc32 } from "./crc32";

/** More entries than this has no Word file that a person wrote. */
const MAX_ENTRIES = 10_000;
/** What one part may be unpacked, in bytes. */
const MAX_PART_BYTES = 48 * 1024 * 1024;
/** What all parts that are read may be together, in bytes. */
const MAX_READ_BYTES = 64 * 1024 * 1024;
/** What the directory may promise for the whole file, pictures and all that is never unpacked included. */
const MAX_PROMISED_BYTES = 1024 * 1024 * 1024;
/** Packed bytes that are unpacked at a time. */
const STEP = 16 * 1024;

const END_OF_DIRECTORY = 0x06054b50;
const END_LENGTH = 22;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_END = 0x06064b50;
const NOT_IN_32_BITS = 0xffffffff;

const DAMAGED =
  "This Word file is damaged and cannot be read. Open it in Word, save it again and try once more.";
const TOO_LARGE = "This Word file unpacks to far more than a manuscript holds. Save the text as a new file.";

interface Entry {
  name: string;
  method: number;
  flags: number;
  crc: number;
  packed: number;
  unpacked: number;
  /** Where its local header begins. */
  at: number;
}

/** The error for a file that breaks off, contradicts itself or is no XML where it should be. */
export const damaged = (): GalleyError => new GalleyError("invalid", DAMAGED);

/**
 * A zip file whose parts are unpacked one by one, only when asked for, piece by piece, and no further than its
 * limits. Names are only compared, never used as paths.
 */
export class Container {
  readonly #bytes: Uint8Array;
  readonly #entries: ReadonlyMap<string, Entry>;
  #read = 0;

  /** Errors: `invalid` when it is no zip file or a broken one; `too_large` when it promises too much. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    const entries = readDirectory(bytes);
    let promised = 0;
    for (const { unpacked } of entries.values()) promised += unpacked;
    if (promised > MAX_PROMISED_BYTES) throw new GalleyError("too_large", TOO_LARGE);
    this.#entries = entries;
  }

  get names(): string[] {
    return [...this.#entries.values()].map(({ name }) => name);
  }

  /** Names of parts differ in more than case. */
  has(name: string): boolean {
    return this.#entries.has(keyOf(name));
  }

  /** Gives a part to `take`, piece by piece. Errors: `invalid` when it is not there or broken, `too_large`. */
  unpack(name: string, take: (piece: Uint8Array) => void): void {
    const entry = this.#entries.get(keyOf(name));
    if (!entry || entry.flags & 1 || (entry.method !== 0 && entry.method !== 8)) throw damaged();
    if (entry.unpacked > MAX_PART_BYTES || this.#read + entry.unpacked > MAX_READ_BYTES)
      throw new GalleyError("too_large", TOO_LARGE);
    this.#read += entry.unpacked;
    let left = entry.unpacked;
    let crc = 0;
    const pass = (piece: Uint8Array) => {
      left -= piece.length;
      // The directory lied.
      if (left < 0) throw damaged();
      crc = crc32(piece, crc);
      take(piece);
    };
    const packed = this.#packedBytes(entry);
    if (entry.method === 0) pass(packed);
    else inflate(packed, pass);
    if (left !== 0 || crc !== entry.crc) throw damaged();
  }

  #packedBytes({ at, packed }: Entry): Uint8Array {
    const view = viewOf(this.#bytes);
    if (at + 30 > view.byteLength || view.getUint32(at, true) !== LOCAL_ENTRY) throw damaged();
    const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
    if (start + packed > view.byteLength) throw damaged();
    return this.#bytes.subarray(start, start + packed);
  }
}

function inflate(packed: Uint8Array, pass: (piece: Uint8Array) => void): void {
  const stream = new Inflate();
  stream.ondata = (piece) => pass(piece);
  for (let at = 0; at < packed.length || at === 0; at += STEP) {
    const last = at + STEP >= packed.length;
    try {
      stream.push(packed.subarray(at, at + STEP), last);
    } catch (error) {
      // Those of ours come from whoever takes the pieces; fflate's own say only that the data are broken.
      if (error instanceof GalleyError) throw error;
      throw damaged();
    }
  }
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const keyOf = (name: string) => name.toLowerCase();

function readDirectory(bytes: Uint8Array): Map<string, Entry> {
  const view = viewOf(bytes);
  const { count, start } = directoryOf(view);
  if (count > MAX_ENTRIES) throw new GalleyError("too_large", TOO_LARGE);
  const decoder = new TextDecoder();
  const entries = new Map<string, Entry>();
  let at = start;
  for (let index = 0; index < count; index++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw damaged();
    const [nameLength, extraLength, noteLength] = [28, 30, 32].map((offset) =>
      view.getUint16(at + offset, true),
    );
    const end = at + 46 + nameLength! + extraLength! + noteLength!;
    if (end > view.byteLength) throw damaged();
    const name = decoder.decode(bytes.subarray(at + 46, at + 46 + nameLength!)).replaceAll("\\", "/");
    const entry: Entry = {
      name,
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    };
    readLongSizes(view, at + 46 + nameLength!, extraLength!, entry);
    // Two parts of one name: two programs would read two different files.
    if (entries.has(keyOf(name))) throw damaged();
    entries.set(keyOf(name), entry);
    at = end;
  }
  return entries;
}

function directoryOf(view: DataView): { count: number; start: number } {
  const last = view.byteLength - END_LENGTH;
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
    if (view.getUint32(at, true) !== END_OF_DIRECTORY) continue;
    if (at >= 20 && view.getUint32(at - 20, true) === ZIP64_LOCATOR) {
      const end = readLong(view, at - 12);
      if (end + 56 > view.byteLength || view.getUint32(end, true) !== ZIP64_END) throw damaged();
      return { count: readLong(view, end + 32), start: readLong(view, end + 48) };
    }
    return { count: view.getUint16(at + 10, true), start: view.getUint32(at + 16, true) };
  }
  throw damaged();
}

/** Sizes that 32 bits do not hold, or that a program wrote in 64 all the same, stand in an extra field. */
function readLongSizes(view: DataView, start: number, length: number, entry: Entry): void {
  for (let at = start; at + 4 <= start + length;) {
    const size = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1) {
      let next = at + 4;
      for (const field of ["unpacked", "packed", "at"] as const) {
        if (entry[field] !== NOT_IN_32_BITS || next + 8 > at + 4 + size || next + 8 > start + length)
          continue;
        entry[field] = readLong(view, next);
        next += 8;
      }
      return;
    }
    at += 4 + size;
  }
}

function readLong(view: DataView, at: number): number {
  if (at + 8 > view.byteLength) throw damaged();
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
}
