/** Names of the classes by which a component's style is its own: by what the style says, and not by where this folder lies,
 * so that the same sources give the same bytes everywhere. */

interface Style {
  css: string;
  hash: (text: string) => string;
}

/** `cssHash` of the Svelte compiler. */
export function classOf({ css, hash }: Style): string {
  return `s-${hash(css)}`;
}
