import { useState } from "react";
import { Button } from "../../ui/button";
import { Field, Textarea } from "../../ui/field";
import { useReview, useTasks } from "../context";
import { draftKey } from "../drafts";
import { onSendKey } from "../send-key";
import { TaskFailure } from "../task-failures";
import { useDraft } from "../use-draft";

/** New entries, as they were pasted; kept until they are in the list. */
export function AddReferences({ articleId }: { articleId: string }) {
  const { actor, commands, say, store } = useReview();
  const key = draftKey(actor.id, `references of ${articleId}`, "add");
  const draft = useDraft(key, "");
  const [error, setError] = useState<string | null>(null);
  const unsent = useTasks(store).filter(({ deed }) => deed.type === "addReferences");

  const add = () => {
    const source = draft.value;
    if (source.trim() === "") return setError("Paste or write a reference first.");
    setError(null);
    draft.clear();
    void commands.perform({ type: "addReferences", source }, { key, value: source }).then((sent) => {
      if (sent) say("It is in the list.");
    });
  };
  return (
    <form
      className="mt-5 border-t border-hairline pt-4"
      aria-label="Add references"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
      onKeyDown={onSendKey(add, () => undefined)}
    >
      <Field
        label="Add references"
        hint="A line as it should print, a DOI, a web address, BibTeX or RIS. An empty line, or the next number, parts two entries."
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
      <Button size="sm" type="submit" busy={unsent.some(({ state }) => state === "sending")} className="mt-2">
        Add to the list
      </Button>
      <div role="alert" className="failures mt-2">
        {unsent
          .filter(({ state }) => state !== "sending")
          .map((task) => (
            <TaskFailure key={task.id} task={task} />
          ))}
      </div>
    </form>
  );
}
