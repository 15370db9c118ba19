"use client";

import { Button } from "../ui/button";

interface ViewChoiceProps {
  isOn: boolean;
  words: string;
  onPress: () => void;
}

/** One way to look at a difference, of a few. */
export function ViewChoice({ isOn, words, onPress }: ViewChoiceProps) {
  return (
    <Button
      size="sm"
      look="quiet"
      aria-pressed={isOn}
      onClick={onPress}
      className="aria-pressed:bg-paper-sunk aria-pressed:text-ink"
    >
      {words}
    </Button>
  );
}
