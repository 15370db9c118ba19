import type { PersonDto, SignOffDto } from "../contract";
import { KIND_WORDS, OUTCOME_WORDS, STATUS_WORDS } from "../flag/words";
import { isRightToLeft } from "./direction";
import { escapeMarkup } from "./escape";
import { pageHtml } from "./page";

const STYLE = `
main { max-width: 60rem; }
h1 { font-size: 1.75rem; margin: 0 0 .25rem; }
.label { color: #5c574f; font-size: .9375rem; margin: 0 0 .25rem; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.25rem; margin: 1.5rem 0; font-size: 1rem; }
.facts dt { color: #5c574f; }
.facts dd { margin: 0; }
code { font: .8125rem/1.5 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; line-height: 1.4; font-variant-numeric: lining-nums tabular-nums; }
th, td { text-align: start; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid #ddd6c9; }
th { font-weight: 600; color: #5c574f; }
td p { margin: 0; }
td ul { overflow-wrap: anywhere; }
td ul { margin: .25rem 0 0; padding-inline-start: 1.1em; }
.shut { color: #8c1d18; font-weight: 600; }
/* Who and when has room for a date on a line: a long source would take it. */
@media print, (min-width: 48rem) { .flags th:nth-child(2) { width: 21%; } .flags th:nth-child(n + 4) { width: 14%; } }
@media screen and (max-width: 40rem) {
  .facts { display: block; }
  .facts dd { margin-bottom: .5rem; }
  thead { display: none; }
  tr, td { display: block; }
  tr { padding: .5rem 0; border-bottom: 1px solid #ddd6c9; }
  td { padding: .1rem 0; border: 0; overflow-wrap: anywhere; }
  td::before { content: attr(data-head) ": "; color: #5c574f; }
  td > p:first-child { display: inline; }
}
@media print { tr { break-inside: avoid; } thead { break-inside: avoid; } table { font-size: 9pt; } }`;

const DATES = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });

/** The sign-off sheet as a self-contained page to print and file with the draft. */
export function signOffHtml(sheet: SignOffDto): string {
  const sections = [headHtml(sheet), kindsHtml(sheet), waiversHtml(sheet), flagsHtml(sheet)];
  return pageHtml({
    language: "en-GB",
    direction: "ltr",
    title: `Sign-off sheet: ${sheet.title || "Untitled"}`,
    main: sections.join("\n"),
    style: STYLE,
  });
}

function headHtml(sheet: SignOffDto): string {
  const open = sheet.flags.filter(({ status }) => status === "open").length;
  const gate = sheet.gateOpen
    ? "Open: nothing holds the draft back"
    : '<span class="shut">Shut: the draft is not clean</span>';
  return `<p class="label">Sign-off sheet</p>
<h1 dir="auto">${escapeMarkup(sheet.title || "Untitled")}</h1>
<dl class="facts">
<dt>Gate</dt><dd>${gate}</dd>
<dt>Flags</dt><dd>${sheet.flags.length} raised, ${open} open</dd>
<dt>Version of the text</dt><dd>${sheet.version}</dd>
<dt>SHA-256 of the plain-text draft</dt><dd><code>${escapeMarkup(sheet.textHash)}</code></dd>
<dt>Drawn up</dt><dd>${signature(sheet.generatedBy, sheet.generatedAt)}</dd>
</dl>`;
}

function kindsHtml({ byKind }: SignOffDto): string {
  const rows = byKind.map(({ kind, raised, outcomes }) => {
    const words = Object.entries(outcomes).map(([name, count]) => `${outcomeWord(name)} ${count}`);
    return [KIND_WORDS[kind], String(raised), words.join(" · ") || "—"];
  });
  return `<h2>By kind</h2>\n${tableHtml(["Kind", "Raised", "How they stand"], rows)}`;
}

function waiversHtml({ waivers }: SignOffDto): string {
  if (!waivers.length) return "<h2>Waivers</h2>\n<p>None.</p>";
  const rows = waivers.map(({ kind, quote, reason, by, at }) => [
    KIND_WORDS[kind],
    quoteHtml(quote),
    `<p dir="auto">${escapeMarkup(reason)}</p>`,
    signature(by, at),
  ]);
  return `<h2>Waivers</h2>\n${tableHtml(["Kind", "Words", "Reason", "By"], rows)}`;
}

function flagsHtml({ flags }: SignOffDto): string {
  if (!flags.length) return "<h2>Flags</h2>\n<p>None were raised.</p>";
  const rows = flags.map((flag) => [
    KIND_WORDS[flag.kind],
    quoteHtml(flag.quote),
    standingHtml(flag),
    signature(flag.raisedBy, flag.raisedAt),
    flag.settledBy && flag.settledAt ? signature(flag.settledBy, flag.settledAt) : "—",
    flag.verifiedBy && flag.verifiedAt ? signature(flag.verifiedBy, flag.verifiedAt) : "—",
  ]);
  const head = ["Kind", "Words", "How it stands", "Raised", "Settled", "Verified"];
  return `<h2>Flags</h2>\n<div class="flags">${tableHtml(head, rows)}</div>`;
}

function standingHtml({ status, outcome, reason, sources }: SignOffDto["flags"][number]): string {
  const word = outcome ? OUTCOME_WORDS[outcome] : STATUS_WORDS[status];
  const because = reason ? `<p dir="auto">${escapeMarkup(reason)}</p>` : "";
  const list = sources.map((source) => `<li dir="auto">${escapeMarkup(source)}</li>`).join("");
  return `<p>${word}</p>${because}${list && `<ul>${list}</ul>`}`;
}

function outcomeWord(name: string): string {
  return { ...STATUS_WORDS, ...OUTCOME_WORDS }[
    name as keyof typeof OUTCOME_WORDS | keyof typeof STATUS_WORDS
  ];
}

function quoteHtml(quote: string): string {
  // Atoms of the text have no words of their own.
  const words = quote.replaceAll("\ufffc", "").trim();
  return `<bdi dir="${isRightToLeft(words) ? "rtl" : "ltr"}">“${escapeMarkup(words)}”</bdi>`;
}

function signature({ name, outside }: PersonDto, at: string): string {
  const where = outside ? " (from the manuscript)" : "";
  const time = `<time datetime="${escapeMarkup(at)}">${DATES.format(new Date(at))} UTC</time>`;
  return `<bdi>${escapeMarkup(name)}</bdi>${where}, ${time}`;
}

/** `rows`: ready HTML. */
function tableHtml(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const headers = head.map((cell) => `<th scope="col">${cell}</th>`).join("");
  const body = rows
    .map(
      (row) =>
        `<tr>${row.map((cell, index) => `<td data-head="${head[index] ?? ""}">${cell}</td>`).join("")}</tr>`,
    )
    .join("\n");
  return `<table>\n<thead><tr>${headers}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table>`;
}
