/** The longest name that Word takes. */
const LONGEST_NAME = 255;

/** A person's name as Word takes it for an author's: never empty. */
export function authorName(name: string): string {
  return [...name.trim()].slice(0, LONGEST_NAME).join("") || "?";
}
