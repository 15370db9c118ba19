/** What a byline may begin with. */
const LABEL =
  /^(?:(?:By|BY)\b:?|(?:written|words|text|report|reported|story) by\b:?|authors?:|نویسندگان:?|نویسنده:?|نوشتهٔ|نوشته‌ی|نوشته:?|به قلم:?|بقلم:?|كتبه:?|تأليف:?|إعداد:?)\s*/iu;
const BY = /^by\b/i;

const ROLE_WORD =
  /\b(?:editors?|correspondents?|reporters?|analysts?|fellows?|professors?|researchers?|writers?|authors?|directors?|chiefs?|heads?|columnists?|journalists?|lecturers?|contributors?|producers?|scholars?|students?|staff|bureau|desk|university|institute|candidate|specialists?|advisers?|advisors?|managers?|officers?|photographers?)\b/iu;
const NAME_WORD =
  /^(?:\p{Lu}[\p{L}\p{M}'’.‐-]*|\p{Lo}[\p{L}\p{M}\u200c‐-]*|(?:de|da|di|del|della|dos|du|van|von|der|den|bin|bint|ibn|al|el|ul|ud|la|le|y|e|zu|ter|ten)(?:[-'’]\p{L}+)?|al-\p{L}+|el-\p{L}+)$/u;
const AND = /\s+(?:and|&|und|et|و)\s+/u;

/** A line longer than this is no byline. */
const MAX_LENGTH = 250;

/** A person of a byline, with the places of name and role in the line. */
export interface Person {
  name: string;
  role: string;
  at: number;
  roleAt: number;
}

/** A line that says who wrote the article: "By A and B, Role". */
export function isBylineLine(text: string): boolean {
  if (text.length > MAX_LENGTH) return false;
  const label = text.match(LABEL)?.[0];
  if (!label) return false;
  // "by Russia" in the middle of a wrapped sentence is none.
  if (BY.test(label) && !/^B/.test(label)) return false;
  const rest = text.slice(label.length);
  if (endsSentence(rest)) return false;
  const names = rest.split(/[,،;]/)[0]!.trim();
  if (/^\p{Script=Arabic}/u.test(rest)) return rest.length <= 120;
  const words = names.split(AND).flatMap((name) => name.split(/\s+/));
  return words.length <= 20 && words.every((word) => NAME_WORD.test(word)) && /\p{Lu}/u.test(names);
}

/** A byline that does without "By": a name and, after a comma, what the person is. */
export function isNameAndRole(text: string): boolean {
  if (text.length > 150 || endsSentence(text)) return false;
  const comma = text.search(/[,،]/);
  return comma > 0 && isName(text.slice(0, comma)) && ROLE_WORD.test(text.slice(comma));
}

/** What a person is, on a line of its own under the name. */
export function isRole(text: string): boolean {
  return text.length <= 100 && !endsSentence(text) && ROLE_WORD.test(text) && /^\p{Lu}/u.test(text);
}

const endsSentence = (text: string) =>
  /[.!?؟]$/.test(text) && !/(?:^|[\s.])(?:Jr|Sr|Dr|Ph\.?D|\p{Lu})\.$/u.test(text);

function isName(text: string): boolean {
  const words = text.trim().split(/\s+/);
  return (
    words.length >= 2 &&
    words.length <= 5 &&
    words.every((word) => NAME_WORD.test(word)) &&
    !ROLE_WORD.test(text)
  );
}

interface Group {
  start: number;
  end: number;
}

/**
 * The people of a byline, each with a role where the line gives one. A role after the last of several names is
 * everybody's, unless it is one person's ("Editor", not "Editors"). No part of the line but its label, commas
 * and "and" is left out.
 */
export function peopleOf(line: string): Person[] {
  const label = line.match(LABEL)?.[0].length ?? 0;
  const people: Person[] = [];
  const groups = groupsOf(line, label);
  for (const [index, { start, end }] of groups.entries()) {
    const pieces = piecesOf(line, start, end);
    let names = 1;
    const severalGroups = groups.length > 1 && index < groups.length - 1;
    const allNames = pieces.length >= 3 && pieces.every(({ text }) => isName(text));
    if (severalGroups || allNames) while (names < pieces.length && isName(pieces[names]!.text)) names++;
    for (const { text, at } of pieces.slice(0, names)) people.push({ name: text, role: "", at, roleAt: 0 });
    const role = pieces[names];
    if (role) Object.assign(people.at(-1)!, { role: line.slice(role.at, end).trim(), roleAt: role.at });
  }
  shareRole(people);
  return people;
}

function shareRole(people: Person[]): void {
  const { role, roleAt } = people.at(-1) ?? {};
  if (!role || people.slice(0, -1).some((person) => person.role)) return;
  const word = role.match(ROLE_WORD)?.[0];
  if (word && !word.toLowerCase().endsWith("s")) return;
  for (const person of people) Object.assign(person, { role, roleAt });
}

/** The parts of the line between its "and"s, where another person begins. */
function groupsOf(line: string, start: number): Group[] {
  const groups: Group[] = [];
  let at = start;
  for (;;) {
    const found = line.slice(at).match(/\s+(?:and|&|und|et|و)\s+|\s*;\s*/u);
    const end = found ? at + found.index! : line.length;
    const last = groups.at(-1);
    // "Editors, Middle East and North Africa": the "and" is inside the role.
    const inRole =
      last &&
      piecesOf(line, last.start, last.end)
        .slice(1)
        .some(({ text }) => !isName(text));
    const pieces = piecesOf(line, at, end);
    if (last && inRole && !(pieces.length > 1 && isName(pieces[0]!.text))) last.end = end;
    else if (pieces.length > 0) groups.push({ start: at, end });
    if (!found) return groups;
    at = end + found[0].length;
  }
}

function piecesOf(line: string, start: number, end: number): { text: string; at: number }[] {
  const pieces: { text: string; at: number }[] = [];
  for (const found of line.slice(start, end).matchAll(/[^,،]+/g)) {
    const text = found[0].trim();
    if (text) pieces.push({ text, at: start + found.index + found[0].indexOf(text) });
  }
  return pieces;
}
