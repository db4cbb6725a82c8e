/** A file that is handed out: a download in a browser, a dialog in the window. */
import { desktop } from "@donelogin/client/desktop.ts";

/** False where somebody would rather not. */
export async function save(name: string, content: Blob): Promise<boolean> {
  if (desktop !== null) return desktop.save(name, new Uint8Array(await content.arrayBuffer()));
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The download holds it by itself; without this it would stay in memory.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 60_000);
  return true;
}

export function textFile(text: string, type: string): Blob {
  return new Blob([text], { type });
}
