import { IDENTITY_PROPERTIES, REVIEWED_VIEWS, type ReviewedView } from "../../docx/identity";
import { keepable } from "../characters";
import type { DocxPackage } from "./package";
import { allText, attribute, elementsOf, readTree } from "./xml";

/** Which article a reviewed file of ours was made from. */
export interface Identity {
  articleId: string;
  version: number;
  /** Null where the file does not say, or says nonsense. */
  eventId: string | null;
  view: ReviewedView;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const LONGEST_TITLE = 300;
/** What programs write when nobody has given a title: their own name, the file's, a template's. */
const NO_TITLE =
  /^(?:microsoft word\b.*|(?:document|dokument|untitled|unbenannt|sans titre)\s*\d*|.*\.(?:docx?|dotx?|odt|rtf|pdf))$/i;

/** The title of the file's properties; undefined where it has none that a person gave it. */
export function titleOf(file: DocxPackage): string | undefined {
  const part = file.part("core-properties", "");
  if (part === null) return undefined;
  const element = elementsOf(readTree(file.container, part)).find(({ name }) => name === "dc:title");
  const title = element && keepable(allText(element)).source.replace(/\s+/g, " ").trim();
  return title && title.length <= LONGEST_TITLE && !NO_TITLE.test(title) ? title : undefined;
}

/** What the file says of itself, where it is a reviewed one of ours; null for every other. */
export function identityOf(file: DocxPackage): Identity | null {
  const part = file.part("custom-properties", "") ?? file.part("customProperties", "");
  if (part === null) return null;
  const values = new Map<string, string>();
  for (const element of elementsOf(readTree(file.container, part)))
    values.set(attribute(element, "name") ?? "", allText(element).trim());
  const articleId = values.get(IDENTITY_PROPERTIES.article) ?? "";
  const version = Number(values.get(IDENTITY_PROPERTIES.version));
  const view = REVIEWED_VIEWS.find((one) => one === values.get(IDENTITY_PROPERTIES.view));
  if (!UUID.test(articleId) || !Number.isInteger(version) || version < 1) return null;
  const event = values.get(IDENTITY_PROPERTIES.event) ?? "";
  const eventId = /^\d{1,18}$/.test(event) ? event : null;
  return { articleId: articleId.toLowerCase(), version, eventId, view: view ?? "reviewed" };
}
