import type { DraftNotes } from "../../contract";
import { noteOf } from "./paragraphs";
import { NAMESPACES, relationshipId, XML } from "./parts";

/** The document part: paragraphs, and the page they stand on. */
export function documentPartXml(
  paragraphs: readonly string[],
  { hasHeader, notes, rtl }: { hasHeader: boolean; notes?: DraftNotes; rtl: boolean },
): string {
  const note = notes && noteOf(notes);
  const section =
    (hasHeader ? `<w:headerReference w:type="default" r:id="${relationshipId("header1")}"/>` : "") +
    (note ? `<w:${note}Pr><w:numFmt w:val="decimal"/></w:${note}Pr>` : "") +
    '<w:pgSz w:w="11906" w:h="16838"/>' +
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/>' +
    (rtl ? "<w:bidi/>" : "");
  return `${XML}<w:document ${NAMESPACES}><w:body>${paragraphs.join("")}<w:sectPr>${section}</w:sectPr></w:body></w:document>`;
}
