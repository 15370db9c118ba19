/** Only what a reader may safely follow: http(s) and mailto. Checked wherever a link comes in. */
export function isSafeHref(href: string | null | undefined): href is string {
  return typeof href === "string" && /^(https?:\/\/|mailto:)\S+$/i.test(href);
}
