import type { KeyboardEvent } from "react";

/** Ctrl or Cmd with Enter sends; Escape steps back. What is pressed goes no further, not to a dialog around either. */
export function onSendKey(send: () => void, stepBack: () => void) {
  return (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      stepBack();
    }
  };
}
