/** How alike two faces are. */

/** The same direction with length one. */
export function unit(vector: ArrayLike<number>): Float32Array {
  let norm = 0;
  for (let i = 0; i < vector.length; i++) norm += vector[i]! * vector[i]!;
  const length = Math.sqrt(norm) || 1;
  return Float32Array.from(vector, (value) => value / length);
}

/** Cosine of two unit vectors, -1..1. */
export function cosine(one: Float32Array, other: Float32Array): number {
  let dot = 0;
  for (let i = 0; i < one.length; i++) dot += one[i]! * other[i]!;
  return dot;
}

/** The one face that several pictures of it stand for: their mean, with length one. */
export function blend(embeddings: readonly Float32Array[]): Float32Array {
  const sum = new Float64Array(embeddings[0]?.length ?? 0);
  for (const embedding of embeddings) {
    for (let i = 0; i < sum.length; i++) sum[i]! += embedding[i]!;
  }
  return unit(sum);
}

/** The middle value; of an even number the lower of the two in the middle, which is the stricter here. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[(sorted.length - 1) >> 1] ?? NaN;
}
