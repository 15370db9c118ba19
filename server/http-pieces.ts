import "server-only";
import { GalleyError } from "@/domain/errors";

/**
 * The body of a request as it comes. Throws too_large, in these words, before more than the limit is passed on, and
 * invalid when it breaks off.
 */
export async function* piecesOf(request: Request, limit: number, words: string): AsyncGenerator<Uint8Array> {
  const tooLarge = () => new GalleyError("too_large", words);
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge();
  if (!request.body) return;
  let size = 0;
  try {
    for await (const piece of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += piece.byteLength;
      if (size > limit) throw tooLarge();
      yield piece;
    }
  } catch (error) {
    if (error instanceof GalleyError) throw error;
    // The sender gave it up, or the line broke: no fault of ours, and nobody reads the answer.
    throw new GalleyError("invalid", "The request broke off before it was complete.");
  }
}

/** All of it; errors as above. */
export async function readBytes(
  request: Request,
  limit: number,
  words: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  for await (const piece of piecesOf(request, limit, words)) pieces.push(piece);
  return joined(pieces);
}

/** Pieces in one, in memory that is theirs alone. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pieces.reduce((size, piece) => size + piece.byteLength, 0));
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.byteLength;
  }
  return bytes;
}
