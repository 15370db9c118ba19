import validate from "@ooxml-tools/validate";

/**
 * What Microsoft's own validator (the Open XML SDK, as WebAssembly) has against a file: element order, attributes,
 * unique ids, references between parts. The first call takes seconds, the others a fifth of one.
 */
export async function openXmlErrors(file: Uint8Array): Promise<string[]> {
  const errors = await validate(file, "docx", "Microsoft365");
  return errors.map(({ path, description }) => `${path.partUri} ${path.xpath}: ${description}`);
}
