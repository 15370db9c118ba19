/**
 * Takes what is typed into a place, for something else that it is meant for. Ended by the function given back, which
 * says what it was; null where Escape ended it before.
 */
export function takeTyping(place: HTMLElement): () => string | null {
  let typed = "";
  const ending = new AbortController();
  const onKey = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape") ending.abort();
  };
  const onInput = (event: InputEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (event.inputType === "deleteContentBackward") typed = Array.from(typed).slice(0, -1).join("");
    else typed += event.inputType === "insertParagraph" ? "\n" : (event.data ?? "");
  };
  const options = { capture: true, signal: ending.signal };
  place.addEventListener("keydown", onKey, options);
  place.addEventListener("keypress", onKey, options);
  place.addEventListener("beforeinput", onInput, options);
  return () => {
    if (ending.signal.aborted) return null;
    ending.abort();
    return typed;
  };
}
