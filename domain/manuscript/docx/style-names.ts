import type { ParagraphAttrs, ParagraphKind } from "../../article/kinds";

/** What a paragraph is by its style. `level` of a heading is Word's own, 1 to 9. */
export interface StyleForm {
  kind: ParagraphKind;
  attrs: ParagraphAttrs;
}

/**
 * Word calls its own styles by their English names whatever language it runs in; other programs, and people who
 * made a style of their own, use the words of theirs. All without spaces, in lower case.
 */
const words = (list: string) => new Set(list.split(" "));
const TITLES = words(
  "title titel titre título titulo titolo tytuł název название назва konubaşlığı τίτλος عنوان עמודתכותרת 标题 表題 제목 rubrik otsikko tittel cím headline",
);
const STANDFIRSTS = words(
  "subtitle untertitel soustitre subtítulo subtitulo sottotitolo ondertitel podtytuł podtitul подзаголовок altkonubaşlığı υπότιτλος عنوانفرعي زیرعنوان عنوانفرعی 副标题 副題 부제 underrubrik alaotsikko undertittel alcím standfirst deck dek",
);
const BYLINES = words("byline author authors autor autoren auteur auteurs autore نویسنده کاتب");
const QUOTES = words(
  "quote intensequote quotations blocktext blockquote zitat intensiveszitat citation citationintense cita citadestacada citazione citaat alıntı цитата اقتباس نقلقول 引用 인용",
);
const REFERENCES = words(
  "bibliography literaturverzeichnis bibliographie bibliografía bibliografia kaynakça کتابنامه",
);
const HEADING =
  /^(?:heading|überschrift|titre|título|titulo|titolo|kop|başlık|заголовок|عنوان|سرعنوان|سرصفحه|nagłówek|nadpis|rubrik|overskrift|otsikko|επικεφαλίδα|标题|見出し|제목|címsor|cabeçalho|encabezado)([1-9])$/;

/** What a style's name says of its paragraphs; null when it says nothing. */
export function formOfName(name: string): StyleForm | null {
  const bare = name.toLowerCase().replace(/[\s\u200c_-]+/g, "");
  const level = HEADING.exec(bare)?.[1];
  if (level) return { kind: "heading", attrs: { level: Number(level) } };
  if (TITLES.has(bare)) return { kind: "title", attrs: {} };
  if (STANDFIRSTS.has(bare)) return { kind: "standfirst", attrs: {} };
  if (BYLINES.has(bare)) return { kind: "byline", attrs: {} };
  if (QUOTES.has(bare)) return { kind: "quote", attrs: {} };
  if (REFERENCES.has(bare.replace(/\d+$/, ""))) return { kind: "reference", attrs: {} };
  const list = /^list(bullet|number)\d*$/.exec(bare)?.[1];
  return list ? { kind: "list_item", attrs: { ordered: list === "number" } } : null;
}
