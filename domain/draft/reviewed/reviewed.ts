import type { ArticleDto } from "../../contract";
import { IDENTITY_PROPERTIES, type ReviewedView } from "../../docx/identity";
import { isRightToLeft } from "../direction";
import { documentPartXml } from "../docx/document-part";
import { numberingXml } from "../docx/numbering";
import { docxFile, Links } from "../docx/package";
import { corePropertiesXml, customPropertiesXml, settingsXml } from "../docx/parts";
import { stylesXml } from "../docx/style-sheet";
import { draftOf } from "../draft";
import { draftLanguages, isRightToLeftLanguage } from "../language";
import { bodyOf } from "./body";
import { commentParts } from "./comment-parts";
import { placedFlags } from "./placed-flags";
import { planComments } from "./planned-comments";
import { sinceImportTrack, type SinceImport } from "./since-import";
import { plainTrack } from "./track";

/** An article with its flags and their threads. */
export type ReviewedSource = Pick<
  ArticleDto,
  "id" | "version" | "lastEventId" | "language" | "citationStyle" | "paragraphs" | "flags"
>;

export interface ReviewedOptions {
  /** With the flags that are settled, as resolved comments. They are unless this is false. */
  settled?: boolean;
  /** How the article came from its manuscript: then all that changed since is shown as tracked changes too. */
  since?: SinceImport | undefined;
}

/**
 * The article under review as a Word file: its text letter for letter, every flag as a comment with its thread, every
 * open typo fix as a tracked change. It knows the article it is of (domain/docx/identity.ts), so that what becomes of
 * it in Word can come back. The same article makes the same bytes.
 */
export function toReviewedDocx(
  article: ReviewedSource,
  { settled = true, since }: ReviewedOptions = {},
): Uint8Array {
  const { paragraphs, citationStyle: style, language } = article;
  const track = since ? sinceImportTrack(since, paragraphs, style) : plainTrack(paragraphs, style);
  const flags = placedFlags(paragraphs, article.flags, { settled, track: track.paragraphs });
  const comments = planComments(flags);
  const languages = draftLanguages(language, paragraphs.map(({ text }) => text).join("\n"));
  const links = new Links();
  const body = bodyOf(track.paragraphs, { style, languages, links, flags, comments });
  const { title, bylines } = draftOf(article);
  const view: ReviewedView = since ? "changes" : "reviewed";
  return docxFile(
    {
      xml: documentPartXml(body.paragraphs, {
        hasHeader: false,
        rtl: isRightToLeftLanguage(language) || isRightToLeft(title),
      }),
      links,
    },
    [
      { name: "styles", xml: stylesXml(languages, { comments: true }) },
      { name: "settings", xml: settingsXml(languages) },
      { name: "numbering", xml: numberingXml(track.numberings) },
      ...commentParts([...comments.values()].flat(), body.commentIds, body.authors),
    ],
    {
      core: corePropertiesXml(title, bylines, language),
      custom: customPropertiesXml({
        [IDENTITY_PROPERTIES.article]: article.id,
        [IDENTITY_PROPERTIES.version]: String(article.version),
        [IDENTITY_PROPERTIES.event]: article.lastEventId,
        [IDENTITY_PROPERTIES.view]: view,
      }),
    },
  );
}
