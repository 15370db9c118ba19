import { comment, del, docx, extended, ins, noteMark, note, on, p, run, style, styled } from "./build";

/** For tests and measurements: a long article as Word writes it, cut into the runs of its sessions. */

const WORDS =
  "the river was shared out between two states in year after war and nobody reads its treaty today".split(
    " ",
  );

export interface LargeArticle {
  words: number;
  comments: number;
  changes: number;
  notes: number;
}

/** The same article for the same numbers. */
export function largeDocx({ words, comments, changes, notes }: LargeArticle): Uint8Array {
  const perParagraph = 60;
  const paragraphs = Math.ceil(words / perParagraph);
  const looks =
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="24"/><w:lang w:val="en-GB"/>';
  const due = (count: number, index: number) =>
    Math.floor(((index + 1) * count) / paragraphs) - Math.floor((index * count) / paragraphs);
  const body = [styled("Title", "The Shared River")];
  let [nextComment, nextNote] = [0, 0];
  for (let index = 0; index < paragraphs; index++) {
    if (index % 40 === 39) body.push(styled("Heading1", `Section ${index}`));
    const pieces: string[] = [];
    for (let word = 0; word < perParagraph; word += 6) {
      const text = Array.from(
        { length: 6 },
        (_, offset) => WORDS[(index * 7 + word + offset) % WORDS.length],
      ).join(" ");
      pieces.push(run(`${text}${word + 6 >= perParagraph ? "." : " "}`, looks));
    }
    for (let count = due(comments, index); count > 0; count--)
      pieces.splice(1 + 2 * count, 0, on(nextComment++, run(`claim ${nextComment} `, looks)));
    for (let count = due(changes, index); count > 0; count--)
      pieces.splice(2, 0, del("Ann Editor", "recieved"), ins("Ann Editor", "received"), run(" ", looks));
    for (let count = due(notes, index); count > 0; count--) pieces.push(noteMark(++nextNote));
    body.push(p(...pieces));
  }
  const ids = Array.from({ length: comments }, (_, index) => index);
  return docx(body, {
    styles: style("Title", "Title") + style("Heading1", "heading 1"),
    comments: ids
      .map((id) => comment(id, `Editor ${id % 7}`, `Who says so? (${id})`, "Please give a source."))
      .join(""),
    commentsExtended: ids
      .map((id) => extended(id, { done: id % 3 === 0, ...(id % 5 === 4 && { parent: id - 1 }) }))
      .join(""),
    footnotes: Array.from({ length: notes }, (_, index) =>
      note(index + 1, `Sattari, Mina. ${1900 + index}. “Water.”`),
    ).join(""),
  });
}
