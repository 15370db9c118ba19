import { SaxesParser } from "saxes";
import { GalleyError } from "../../errors";
import { damaged, type Container } from "./container";
import { prefixOf } from "./namespaces";

/** Deeper than this nests no document that a person wrote; what reads the tree may call itself for every level. */
const MAX_DEPTH = 200;
/** More elements at once than this would not fit in memory beside everything else. */
const MAX_ELEMENTS = 300_000;

/** An element by its name as namespaces.ts has it ("w:p"), or a piece of text. */
export type XmlNode = XmlElement | string;

export interface XmlElement {
  name: string;
  /** Names and values by turns. */
  attributes: readonly string[];
  children: readonly XmlNode[];
}

interface GrowingElement extends XmlElement {
  children: XmlNode[];
}

/** Most elements have no attributes, many no children: they share one list. */
const NONE: never[] = [];

/** What is told of a part as it is read: whole elements, and the beginnings and ends of those that are too large. */
export interface XmlVisitor {
  /** Whether an element inside others that were opened is to be opened, too, instead of given as a whole. */
  opens: (name: string) => boolean;
  onOpen?: (element: XmlElement) => void;
  onElement: (element: XmlElement) => void;
  onClose?: (name: string) => void;
}

/** The value of an attribute; undefined where there is none. */
export function attribute({ attributes }: XmlElement, name: string): string | undefined {
  for (let index = 0; index < attributes.length; index += 2)
    if (attributes[index] === name) return attributes[index + 1];
  return undefined;
}

/** The first child of a name. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  for (const node of element?.children ?? []) if (typeof node !== "string" && node.name === name) return node;
  return undefined;
}

/** The children that are elements. */
export function elementsOf(element: XmlElement | undefined): XmlElement[] {
  return (element?.children ?? []).filter((node): node is XmlElement => typeof node !== "string");
}

/** The first element of a name inside this one, at any depth. */
export function descendant(element: XmlElement, name: string): XmlElement | undefined {
  for (const node of elementsOf(element)) {
    const found = node.name === name ? node : descendant(node, name);
    if (found) return found;
  }
  return undefined;
}

/** Whether there are words inside an element that a reader would see. */
export function holdsWords(element: XmlElement): boolean {
  if (/^(?:w:t|w:delText|m:t|w:sym)$/.test(element.name))
    return element.name === "w:sym" || allText(element).trim() !== "";
  return element.children.some((node) => typeof node !== "string" && holdsWords(node));
}

/** All text inside an element, whatever it is. */
export function allText(node: XmlNode): string {
  return typeof node === "string" ? node : node.children.map(allText).join("");
}

/** A part as one tree: for those that are small. */
export function readTree(container: Container, part: string): XmlElement {
  let root: XmlElement | undefined;
  readPart(container, part, {
    opens: () => false,
    onElement: (element) => (root = element),
  });
  if (!root) throw damaged();
  return root;
}

/** Reads a part piece by piece. Errors: `invalid` when it is broken, has a DOCTYPE or nests beyond reason. */
export function readPart(container: Container, part: string, visitor: XmlVisitor): void {
  const reader = new PartReader(visitor);
  let decoder: TextDecoder | undefined;
  const decode = (bytes?: Uint8Array) => {
    try {
      return decoder!.decode(bytes, { stream: bytes !== undefined });
    } catch {
      throw damaged();
    }
  };
  container.unpack(part, (piece) => {
    decoder ??= new TextDecoder(encodingOf(piece), { fatal: true });
    reader.write(decode(piece));
  });
  if (!decoder) throw damaged();
  reader.write(decode());
  reader.close();
}

