/**
 * What stands in a form's field as it is sent. The fields of these forms keep their own words, because a person, or
 * their browser for them, may have filled them before our script was there to listen.
 */
export function typedIn(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === "string" ? value : "";
}
