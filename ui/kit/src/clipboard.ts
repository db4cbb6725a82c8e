/** Puts a text on the clipboard, also in windows that have no clipboard of their own to give. */
export async function toClipboard(text: string): Promise<void> {
  // Absent where a page has a scheme of its own, whatever its type says.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  try {
    if (clipboard) {
      await clipboard.writeText(text);
      return;
    }
  } catch {
    // Refused by the window: the old way is left.
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "hidden-words";
  // Beside what is pressed, since a dialog lets nothing outside of itself be selected.
  (document.activeElement?.parentElement ?? document.body).append(field);
  const before = document.activeElement as HTMLElement | null;
  field.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only other way there is
  document.execCommand("copy");
  field.remove();
  before?.focus();
}
