/** A catalogue is a file of its own in a build, named after its language: an app fetches the one that it speaks. */

interface Chunk {
  name: string;
  facadeModuleId?: string | null;
}

/** The language whose catalogue this chunk is, if it is one. */
export function languageOf(chunk: Chunk): string | null {
  return /locales[\\/]([^\\/]+)[\\/]\w+\.ftl/.exec(chunk.facadeModuleId ?? "")?.[1] ?? null;
}

/** Where a chunk of the build lies. */
export function chunkName(chunk: Chunk): string {
  const tag = languageOf(chunk);
  return tag === null ? "assets/[name].[hash].js" : `assets/words-${tag}.[hash].js`;
}
