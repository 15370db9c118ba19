import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { ClockProvider } from "@/components/ui/clock";
import { THEME_COOKIE, readTheme } from "@/components/ui/theme";
import { Toasts } from "@/components/ui/toast";
import { readVariable } from "@/server/env";
import { fontVariables } from "./fonts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Galley", template: "%s · Galley" },
  description: "Editorial review for a regional desk.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  // The selection toolbar stands above the keyboard, so the keyboard has to take its room.
  interactiveWidget: "resizes-content",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbf9f4" },
    { media: "(prefers-color-scheme: dark)", color: "#171512" },
  ],
};

/**
 * The theme is in a cookie and stands in the first byte of HTML, so that no script has to run before the first
 * paint and nothing flashes. Time and zone come from here too: what the server wrote, the browser repeats.
 */
export default async function RootLayout({ children }: { children: React.ReactNode }) {
  const theme = readTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en-GB" data-theme={theme} className={fontVariables} data-scroll-behavior="smooth">
      <body>
        <ClockProvider now={Date.now()} timeZone={deskTimeZone()}>
          {children}
          <Toasts />
        </ClockProvider>
      </body>
    </html>
  );
}

/** The zone that dates are written and deadlines meant in. */
function deskTimeZone(): string {
  return readVariable("GALLEY_TIME_ZONE") ?? new Intl.DateTimeFormat("en").resolvedOptions().timeZone;
}
