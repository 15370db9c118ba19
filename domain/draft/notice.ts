/** What a chief's export with the gate shut has to say of itself, on every page. */
export interface DraftNotice {
  /** Flags that held the gate shut; at least 1. */
  openFlags: number;
}

/** The sentence that stands on every page of such a draft. Of the desk, so in the desk's language. */
export function noticeText({ openFlags }: DraftNotice): string {
  return `Not a clean draft: ${openFlags} ${openFlags === 1 ? "flag is" : "flags are"} still open`;
}
