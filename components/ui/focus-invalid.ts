/** Once what is wrong is marked, gives that control the keyboard: whoever types on types there, and presses no keys. */
export function focusInvalid(form: HTMLElement | null): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>("[aria-invalid]")?.focus());
}
