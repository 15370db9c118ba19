/** A reviewed Word file as somebody works on it in Word, in the parts that Word would write. */
import { strFromU8, strToU8, unzipSync, zipSync, type Unzipped } from "fflate";

interface Reply {
  by: string;
  /** ISO 8601, to the second. */
  at: string;
  body: string;
}

const DOCUMENT = "word/document.xml";
const COMMENTS = "word/comments.xml";
const EXTENDED = "word/commentsExtended.xml";

export class WordFile {
  private readonly parts: Unzipped;
  private added = 0;

  constructor(file: Uint8Array) {
    this.parts = unzipSync(file);
  }

  get bytes(): Uint8Array {
    return zipSync(this.parts);
  }

  /** All tracked changes. */
  acceptChanges(): this {
    return this.change(DOCUMENT, /<w:del .*?<\/w:del>|<\/?w:ins\b[^>]*>/gs, () => "");
  }

  /** All tracked changes. */
  rejectChanges(): this {
    this.change(DOCUMENT, /<w:ins .*?<\/w:ins>|<\/?w:del\b[^>]*>/gs, () => "");
    return this.change(DOCUMENT, /w:delText/g, () => "w:t");
  }

  /** Types other words in the place of some that stand within one run. */
  type(words: string, others: string): this {
    return this.change(DOCUMENT, new RegExp(escaped(words)), () => escapedXml(others));
  }

  /** Marks a comment as resolved. */
  resolve(comment: string): this {
    const { paraId } = this.comment(comment);
    return this.change(
      EXTENDED,
      new RegExp(`(w15:paraId="${paraId}"[^>]*w15:done=")0`),
      (_, before: string) => `${before}1`,
    );
  }

  /** Answers a comment. */
  reply(comment: string, { by, at, body }: Reply): this {
    const parent = this.comment(comment);
    this.added += 1;
    const id = 9_000 + this.added;
    const paraId = `5A${String(this.added).padStart(6, "0")}`;
    const written =
      `<w:comment w:id="${id}" w:author="${by}" w:date="${at}"><w:p w14:paraId="${paraId}">` +
      `<w:r><w:t xml:space="preserve">${escapedXml(body)}</w:t></w:r></w:p></w:comment>`;
    this.change(COMMENTS, /<\/w:comments>/, (end) => written + end);
    this.change(
      EXTENDED,
      /<\/w15:commentsEx>/,
      (end) =>
        `<w15:commentEx w15:paraId="${paraId}" w15:paraIdParent="${parent.paraId}" w15:done="0"/>${end}`,
    );
    // A reply stands on the words of what it answers.
    for (const mark of ["commentRangeStart", "commentRangeEnd"])
      this.change(
        DOCUMENT,
        new RegExp(`<w:${mark} w:id="${parent.id}"/>`),
        (given) => `${given}<w:${mark} w:id="${id}"/>`,
      );
    return this.change(
      DOCUMENT,
      new RegExp(`<w:commentReference w:id="${parent.id}"/></w:r>`),
      (given) => `${given}<w:r><w:commentReference w:id="${id}"/></w:r>`,
    );
  }

  private comment(words: string): { id: string; paraId: string } {
    const comments = strFromU8(this.parts[COMMENTS]!).match(/<w:comment .*?<\/w:comment>/gs) ?? [];
    const found = comments.filter((comment) => comment.includes(escapedXml(words)));
    if (found.length !== 1) throw new Error(`${found.length} comments say “${words}”.`);
    const [id, paraId] = [/w:id="(\d+)"/, /.*w14:paraId="(\w+)"/s].map(
      (pattern) => pattern.exec(found[0]!)?.[1],
    );
    return { id: id!, paraId: paraId! };
  }

  /** Throws where there is nothing to change. */
  private change(part: string, pattern: RegExp, how: (...found: string[]) => string): this {
    const xml = strFromU8(this.parts[part]!);
    const changed = xml.replace(pattern, how);
    if (changed === xml) throw new Error(`${part} has nothing like ${pattern}.`);
    this.parts[part] = strToU8(changed);
    return this;
  }
}

const escapedXml = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
const escaped = (text: string) => escapedXml(text).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
