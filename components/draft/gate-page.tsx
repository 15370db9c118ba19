import Link from "next/link";
import type { ReactNode } from "react";
import type { ArticleDto, DraftFormat, GateDto } from "@/domain/contract";
import { BackLink } from "../ui/back-link";
import { kindCount } from "../ui/pencil-mark";
import { RelativeTime } from "../ui/relative-time";
import { AnnotationsRow } from "./annotations";
import { Blockers } from "./blockers";
import { Formats } from "./formats";
import { ReviewedCopy } from "./reviewed-copy";

/** A file that has left: what, when, by whom. */
export interface ExportRecord {
  id: string;
  format: string;
  version: number;
  openFlags: number;
  by: string;
  at: string;
}

interface GatePageProps {
  article: Pick<
    ArticleDto,
    "id" | "title" | "flags" | "paragraphs" | "version" | "citationStyle" | "references"
  >;
  gate: GateDto;
  /** May bring the reviewed copy back in. */
  mayWrite: boolean;
  /** A chief: may export while the gate is shut. */
  mayExportOpen: boolean;
  /** Newest first. */
  exports: readonly ExportRecord[];
}

/** The gate: open, with the formats the draft leaves in; or shut, with what stands in the way. */
export function GatePage({ article, gate, mayWrite, mayExportOpen, exports }: GatePageProps) {
  const { open, blockers, openComments } = gate;
  const mayExport = open || mayExportOpen;
  const isCited = article.references.some(({ number }) => number !== null);
  const formats = {
    articleId: article.id,
    openComments,
    blockers: blockers.length,
    hasNotes: article.citationStyle === "numbered" && isCited,
  };
  return (
    <main id="main" tabIndex={-1} className="mx-auto w-full max-w-[46rem] px-5 pt-8 pb-20">
      <BackLink articleId={article.id} title={article.title} />
      <h1 className="mt-3 font-serif text-2xl">
        {open ? "The gate is open" : `Gate: ${blockers.length} to settle`}
      </h1>
      {open ? (
        <>
          <p className="mt-2 mb-7 text-base text-ink-soft">
            Nothing holds the draft back. It leaves without a trace of flags, notes or deleted words.
            {openComments > 0 && ` ${openCommentsWords(openComments)}`}
          </p>
          <Formats {...formats} formats={FOR_READERS} />
        </>
      ) : (
        <>
          <p className="mt-2 mb-4 text-base text-ink-soft">
            The draft leaves once these are settled; a fact-check also wants an editor to verify it.
          </p>
          <Blockers blockers={blockers} article={article} />
          {mayExportOpen && (
            <Section title="Export with open flags">
              <p className="mb-4 text-base text-ink-soft">
                As a chief you may let a draft out before the gate opens. Every page of it says that flags are
                open.
              </p>
              <Formats {...formats} formats={FOR_READERS} />
            </Section>
          )}
        </>
      )}
      <Section title="Reviewed copy for Word">
        <p className="mb-3 text-base text-ink-soft">
          The text as it stands, with every flag as a comment, its thread as replies, and open typo fixes as
          tracked changes. It shows the whole review, so it is not a clean draft; it can be had whether the
          gate is open or shut.
        </p>
        <ReviewedCopy articleId={article.id} />
        {mayWrite && (
          <p className="mt-3 text-base">
            <Link
              href={`/articles/${article.id}/manuscript`}
              className="text-accent underline underline-offset-3"
            >
              Bring a Word file back…
            </Link>
          </p>
        )}
      </Section>
      <Section title="For other programs">
        <p className="mb-3 text-base text-ink-soft">
          {mayExport
            ? "The JSON is the draft, as clean as the other formats; the annotations are the review."
            : "The annotations are the review. The draft as JSON leaves like the other formats: once the gate is open."}
        </p>
        {mayExport ? (
          <Formats {...formats} formats={FOR_PROGRAMS}>
            <AnnotationsRow articleId={article.id} />
          </Formats>
        ) : (
          <ul className="border-b border-hairline">
            <AnnotationsRow articleId={article.id} />
          </ul>
        )}
      </Section>
      <Section title="Sign-off sheet">
        <p className="text-base text-ink-soft">
          Every flag with its outcome, every waiver with its reason, who and when, and the hash of the text.
        </p>
        <p className="mt-3 flex gap-5 text-base">
          <a
            href={`/api/articles/${article.id}/sign-off?format=html`}
            target="_blank"
            rel="noopener"
            className="text-accent underline underline-offset-3 pointer-coarse:py-2.5"
          >
            Open the sheet
          </a>
          <a
            href={`/api/articles/${article.id}/sign-off`}
            target="_blank"
            rel="noopener"
            className="text-accent underline underline-offset-3 pointer-coarse:py-2.5"
          >
            As JSON
          </a>
        </p>
      </Section>
      {exports.length > 0 && (
        <Section title="Exports so far">
          <ul className="text-base">
            {exports.map(({ id, format, version, openFlags, by, at }) => (
              <li key={id} className="flex flex-wrap gap-x-4 border-t border-hairline py-2 first:border-t-0">
                <span className="w-20">{FORMAT_WORDS[format] ?? format}</span>
                <span className="text-ink-soft">
                  {version === article.version ? "this text" : `version ${version}`}
                </span>
                {openFlags > 0 && (
                  <span className="text-warning">
                    {openFlags === 1 ? "1 open flag" : `${openFlags} open flags`}
                  </span>
                )}
                <span className="ml-auto text-ink-soft">
                  <bdi>{by}</bdi>, <RelativeTime at={at} />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </main>
  );
}

const FOR_READERS: readonly DraftFormat[] = ["docx", "pdf", "html", "md", "txt"];
const FOR_PROGRAMS: readonly DraftFormat[] = ["json"];

const FORMAT_WORDS: Record<string, string> = {
  docx: "Word",
  html: "HTML",
  json: "JSON",
  md: "Markdown",
  pdf: "PDF",
  txt: "Plain text",
};

const openCommentsWords = (count: number) =>
  `${kindCount("comment", count)} ${count === 1 ? "is" : "are"} still open.`;

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-12">
      <h2 className="mb-2 font-serif text-lg">{title}</h2>
      {children}
    </section>
  );
}
