/** Who is compared with whom. */
import { blend, cosine, median } from "../src/match.ts";
import type { Sample } from "./samples.ts";

/** Cosines of pictures of one person, and of two. */
export interface Scores {
  genuine: number[];
  impostor: number[];
}

type People = ReadonlyMap<string, readonly Sample[]>;

/** Every picture with every other one: the hardest way, with one picture enrolled. */
export function compareSingles(people: People): Scores {
  const all = [...people].flatMap(([person, samples]) =>
    samples.map(({ embedding }) => ({ person, embedding })),
  );
  const scores: Scores = { genuine: [], impostor: [] };
  all.forEach((one, i) => {
    for (const other of all.slice(0, i)) {
      const score = cosine(one.embedding, other.embedding);
      (one.person === other.person ? scores.genuine : scores.impostor).push(score);
    }
  });
  return scores;
}

/**
 * As the app decides: the mean of up to `frames` pictures is enrolled. A genuine try is each picture that was left
 * out of it; an impostor's is the median of up to `frames` pictures of another person.
 */
export function compareTemplates(people: People, frames: number): Scores {
  const scores: Scores = { genuine: [], impostor: [] };
  for (const [person, samples] of people) {
    const embeddings = samples.map(({ embedding }) => embedding);
    if (embeddings.length < 2) continue;
    embeddings.forEach((probe, i) => {
      const others = embeddings.filter((_, j) => j !== i).slice(0, frames);
      scores.genuine.push(cosine(probe, blend(others)));
    });
    const template = blend(embeddings.slice(0, frames));
    for (const [other, theirs] of people) {
      if (other === person) continue;
      scores.impostor.push(
        median(theirs.slice(0, frames).map(({ embedding }) => cosine(embedding, template))),
      );
    }
  }
  return scores;
}
