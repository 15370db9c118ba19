import { damaged } from "./container";
import { beginControl, beginTable, endControl, readBlock, readBlocks } from "./blocks";
import { isPlaceholderProperties, noteLabel } from "./inline";
import type { DocxPackage } from "./package";
import { NOTHING_AROUND, Story, type Surroundings } from "./story";
import { attribute, elementsOf, readPart, type XmlElement } from "./xml";

/** What stands around paragraphs and may hold a whole document: told as it begins and ends, not kept. */
const CONTAINERS = new Set(["w:document", "w:body", "w:tbl", "w:sdt", "w:sdtContent", "w:customXml"]);

/** Reads the text of the file, paragraph by paragraph. */
export function readBody(file: DocxPackage, around: Surroundings): void {
  const story = new Story(around, file.relationshipsOf(file.main));
  const controls: { properties: XmlElement | undefined; empty: boolean }[] = [];
  let found = false;
  readPart(file.container, file.main, {
    opens: (name) => CONTAINERS.has(name),
    onOpen: ({ name }) => {
      found ||= name === "w:body";
      if (name === "w:tbl") beginTable(story);
      if (name === "w:sdt") controls.push({ properties: undefined, empty: false });
      if (name === "w:sdtContent") beginControl(story, controls.at(-1)?.properties);
    },
    onElement: (element) => {
      const control = controls.at(-1);
      if (element.name === "w:sdtPr" && control) {
        control.properties = element;
        control.empty = isPlaceholderProperties(element);
        if (control.empty) around.tally.add("placeholder", around.sheet.line);
      } else if (!controls.some(({ empty }) => empty)) readBlock(story, element, NOTHING_AROUND);
    },
    onClose: (name) => {
      if (name === "w:sdtContent") endControl(story, controls.at(-1)?.properties);
      if (name === "w:sdt") controls.pop();
    },
  });
  if (!found) throw damaged();
  story.end();
}

/** Reads the footnotes and endnotes, before the text that cites them. The lines between text and notes are none. */
export function readNotes(file: DocxPackage, around: Surroundings): void {
  for (const kind of ["footnote", "endnote"] as const) {
    const part = file.part(`${kind}s`);
    if (part === null) continue;
    const relationships = file.relationshipsOf(part);
    readPart(file.container, part, {
      opens: (name) => name === `w:${kind}s`,
      onElement: (element) => {
        const type = attribute(element, "w:type") ?? "normal";
        if (element.name !== `w:${kind}` || type !== "normal") return;
        const story = new Story(around, relationships, { single: true });
        readBlocks(story, elementsOf(element), NOTHING_AROUND);
        story.end();
        around.notes.add(noteLabel(kind, element), story.draft);
      },
    });
  }
}
