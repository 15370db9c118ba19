import { oneLine } from "@/domain/reference/csl";
import type { Task } from "../tasks";
import type { ReferenceShown } from "./shown";

/**
 * The list as it will read when what this person did to it has been done, as far as that can be said: entries with
 * their new words and fields, and without those that were deleted. Only this panel shows that: the article's text, on
 * which flags and edits are placed, stays what the server last told.
 */
export function withUnderWay(
  references: readonly ReferenceShown[],
  tasks: readonly Task[],
): ReferenceShown[] {
  let shown = [...references];
  for (const { deed, state } of tasks) {
    if (state === "failed") continue;
    if (deed.type === "deleteReference")
      shown = shown.filter(({ id, places }) => id !== deed.referenceId || places.length > 0);
    if (deed.type === "mergeReference")
      shown = change(shown, deed.referenceId, { waitsFor: "It is being merged." });
    if (deed.type === "editReference") {
      const { text, csl, write } = deed.edit;
      shown = change(shown, deed.referenceId, {
        ...(text === undefined ? {} : { text: oneLine(text) }),
        ...(csl === undefined ? {} : { csl }),
        ...(write ? { waitsFor: "It is being written from its fields." } : {}),
      });
    }
  }
  return shown;
}

function change(
  shown: readonly ReferenceShown[],
  referenceId: string,
  part: Partial<ReferenceShown>,
): ReferenceShown[] {
  return shown.map((reference) => (reference.id === referenceId ? { ...reference, ...part } : reference));
}
