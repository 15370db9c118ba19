/** First letters of the first and the last of a name's words. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s\u200c]+/).filter((word) => /\p{L}|\p{N}/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => word?.match(/[\p{L}\p{N}]\p{M}*/u)?.[0] ?? "",
  );
  return letters.join("").toUpperCase() || "?";
}
