import { formOfStyle } from "../../docx/styles";
import type { Container } from "./container";
import { formOfName, type StyleForm } from "./style-names";
import { attribute, child, elementsOf, readTree, type XmlElement } from "./xml";

/** What run properties say of how words look; undefined where they say nothing. */
export interface Look {
  strong?: boolean | undefined;
  em?: boolean | undefined;
  /** The same two for scripts that Word calls complex: Arabic, Hebrew. */
  strongComplex?: boolean | undefined;
  emComplex?: boolean | undefined;
  hidden?: boolean | undefined;
  raised?: boolean | undefined;
  rtl?: boolean | undefined;
}

/** A list that a paragraph belongs to: the id of its numbering and the level in it, from 0. "0" is none. */
export interface ListPlace {
  id: string | undefined;
  level: number | undefined;
}

/** What a paragraph style stands for, with all that it takes over from the styles it is based on. */
export interface ParagraphStyle {
  form: StyleForm | null;
  /** From 0; 9 is text. */
  outline: number | undefined;
  list: ListPlace;
  look: Look;
}

interface Style {
  id: string;
  name: string;
  basedOn: string | undefined;
  paragraph: XmlElement | undefined;
  run: XmlElement | undefined;
}

const NO_STYLE: ParagraphStyle = {
  form: null,
  outline: undefined,
  list: { id: undefined, level: undefined },
  look: {},
};

/** The styles of a file, asked for by id. A file without any has none. */
export class Styles {
  readonly #styles = new Map<string, Style>();
  readonly #paragraphs = new Map<string, ParagraphStyle>();
  readonly #runs = new Map<string, Look>();
  #default: string | undefined;
  /** The file was written by our own table of styles: it goes first. */
  readonly #ours: boolean;

  constructor(container: Container, part: string | null, { ours }: { ours: boolean }) {
    this.#ours = ours;
    for (const element of part === null ? [] : elementsOf(readTree(container, part))) {
      const id = attribute(element, "w:styleId");
      if (element.name !== "w:style" || id === undefined) continue;
      const name = valueOf(child(element, "w:name")) ?? id;
      const [basedOn, paragraph, run] = [
        valueOf(child(element, "w:basedOn")),
        child(element, "w:pPr"),
        child(element, "w:rPr"),
      ];
      this.#styles.set(id, { id, name, basedOn, paragraph, run });
      if (attribute(element, "w:type") === "paragraph" && isOn(attribute(element, "w:default") ?? "0"))
        this.#default = id;
    }
  }

  /** What a paragraph of this style is; without an id, one of the default style. */
  paragraph(id: string | undefined): ParagraphStyle {
    const key = id ?? this.#default ?? "";
    let style = this.#paragraphs.get(key);
    if (!style) {
      style = this.#styles.has(key) ? this.#resolve(key) : { ...NO_STYLE, form: this.#formOf(key, key) };
      this.#paragraphs.set(key, style);
    }
    return style;
  }

  /** How words with these properties look, apart from what their paragraph's style gives them. */
  look(properties: XmlElement | undefined, hidden?: boolean): Look {
    const style = valueOf(child(properties, "w:rStyle"));
    return { hidden, ...(style === undefined ? {} : this.#run(style)), ...given(lookOf(properties)) };
  }

  #run(id: string): Look {
    let look = this.#runs.get(id);
    if (!look) {
      look = {};
      for (const { run } of this.#chain(id).reverse()) look = { ...look, ...given(lookOf(run)) };
      this.#runs.set(id, look);
    }
    return look;
  }

  #resolve(id: string): ParagraphStyle {
    let { form, outline, list, look } = NO_STYLE;
    for (const style of this.#chain(id)) {
      form ??= this.#formOf(style.id, style.name);
      outline ??= outlineOf(style.paragraph);
      const place = listOf(style.paragraph);
      list = { id: list.id ?? place.id, level: list.level ?? place.level };
      look = { ...given(lookOf(style.run)), ...look };
    }
    return { form, outline, list, look };
  }

  #formOf(id: string, name: string): StyleForm | null {
    // "Normal" says nothing: every style is based on it.
    const own = this.#ours && id !== this.#default ? formOfStyle(id) : null;
    if (own?.kind === "heading") return { kind: own.kind, attrs: { level: (own.attrs.level ?? 2) - 1 } };
    return own ?? formOfName(name) ?? formOfName(id);
  }

  /** The style and those it is based on; a circle ends where it closes. */
  #chain(id: string): Style[] {
    const chain: Style[] = [];
    for (let style = this.#styles.get(id); style && !chain.includes(style);) {
      chain.push(style);
      style = style.basedOn === undefined ? undefined : this.#styles.get(style.basedOn);
    }
    return chain;
  }
}

/** Word has its own switches for the scripts that it calls complex. */
export const isStrong = (look: Look): boolean => (look.rtl ? look.strongComplex : look.strong) === true;
export const isEm = (look: Look): boolean => (look.rtl ? look.emComplex : look.em) === true;

/** The `w:val` of an element. */
export const valueOf = (element: XmlElement | undefined): string | undefined =>
  element && attribute(element, "w:val");

/** Whether a switch of Word's is on. */
export const isOn = (value: string): boolean => !/^(?:0|false|off|none)$/.test(value);

/** A switch: undefined when it is not there; on when it says nothing else. */
function switchOf(properties: XmlElement | undefined, name: string): boolean | undefined {
  const element = child(properties, name);
  return element && isOn(valueOf(element) ?? "1");
}

/** What run properties themselves say. */
function lookOf(properties: XmlElement | undefined): Look {
  if (!properties) return {};
  const raised = valueOf(child(properties, "w:vertAlign"));
  return {
    strong: switchOf(properties, "w:b"),
    em: switchOf(properties, "w:i"),
    strongComplex: switchOf(properties, "w:bCs"),
    emComplex: switchOf(properties, "w:iCs"),
    hidden: switchOf(properties, "w:vanish"),
    raised: raised === undefined ? undefined : raised === "superscript",
    rtl: switchOf(properties, "w:rtl") ?? switchOf(properties, "w:cs"),
  };
}

/** Only what is said. */
export function given(look: Look): Look {
  return Object.fromEntries(Object.entries(look).filter(([, value]) => value !== undefined));
}

/** The outline level that paragraph properties give, from 0. */
export function outlineOf(properties: XmlElement | undefined): number | undefined {
  const level = valueOf(child(properties, "w:outlineLvl"));
  return level === undefined || !/^\d$/.test(level) ? undefined : Number(level);
}

/** The list that paragraph properties give. */
export function listOf(properties: XmlElement | undefined): ListPlace {
  const list = child(properties, "w:numPr");
  const level = Number(valueOf(child(list, "w:ilvl")) ?? NaN);
  return { id: valueOf(child(list, "w:numId")), level: Number.isInteger(level) ? level : undefined };
}