/** By its byte order mark; without one it is UTF-8. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}

class PartReader {
  readonly #parser = new SaxesParser({ position: false });
  readonly #visitor: XmlVisitor;
  /** Names of the opened elements, and the elements that are being put together inside the last of them. */
  readonly #opened: string[] = [];
  readonly #growing: GrowingElement[] = [];
  readonly #scopes: Scope[] = [new Scope(null)];
  #elements = 0;

  constructor(visitor: XmlVisitor) {
    this.#visitor = visitor;
    this.#parser.on("error", () => {
      throw damaged();
    });
    this.#parser.on("doctype", () => {
      throw new GalleyError(
        "invalid",
        "This Word file holds a document type declaration, which Word never writes. It was not read.",
      );
    });
    this.#parser.on("opentag", ({ name, attributes }) =>
      this.#open(name, attributes as Record<string, string>),
    );
    this.#parser.on("closetag", () => this.#close());
    const text = (value: string) => this.#put(value);
    this.#parser.on("text", text);
    this.#parser.on("cdata", text);
  }

  write(chunk: string): void {
    this.#parser.write(chunk);
  }

  close(): void {
    this.#parser.close();
    if (this.#scopes.length !== 1) throw damaged();
  }

  #open(rawName: string, raw: Record<string, string>): void {
    const scope = this.#scopes.at(-1)!.inside(raw);
    this.#scopes.push(scope);
    if (this.#scopes.length > MAX_DEPTH)
      throw new GalleyError(
        "invalid",
        "This Word file is nested too deeply to be read. Save its text as a new file and try again.",
      );
    let attributes: string[] = NONE;
    for (const name in raw) {
      // Which of Word's sessions wrote it: on nearly every element, and nothing to a reader.
      if (name.startsWith("xmlns") || name.startsWith("w:rsid")) continue;
      if (attributes === NONE) attributes = [];
      attributes.push(scope.attributeName(name), raw[name]!);
    }
    const element: GrowingElement = { name: scope.elementName(rawName), attributes, children: NONE };
    if (this.#growing.length === 0 && this.#visitor.opens(element.name)) {
      this.#opened.push(element.name);
      this.#visitor.onOpen?.(element);
      return;
    }
    if (++this.#elements > MAX_ELEMENTS)
      throw new GalleyError(
        "too_large",
        "This Word file holds a table or a paragraph of enormous size. Split it.",
      );
    this.#put(element);
    this.#growing.push(element);
  }

  #put(node: XmlNode): void {
    const parent = this.#growing.at(-1);
    if (!parent) return;
    if (parent.children === NONE) parent.children = [];
    parent.children.push(node);
  }

  #close(): void {
    this.#scopes.pop();
    const element = this.#growing.pop();
    if (!element) {
      this.#visitor.onClose?.(this.#opened.pop()!);
      return;
    }
    if (this.#growing.length > 0) return;
    this.#elements = 0;
    this.#visitor.onElement(element);
  }
}

/** What prefixes mean inside an element. Names repeat: each is put together once. */
class Scope {
  readonly #outer: Scope | null;
  readonly #own = new Map<string, string>();
  readonly #names = new Map<string, string>();

  constructor(outer: Scope | null) {
    this.#outer = outer;
  }

  /** The scope inside an element with these attributes: this one, where it declares nothing. */
  inside(attributes: Record<string, string>): Scope {
    let scope: Scope | null = null;
    for (const name in attributes) {
      if (!name.startsWith("xmlns")) continue;
      scope ??= new Scope(this);
      if (name === "xmlns") scope.#own.set("", attributes[name]!);
      else if (name.startsWith("xmlns:")) scope.#own.set(name.slice(6), attributes[name]!);
    }
    return scope ?? this;
  }

  elementName(name: string): string {
    return this.#named(name.includes(":") ? name : `:${name}`);
  }

  /** An attribute without a prefix has no vocabulary. */
  attributeName(name: string): string {
    return name.includes(":") ? this.#named(name) : name;
  }

  #named(name: string): string {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const colon = name.indexOf(":");
    const ours = `${this.prefix(name.slice(0, colon))}:${name.slice(colon + 1)}`;
    this.#names.set(name, ours);
    return ours;
  }

  prefix(prefix: string): string {
    if (prefix === "xml") return "xml";
    const uri = this.#own.get(prefix);
    if (uri !== undefined) return prefixOf(uri);
    return this.#outer ? this.#outer.prefix(prefix) : "?";
  }
}
