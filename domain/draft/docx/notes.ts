import { CHARACTER_STYLES, PARAGRAPH_STYLES } from "../../docx/styles";
import type { Draft } from "../draft";
import { noteOf, paragraphXml, type PartContext } from "./paragraphs";
import { NAMESPACES, XML } from "./parts";
import { PLAIN_RUN, runPropertiesXml, textRun } from "./runs";

/**
 * The list of references as Word's notes: note n is reference n. The first two are the lines above the notes; a number
 * in them is one that Word repairs. `after`: ready paragraphs under the last note.
 */
export function notesXml({ references }: Draft, part: PartContext, after = ""): string {
  const note = noteOf(part.notes);
  const separator = (id: number, type: string) =>
    `<w:${note} w:type="${type}" w:id="${id}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>` +
    `<w:r><w:${type}/></w:r></w:p></w:${note}>`;
  const style = runPropertiesXml({ ...PLAIN_RUN, style: CHARACTER_STYLES[note] });
  const number = `<w:r>${style}<w:${note}Ref/></w:r>${textRun(" ", PLAIN_RUN)}`;
  const cited = references.numbered ? references.cited : [];
  const notes = cited.map((inlines, index) => {
    const text = paragraphXml(inlines, part, { style: PARAGRAPH_STYLES[note], before: number });
    return `<w:${note} w:id="${index + 1}">${text}${index === cited.length - 1 ? after : ""}</w:${note}>`;
  });
  return (
    `${XML}<w:${part.notes} ${NAMESPACES}>${separator(-1, "separator")}${separator(0, "continuationSeparator")}` +
    `${notes.join("")}</w:${part.notes}>`
  );
}
