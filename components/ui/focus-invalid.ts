/** How long a control may take to be marked, in frames: React draws when it has a moment. */
const PATIENCE = 60;

/** Once what is wrong is marked, gives that control the keyboard: whoever types on types there, and presses no keys. */
export function focusInvalid(form: HTMLElement | null, patience = PATIENCE): void {
  requestAnimationFrame(() => {
    const control = form?.querySelector<HTMLElement>("[aria-invalid]");
    if (control) control.focus();
    else if (patience > 0) focusInvalid(form, patience - 1);
  });
}
