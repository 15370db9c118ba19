/** Names that can only head a list of references … */
const REFERENCE_LISTS = new Set(
  (
    "bibliography|references|reference list|list of references|works cited|endnotes|footnotes|literature cited|" +
    "select bibliography|selected bibliography|sources and notes|notes and references|notes and sources|" +
    "bibliographie|références|literaturverzeichnis|quellenverzeichnis|bibliografía|referencias|bibliografia|kaynakça|" +
    "منابع و مآخذ|فهرست منابع|کتابنامه|کتاب‌نامه|پانوشت‌ها|پانویس‌ها|پانوشت ها|پی‌نوشت‌ها|ارجاعات|" +
    "المراجع|قائمة المراجع|المصادر والمراجع|المراجع والمصادر|الهوامش"
  ).split("|"),
);
/** … and names that may also head a section of the article. */
const MAYBE_LISTS = new Set(
  "notes|sources|literature|quellen|literatur|further reading|citations|منابع|مآخذ|یادداشت‌ها|پی‌نوشت|المصادر|ملاحظات".split(
    "|",
  ),
);
/** Headings that end a list of references. */
const AFTERWORDS =
  /^(?:about the authors?|about the writers?|author(?:s|’s|'s)? (?:bio|biography|note)|acknowledge?ments?|disclaimer|appendix|corrections?|contributors?|درباره نویسندگان?|عن الكاتب)\s*:?$/i;

/** Whether a line names a closing section of references: for certain, perhaps, or not. */
export function closingSection(text: string): "surely" | "perhaps" | null {
  if (text.length > 60) return null;
  const name = text
    .replace(/^[#*_\s]+|[#*_:.\s]+$/g, "")
    .replace(/^(?:\d{1,2}|[ivx]{1,5})[.)]?\s+/i, "")
    .toLowerCase();
  return REFERENCE_LISTS.has(name) ? "surely" : MAYBE_LISTS.has(name) ? "perhaps" : null;
}

/** Whether a line heads what follows a list of references. */
export function isAfterword(text: string): boolean {
  return text.length <= 60 && AFTERWORDS.test(text);
}
