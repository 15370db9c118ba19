import { oneLine, type CslName } from "./csl";

const ORGANISATION =
  /\b(?:agency|army|association|authority|bank|board|bureau|cent(?:er|re)|college|commission|committee|company|corporation|council|department|embassy|foundation|government|group|institut[eo]?|league|ministry|mission|nations|network|news|office|organi[sz]ation|parliament|party|press|section|secretariat|service|society|state|union|university)\b/i;
const INITIALS = /^(?:\p{Lu}[.’'-]?\s?){1,4}$/u;
const GIVEN = /^\p{Lu}[\p{L}\p{M}.’'-]*(?:\s\p{Lu}[\p{L}\p{M}.’'-]*){0,3}$/u;
const FAMILY = /^(?:(?:\p{Ll}{1,4}|al-|el-|\p{Lu}[\p{L}\p{M}’'-]*)[\s-]?){1,4}$/u;

/**
 * The names before a year, as bibliographies write them: "Cook, Steven A., James Traub, and Luke Coffey", or
 * "Weaver, A. B., & Smith, C.". What does not look like people is one organisation, as it stands, and what does
 * not look like a name at all is none.
 */
export function readNames(text: string): CslName[] {
  const words = oneLine(text).replace(/[\s,;:]+$/, "");
  const whole = words.replace(/(?<!\b\p{Lu})\.$/u, "");
  if (whole === "") return [];
  const names = isOrganisation(whole) ? null : people(words);
  return names ?? withOrganisation(whole) ?? (isTitled(whole) ? [{ literal: whole }] : []);
}

/** Reads like a name: words with capitals, and small ones only between them. Scripts without capitals pass. */
function isTitled(text: string): boolean {
  const words = text.split(/[\s,]+/).filter(Boolean);
  const small = /^(?:of|the|and|for|in|on|to|at|de|du|des|la|le|el|und|für|van|von|der|den|y|e|&)$/u;
  const isSmall = (word: string) => /^\p{Ll}/u.test(word);
  return (
    !isSmall(words[0]!) &&
    !isSmall(words.at(-1)!) &&
    words.every((word) => !isSmall(word) || small.test(word))
  );
}

const isOrganisation = (text: string) => ORGANISATION.test(text);

function people(text: string): CslName[] | null {
  const others = /,?\s+et al\.?$/.test(text);
  const parts = text
    .replace(/,?\s+et al\.?$/, "")
    .split(/;\s*|,\s*(?:and|&)\s+|\s+(?:and|&)\s+|,\s*/)
    .filter(Boolean);
  const [family, given] = parts;
  if (!family || !given || !text.startsWith(`${family},`) || !FAMILY.test(family) || !GIVEN.test(given))
    return null;
  const names: CslName[] = [{ family, given: fullName(given) }];
  for (let index = 2; index < parts.length; index += 1) {
    const part = parts[index]!;
    const next = parts[index + 1];
    if (next !== undefined && INITIALS.test(next) && FAMILY.test(part)) {
      names.push({ family: part, given: next });
      index += 1;
    } else {
      const name = naturalName(part);
      if (!name) return null;
      names.push(name);
    }
  }
  return others ? [...names, { literal: "et al." }] : names;
}

/** "BBC and Tom Edgington": a name in capitals only beside a person's. */
function withOrganisation(text: string): CslName[] | null {
  const [first, second, ...more] = text.split(/\s+and\s+/);
  if (!first || !second || more.length > 0 || !/^\p{Lu}{2,8}$/u.test(first)) return null;
  const person = naturalName(second);
  return person && [{ literal: first }, person];
}

function naturalName(text: string): CslName | null {
  const words = fullName(text).split(" ");
  if (words.length < 2 || words.length > 4 || !GIVEN.test(text)) return null;
  return { family: words.at(-1)!, given: words.slice(0, -1).join(" ") };
}

/** A full stop stays behind an initial only. */
const fullName = (text: string) => (/(?:^|[\s.])\p{Lu}\.$/u.test(text) ? text : text.replace(/\.$/, ""));

/** As a person types it in a form: "Family, Given", or an organisation. */
export function nameFromLine(line: string): CslName | null {
  const text = oneLine(line);
  if (text === "") return null;
  const comma = text.indexOf(",");
  if (comma < 0) return { literal: text };
  const [family, given] = [text.slice(0, comma).trim(), text.slice(comma + 1).trim()];
  return family && given ? { family, given } : { literal: family || given };
}

export function nameToLine(name: CslName): string {
  const family = [name["non-dropping-particle"], name.family].filter(Boolean).join(" ");
  const given = [name.given, name["dropping-particle"], name.suffix].filter(Boolean).join(" ");
  return name.literal ?? [family, given].filter(Boolean).join(", ");
}

/** What a citation calls somebody by. */
export function shortName(name: CslName): string {
  return (
    name.literal ??
    ([name["non-dropping-particle"], name.family].filter(Boolean).join(" ") || name.given || "")
  );
}
