/** What a person chose; "system" follows the device. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const THEME_COOKIE = "galley-theme";

/** The stored choice; undefined where the device decides (no attribute on the root element then). */
export function readTheme(stored: string | undefined): Exclude<Theme, "system"> | undefined {
  return stored === "light" || stored === "dark" ? stored : undefined;
}

/** The theme now on screen. Browser only. */
export function currentTheme(): Theme {
  return readTheme(document.documentElement.dataset.theme) ?? "system";
}

/** Puts a theme on screen and keeps it for a year on this device. Browser only. */
export function chooseTheme(theme: Theme): void {
  const root = document.documentElement;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  if (theme === "system") {
    delete root.dataset.theme;
    document.cookie = `${THEME_COOKIE}=; Path=/; Max-Age=0; SameSite=Lax${secure}`;
  } else {
    root.dataset.theme = theme;
    document.cookie = `${THEME_COOKIE}=${theme}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  }
}
