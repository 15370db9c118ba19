/** Every key of the review, as the list of keys shows it. */
export const KEY_GROUPS: readonly { title: string; keys: readonly { keys: string[]; does: string }[] }[] = [
  {
    title: "With words selected",
    keys: [
      { keys: ["t"], does: "Typo: propose other words" },
      { keys: ["f"], does: "Fact-check: doubt a claim" },
      { keys: ["c"], does: "Citation: ask for a reference" },
      { keys: ["m"], does: "Comment" },
      { keys: ["Enter"], does: "Put a flag here whose words are gone" },
    ],
  },
  {
    title: "Through the flags",
    keys: [
      { keys: ["j"], does: "The next one" },
      { keys: ["k"], does: "The one before" },
      { keys: ["n"], does: "The next thing that changed since you last looked" },
      { keys: ["r"], does: "Reply" },
      { keys: ["a"], does: "Apply a typo fix; settle a comment" },
      { keys: ["d"], does: "Decline a typo fix" },
      { keys: ["v"], does: "Verify what was settled" },
      { keys: ["o"], does: "Reopen what was settled" },
      { keys: ["Esc"], does: "Let go" },
    ],
  },
  {
    title: "In the text",
    keys: [
      { keys: ["s"], does: "Walk the text with a caret: arrows move, Shift and arrows select" },
      { keys: ["e"], does: "Edit the paragraph" },
      { keys: ["h"], does: "Hide settled flags, or show them" },
      { keys: ["p"], does: "History of this paragraph" },
    ],
  },
  {
    title: "Everywhere",
    keys: [
      { keys: ["Ctrl", "K"], does: "Find a flag, a section or an action" },
      { keys: ["Ctrl", "Enter"], does: "Send what is typed" },
      { keys: ["b"], does: "References: the list, its style, doubles" },
      { keys: ["?"], does: "This list" },
    ],
  },
];

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
