import type { ArticleInput, PreviewInput, TakeInInput, TakeInPreviewInput } from "@/domain/contract";

type Input = ArticleInput | PreviewInput | TakeInPreviewInput | TakeInInput;

/** A manuscript as the body of its request: JSON, or, with a Word file, the form that the server reads the same. */
export function manuscriptBody(input: Input): Input | FormData {
  if (input.format !== "docx") return input;
  const { format: _, file, filename = "manuscript.docx", corrections, ...rest } = input;
  const form = new FormData();
  form.set("file", new File([new Uint8Array(file)], filename));
  form.set("corrections", JSON.stringify(corrections ?? {}));
  for (const [name, value] of Object.entries(rest))
    for (const one of Array.isArray(value) ? value : [value]) if (one != null) form.append(name, String(one));
  return form;
}

/** The same text or file, whatever is corrected in it. */
export function isSameSource(one: Input | null, other: Input | null): boolean {
  if (!one || !other) return false;
  if (one.format === "docx") return other.format === "docx" && one.file === other.file;
  return other.format !== "docx" && one.source === other.source;
}
