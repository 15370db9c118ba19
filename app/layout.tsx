import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { ClockProvider } from "@/components/ui/clock";
import { THEME_COOKIE, readTheme } from "@/components/ui/theme";
import { Toasts } from "@/components/ui/toast";
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

/** The zone that dates are written and deadlines meant in: GALLEY_TIME_ZONE (an IANA name), or the server's own. */
function deskTimeZone(): string {
  try {
    return new Intl.DateTimeFormat("en", {
      timeZone: process.env.GALLEY_TIME_ZONE || undefined,
    }).resolvedOptions().timeZone;
  } catch {
    // No such zone: a page with another clock is better than none.
    return "UTC";
  }
}
