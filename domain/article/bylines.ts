/** A person named under the title. */
export interface Byline {
  name: string;
  role?: string;
}

/**
 * The person a byline paragraph names. Its text is "Name" or "Name, Role"; "By Name" is read too, because
 * people type it.
 */
export function bylineOf(text: string): Byline {
  const line = text
    .replace(/[\s\uFFFC]+/g, " ")
    .trim()
    .replace(/^by:? +/i, "");
  const comma = line.search(/[,،]/);
  if (comma < 0) return { name: line };
  const name = line.slice(0, comma).trim();
  const role = line.slice(comma + 1).trim();
  return role ? { name, role } : { name };
}

/** The text of the byline paragraph that names this person: the inverse of `bylineOf`. */
export function bylineText({ name, role }: Byline): string {
  return role ? `${name}, ${role}` : name;
}
