import { escapeMarkup } from "./escape";

interface Page {
  language: string;
  direction: "ltr" | "rtl";
  title: string;
  authors?: readonly string[];
  /** A sentence that stands on top of every printed page. */
  banner?: string | undefined;
  /** Ready HTML: everything in it is escaped by who made it. */
  main: string;
  style?: string;
}

/**
 * On screen and in print alike: ink on paper, one column. The banner is a table's head, because that is what
 * every browser repeats on each printed page and keeps clear of the text.
 */
const STYLE = `
:root { color-scheme: light; }
body { margin: 0; background: #fffdf8; color: #1c1a17; font: 1.1875rem/1.58 Newsreader, Charter, Georgia, "Noto Naskh Arabic", "Times New Roman", serif; overflow-wrap: break-word; }
main { max-width: 38rem; margin: 0 auto; padding: 3rem 1.25rem 4rem; }
h1 { font-size: 2.25rem; line-height: 1.15; font-weight: 600; margin: 0 0 1rem; }
h2 { font-size: 1.375rem; line-height: 1.3; margin: 2.25rem 0 .75rem; }
h3 { font-size: 1.1875rem; line-height: 1.3; margin: 1.75rem 0 .5rem; }
p { margin: 0 0 1em; }
.byline { margin: 0; color: #5c574f; }
.standfirst { font-size: 1.3125rem; line-height: 1.45; margin: 1rem 0 2rem; }
header { margin-bottom: 2rem; }
blockquote { margin: 1.25em 0; padding-inline-start: 1.25em; border-inline-start: 2px solid #cfc8bb; }
blockquote p:last-child { margin-bottom: 0; }
ol, ul { margin: 0 0 1em; padding-inline-start: 1.75em; }
li { margin-bottom: .25em; }
a { color: inherit; text-decoration-color: #a79f91; text-underline-offset: .15em; }
a:hover { text-decoration-color: currentColor; }
sup { font-size: .7em; line-height: 0; vertical-align: super; }
sup a, [role="doc-backlink"] { text-decoration: none; }
:target { background: #f6ecc8; }
.references { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid #cfc8bb; font-size: 1rem; line-height: 1.5; font-variant-numeric: lining-nums; }
.references h2 { margin-top: .5rem; }
.by-author { list-style: none; padding-inline-start: 0; }
.by-author li { padding-inline-start: 1.75em; text-indent: -1.75em; }
.banner { padding: .5rem 1.25rem; background: #8c1d18; color: #fff; font: 600 .9375rem/1.4 system-ui, sans-serif; text-align: center; position: sticky; top: 0; }
@page { margin: 22mm 20mm; }
@media print {
  body { background: none; color: #000; font-size: 11pt; }
  main { max-width: none; padding: 0; }
  h1, h2, h3 { break-after: avoid; }
  p, li { orphans: 2; widows: 2; }
  [role="doc-backlink"] { display: none; }
  .has-banner { display: table; width: 100%; }
  .has-banner main { display: table-row-group; }
  .banner { display: table-header-group; position: static; break-inside: avoid; color: #8c1d18; background: none; font-size: 9pt; }
  .banner p { padding-bottom: 8mm; }
}
.banner p { margin: 0; }`;

/** A self-contained page: no script, nothing loaded from anywhere. */
export function pageHtml({
  language,
  direction,
  title,
  authors = [],
  banner,
  main,
  style = "",
}: Page): string {
  const metadata = authors
    .map((author) => `<meta name="author" content="${escapeMarkup(author)}">\n`)
    .join("");
  const head = banner
    ? `<body class="has-banner">\n<div class="banner" role="note" lang="en" dir="ltr"><p>${escapeMarkup(banner)}</p></div>`
    : "<body>";
  return `<!doctype html>
<html lang="${escapeMarkup(language)}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(title)}</title>
${metadata}<style>${STYLE}${style}
</style>
</head>
${head}
<main>
${main}
</main>
</body>
</html>
`;
}
