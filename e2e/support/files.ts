import type { Page } from "playwright/test";

/** Drops a file on the page, as from the desktop. */
export async function dropFile(page: Page, file: { name: string; bytes: Uint8Array }): Promise<void> {
  // The page takes files once its field takes words.
  await page.getByRole("textbox", { name: "Manuscript" }).waitFor();
  const dataTransfer = await page.evaluateHandle(
    ({ name, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], name));
      return transfer;
    },
    { name: file.name, base64: Buffer.from(file.bytes).toString("base64") },
  );
  await page.dispatchEvent("main", "drop", { dataTransfer });
  await dataTransfer.dispose();
}

/** Chooses a file by the page's button. */
export async function chooseFile(page: Page, file: { name: string; bytes: Uint8Array }): Promise<void> {
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: /^Choose (a|another) file…/ }).click();
  await (await choosing).setFiles({ name: file.name, mimeType: "", buffer: Buffer.from(file.bytes) });
}
