import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

/** A Word file with some of its parts changed, as somebody else's program would. Each change must change something. */
export function editDocx(
  file: Uint8Array,
  changes: Record<string, (xml: string) => string>,
): Uint8Array<ArrayBuffer> {
  const parts = unzipSync(file);
  for (const [name, change] of Object.entries(changes)) {
    const before = strFromU8(parts[name] ?? new Uint8Array());
    const after = change(before);
    if (after === before) throw new Error(`Nothing changed in ${name}.`);
    parts[name] = strToU8(after);
  }
  return new Uint8Array(zipSync(parts));
}

/** Tracked changes, all accepted or all rejected. */
export function settleTracked(xml: string, how: "accept" | "reject"): string {
  const [kept, gone] = how === "accept" ? ["ins", "del"] : ["del", "ins"];
  return xml
    .replace(new RegExp(`<w:${gone} [^>]*>.*?</w:${gone}>`, "gs"), "")
    .replace(new RegExp(`</?w:${kept}( [^>]*)?>`, "g"), "")
    .replaceAll("w:delText", "w:t");
}

/** The changes that mark the comment with these words as resolved, or not, as Word would. */
export function marking(
  file: Uint8Array,
  words: string,
  done: boolean,
): Record<string, (xml: string) => string> {
  const paraId = paraIdOf(file, words);
  return {
    "word/commentsExtended.xml": (xml) =>
      xml.replace(new RegExp(`(w15:paraId="${paraId}"[^>]*w15:done=")[01]`), `$1${done ? 1 : 0}`),
  };
}

/** Somebody's words in the margin. */
interface Said {
  author: string;
  date: string;
  body: string;
}

/** The changes that delete the comment with these words, and write another one on its range. */
export function remarking(
  file: Uint8Array,
  words: string,
  { author, date, body }: Said,
): Record<string, (xml: string) => string> {
  const [paraId, own] = [paraIdOf(file, words), "7ABBCCDE"];
  const rewrite = (comment: string) =>
    comment
      .replace(/w:author="[^"]*"/, `w:author="${author}"`)
      .replace(/w:date="[^"]*"/, `w:date="${date}"`)
      .replace(words, body)
      .replace(paraId, own);
  return {
    "word/comments.xml": (xml) =>
      xml.replace(/<w:comment .*?<\/w:comment>/gs, (comment) =>
        comment.includes(words) ? rewrite(comment) : comment,
      ),
    "word/commentsExtended.xml": (xml) => xml.replaceAll(paraId, own),
  };
}

/** The changes that answer the comment with these words. */
export function answering(
  file: Uint8Array,
  words: string,
  { author, date, body }: Said,
): Record<string, (xml: string) => string> {
  const parent = paraIdOf(file, words);
  const own = "7ABBCCDD";
  return {
    "word/comments.xml": (xml) =>
      xml.replace(
        "</w:comments>",
        `<w:comment w:id="9000" w:author="${author}" w:date="${date}" w:initials="A">` +
          `<w:p w14:paraId="${own}"><w:r><w:t>${body}</w:t></w:r></w:p></w:comment></w:comments>`,
      ),
    "word/commentsExtended.xml": (xml) =>
      xml.replace(
        "</w15:commentsEx>",
        `<w15:commentEx w15:paraId="${own}" w15:paraIdParent="${parent}" w15:done="0"/></w15:commentsEx>`,
      ),
  };
}

function paraIdOf(file: Uint8Array, words: string): string {
  const xml = strFromU8(unzipSync(file)["word/comments.xml"]!);
  const comment = xml.split("<w:comment ").find((one) => one.includes(words))!;
  return [...comment.matchAll(/w14:paraId="([0-9A-F]{8})"/g)].at(-1)![1]!;
}
