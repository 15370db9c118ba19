import type { ManuscriptParagraph } from "@/domain/contract";
import { block } from "@/server/testing/factories";
import { randomFrom } from "./statistics";

/**
 * An article as long as those a desk gets: about 2,300 words, 24 paragraphs of text under four headings, and 16
 * references, each cited once, in order. Its words mean nothing.
 */
export function generatedArticle(): ManuscriptParagraph[] {
  const random = randomFrom(1911);
  const phrase = (words: number) => {
    const chosen = Array.from({ length: words }, () => WORDS[Math.floor(random() * WORDS.length)]!);
    return capital(chosen.join(" "));
  };
  const between = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  const sentence = () => {
    const words = phrase(between(11, 25)).split(" ");
    if (words.length > 15) words[between(5, 10)] += ",";
    return words.join(" ");
  };

  let cited = 0;
  const paragraph = (index: number) => {
    const sentences = Array.from({ length: 4 }, sentence).map((words) => `${words}.`);
    // Two paragraphs of three cite something.
    if (index % 3 !== 2 && cited < REFERENCES) {
      const at = between(0, sentences.length - 1);
      sentences[at] = sentences[at]!.replace(/\.$/, `[r${++cited}].`);
    }
    return block(`p${index}`, sentences.join(" "));
  };
  const reference = (_: unknown, index: number) => {
    const number = index + 1;
    const [author, title, source] = [phrase(2), phrase(9), phrase(3)];
    const address = `https://example.org/${2000 + number}/${title.toLowerCase().replaceAll(" ", "-")}`;
    return block(
      `r${number}`,
      `${author}. “${title}.” ${source}, ${2000 + number}. ${address}.`,
      "reference",
    );
  };

  return [
    block("title", phrase(5), "title"),
    block("byline1", `${phrase(2)}, ${phrase(4)}`, "byline"),
    block("byline2", `${phrase(2)}, ${phrase(4)}`, "byline"),
    block("standfirst", `${phrase(28)}.`, "standfirst"),
    ...Array.from({ length: PARAGRAPHS }, (_, index) => [
      ...(index % (PARAGRAPHS / HEADINGS) === 0 ? [block(`h${index}`, phrase(4), "heading")] : []),
      paragraph(index),
    ]).flat(),
    ...Array.from({ length: REFERENCES }, reference),
  ];
}

const PARAGRAPHS = 24;
const HEADINGS = 4;
const REFERENCES = 16;

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

const WORDS =
  `the the the the the of of of of and and and to to to in in in a a that that its with for on was were by as
  from which had has have not but than between under after before since against among while although however harbour
  province border trade council treaty envoy ministry railway pipeline sanction election parliament governor reform
  alliance conflict ceasefire agreement dispute territory population budget export import currency reserve drought
  river valley mountain coast island capital village district region neighbour rival partner investor contractor
  engineer officer soldier merchant scholar journalist observer analyst official delegation committee commission
  statement report survey estimate figure measure policy strategy doctrine principle interest pressure influence
  balance security stability development cooperation competition dependence sovereignty legitimacy regional national
  foreign domestic military economic political historical strategic commercial maritime diplomatic cultural religious
  recent former current northern southern eastern western central limited growing declining persistent temporary
  formal informal public private joint mutual signed announced delayed rejected expanded reduced maintained
  strengthened undermined negotiated recognised suspended renewed abandoned described considered remains suggests
  indicates requires allows prevents reflects continues began ended rose fell moved held built opened closed crossed
  reached carried supported opposed accepted refused promised expected`.split(/\s+/);
