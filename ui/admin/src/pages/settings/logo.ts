/** What can be an office's logo: the server looks once more, and writes it anew. */

/** The most that is taken, in bytes. */
export const MOST_BYTES = 1024 * 1024;
const KINDS = ["image/png", "image/jpeg", "image/webp"];

export type LogoFault = "logo-kind" | "logo-large" | "logo-empty";

export function logoFault(file: { type: string; size: number }): LogoFault | null {
  if (!KINDS.includes(file.type)) return "logo-kind";
  if (file.size === 0) return "logo-empty";
  return file.size > MOST_BYTES ? "logo-large" : null;
}
