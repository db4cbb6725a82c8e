/** Face verification without DOM: the same code runs on phones, in tests and in the measurement. */
export { Engine, type Runtime, type Stages } from "./engine.ts";
export { blend, cosine, median } from "./match.ts";
export * from "./types.ts";
