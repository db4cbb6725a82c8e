/** Face verification without DOM: the same code runs on phones, in tests and in the measurement. */
export { COLOURS } from "./colours.ts";
export { Engine, type Runtime, type Stages } from "./engine.ts";
export { Enrolment } from "./enrol.ts";
export { blend, cosine, median } from "./match.ts";
export * from "./types.ts";
export { Verification } from "./verify.ts";
