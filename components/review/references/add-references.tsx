import { useRef, useState } from "react";
import { errorWords } from "../../error-words";
import { Button } from "../../ui/button";
import { Field, Textarea } from "../../ui/field";
import { useReview } from "../context";
import { draftKey } from "../drafts";
import { onSendKey } from "../send-key";
import { useDraft } from "../use-draft";

/** New entries, as they were pasted; kept until they are in the list. */
export function AddReferences({ articleId }: { articleId: string }) {
  const { actor, commands, say } = useReview();
  const draft = useDraft(draftKey(actor.id, `references of ${articleId}`, "add"), "");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  // One id for one text, so that sending it again adds nothing twice.
  const sent = useRef({ source: "", id: "" });

  const add = async () => {
    const source = draft.value;
    if (busy) return;
    if (source.trim() === "") return setError("Paste or write a reference first.");
    if (sent.current.source !== source) sent.current = { source, id: crypto.randomUUID() };
    setBusy(true);
    setError(null);
    try {
      const { added } = await commands.addReferences(source, sent.current.id);
      say(
        added.length === 1 ? "The reference is in the list." : `${added.length} references are in the list.`,
      );
      sent.current = { source: "", id: "" };
      draft.clear();
    } catch (cause) {
      setError(errorWords(cause));
    }
    setBusy(false);
  };
  return (
    <form
      className="mt-5 border-t border-hairline pt-4"
      aria-label="Add references"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
      onKeyDown={onSendKey(
        () => void add(),
        () => undefined,
      )}
    >
      <Field
        label="Add references"
        hint="A line as it should print, a DOI, a web address, BibTeX or RIS. An empty line parts two entries."
        error={error}
      >
        {(control) => (
          <Textarea
            {...control}
            value={draft.value}
            onChange={({ target }) => draft.setValue(target.value)}
          />
        )}
      </Field>
      <Button size="sm" type="submit" busy={busy} className="mt-2">
        Add to the list
      </Button>
    </form>
  );
}
