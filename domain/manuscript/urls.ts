/** White space inside a web address: from `start` to `end` of the text. */
export interface UrlBreak {
  start: number;
  end: number;
  /** The address before it and the piece after it, as they stand. */
  before: string;
  after: string;
  /** Offset of the address. */
  url: number;
}

const ADDRESS = /https?:\S*|www\.\S+/gi;
const SPACE = /[^\S\n]{1,3}/y;
const TOKEN = /\S+/y;

/**
 * Where a web address was broken by a space or a line end. `prose`: running text, where what follows an address
 * is more often a word than a piece of it. `isLineEnd` tells whether the white space at an offset was a line end.
 */
export function findUrlBreaks(
  text: string,
  { prose, isLineEnd }: { prose: boolean; isLineEnd: (offset: number) => boolean },
): UrlBreak[] {
  const breaks: UrlBreak[] = [];
  ADDRESS.lastIndex = 0;
  for (let found = ADDRESS.exec(text); found; found = ADDRESS.exec(text)) {
    let piece = found[0];
    let end = found.index + piece.length;
    for (;;) {
      SPACE.lastIndex = end;
      const space = SPACE.exec(text);
      if (!space) break;
      TOKEN.lastIndex = end + space[0].length;
      const next = TOKEN.exec(text)?.[0];
      if (!next) break;
      const place = {
        prose,
        atLineEnd: isLineEnd(end),
        last: end + space[0].length + next.length >= text.length,
      };
      if (!continues(piece, next, place)) break;
      breaks.push({
        start: end,
        end: end + space[0].length,
        before: piece,
        after: next,
        url: found.index,
      });
      piece = next;
      end += space[0].length + next.length;
    }
    ADDRESS.lastIndex = end;
  }
  return breaks;
}

interface Place {
  prose: boolean;
  atLineEnd: boolean;
  /** Nothing follows the piece. */
  last: boolean;
}

/** Whether `next` goes on with the address that `piece` ends. In doubt it does not: a wrong join loses a word. */
function continues(piece: string, next: string, { prose, atLineEnd, last }: Place): boolean {
  if (/^https?:$/i.test(piece)) return next.startsWith("//");
  if (/^https?:\/\/$/i.test(piece)) return /^[a-z0-9]/i.test(next);
  if (/^(?:https?:|www\.|doi:|10\.\d{4})|^[("“‘'«[<]/i.test(next)) return false;
  if (/[”"’)>\],;]$/.test(piece)) return false;
  const bare = next.replace(/[.,;:)\]”"’]+$/, "");
  if (/^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$/.test(bare)) return false;
  const hasWord = /[\p{L}\p{N}]/u.test(bare);
  if (/^[-_/?=&#%.~+]/.test(bare)) return /^[-_/?=&#%.~+]+[\p{L}\p{N}]/u.test(bare);
  if (!hasWord || !/^[\p{Ll}\p{N}%]/u.test(bare)) return false;
  if (piece.endsWith("."))
    return /^[a-z0-9-]+(?:\.[a-z]{2,}|\/)/.test(bare) && /(?:\/\/|www)[^/]{0,80}$/.test(piece.slice(-90));
  if (/[-_=&?%#]$/.test(piece)) return !prose || atLineEnd || /[-_/=&%\d]/.test(bare);
  if (/\.(?:html?|pdf|php|aspx?)$/i.test(bare)) return true;
  const joints = bare.match(/[-_/=&%]/g)?.length ?? 0;
  if (bare.includes("/")) {
    if (prose) return bare.endsWith("/") || joints >= 2;
    return joints >= 2 || bare.endsWith("/") || /\d/.test(bare);
  }
  if (prose) return false;
  if (joints >= 2 || (piece.endsWith("/") && joints >= 1)) return true;
  return atLineEnd && last && (joints >= 1 || /^\d+$/.test(bare) || piece.endsWith("/"));
}
