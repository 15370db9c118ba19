const OFFICE = "http://schemas.openxmlformats.org";
/** The same vocabulary under the names of the strict form of the standard. */
const STRICT = "http://purl.oclc.org/ooxml";
const MICROSOFT = "http://schemas.microsoft.com/office";

/** The vocabularies we read, by what their elements are called here whatever prefix a file gives them. */
const PREFIXES = new Map<string, string>([
  [`${OFFICE}/wordprocessingml/2006/main`, "w"],
  [`${STRICT}/wordprocessingml/main`, "w"],
  [`${OFFICE}/officeDocument/2006/relationships`, "r"],
  [`${STRICT}/officeDocument/relationships`, "r"],
  [`${OFFICE}/officeDocument/2006/math`, "m"],
  [`${STRICT}/officeDocument/math`, "m"],
  [`${OFFICE}/drawingml/2006/main`, "a"],
  [`${STRICT}/drawingml/main`, "a"],
  [`${OFFICE}/drawingml/2006/picture`, "pic"],
  [`${STRICT}/drawingml/picture`, "pic"],
  [`${OFFICE}/drawingml/2006/wordprocessingDrawing`, "wp"],
  [`${STRICT}/drawingml/wordprocessingDrawing`, "wp"],
  [`${OFFICE}/drawingml/2006/chart`, "c"],
  [`${STRICT}/drawingml/chart`, "c"],
  [`${OFFICE}/drawingml/2006/diagram`, "dgm"],
  [`${STRICT}/drawingml/diagram`, "dgm"],
  [`${OFFICE}/markup-compatibility/2006`, "mc"],
  [`${OFFICE}/package/2006/relationships`, "rel"],
  [`${OFFICE}/package/2006/content-types`, "ct"],
  [`${OFFICE}/package/2006/metadata/core-properties`, "cp"],
  [`${OFFICE}/officeDocument/2006/custom-properties`, "op"],
  [`${STRICT}/officeDocument/customProperties`, "op"],
  [`${OFFICE}/officeDocument/2006/docPropsVTypes`, "vt"],
  [`${STRICT}/officeDocument/docPropsVTypes`, "vt"],
  ["http://purl.org/dc/elements/1.1/", "dc"],
  [`${MICROSOFT}/word/2010/wordml`, "w14"],
  [`${MICROSOFT}/word/2012/wordml`, "w15"],
  [`${MICROSOFT}/word/2016/wordml/cid`, "w16cid"],
  [`${MICROSOFT}/word/2018/wordml/cex`, "w16cex"],
  [`${MICROSOFT}/word/2010/wordprocessingShape`, "wps"],
  [`${MICROSOFT}/word/2010/wordprocessingGroup`, "wpg"],
  [`${MICROSOFT}/word/2010/wordprocessingCanvas`, "wpc"],
  [`${MICROSOFT}/drawing/2017/decorative`, "adec"],
  ["urn:schemas-microsoft-com:vml", "v"],
  ["urn:schemas-microsoft-com:office:office", "o"],
  ["http://www.w3.org/XML/1998/namespace", "xml"],
]);

/** Ours for the name of a vocabulary; "?" for one that we do not read. */
export function prefixOf(uri: string): string {
  return PREFIXES.get(uri) ?? "?";
}
