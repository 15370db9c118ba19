/** Whether somebody is typing: then no key is ours. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable || target.closest("input, textarea, select, dialog, [role='menu']") !== null
  );
}

/** The Latin letter of a key on any keyboard: on a Persian one the letter that stands at its place. */
export function letterOf(event: { key: string; code: string }): string {
  if (/^[\x20-\x7e]$/.test(event.key)) return event.key.toLowerCase();
  return /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : event.key;
}

/** A key that writes, with nothing held down that makes a command of it. */
export function isPlainLetter({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key.length === 1 && !ctrlKey && !metaKey && !altKey;
}
