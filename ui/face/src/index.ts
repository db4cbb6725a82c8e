/** Face verification without DOM: the same code runs on phones, in tests and in the measurement. */
export * from "./types.ts";
