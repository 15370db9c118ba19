import type { KeyboardEvent } from "react";

/** Ctrl or Cmd with Enter sends; Escape steps back. What is pressed goes no further. */
export function onSendKey(send: () => void, stepBack: () => void) {
  return (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      stepBack();
    }
  };
}
