"use client";

import { useSyncExternalStore } from "react";
import { MenuHeading, MenuItem } from "../ui/menu";
import { chooseTheme, currentTheme, THEMES, type Theme } from "../ui/theme";

const WORDS: Record<Theme, string> = { system: "As the device", light: "Day", dark: "Night" };

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Day, night, or as the device: three items of the account menu. */
export function ThemeItems() {
  const theme = useSyncExternalStore<Theme>(subscribe, currentTheme, () => "system");
  return (
    <div role="group" aria-label="Paper">
      <MenuHeading>Paper</MenuHeading>
      {THEMES.map((choice) => (
        <MenuItem
          key={choice}
          checked={choice === theme}
          onSelect={() => {
            chooseTheme(choice);
            for (const listener of listeners) listener();
          }}
        >
          {WORDS[choice]}
        </MenuItem>
      ))}
    </div>
  );
}
