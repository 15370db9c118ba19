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
      { keys: ["e"], does: "Write: at the words selected, or in the first line in view; Esc ends" },
      { keys: ["h"], does: "Hide settled flags, or show them" },
      { keys: ["p"], does: "History of this paragraph" },
    ],
  },
  {
    title: "While writing",
    keys: [
      { keys: ["["], does: "A citation, behind a word" },
      { keys: ["Ctrl", "Alt", "M"], does: "Comment on the words selected" },
      { keys: ["Alt", "↑"], does: "Move the paragraph up; with ↓ down" },
      { keys: ["Ctrl", "Z"], does: "Undo; with Shift redo" },
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
