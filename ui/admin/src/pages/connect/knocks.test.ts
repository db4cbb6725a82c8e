/** What the page makes of the handshakes that the server saw. */
import type { Attempt } from "@donelogin/client/types.ts";
import { describe, expect, it } from "vitest";

import { acceptedOf, folded, refusedOf } from "./knocks.ts";

const at = (seconds: number, outcome: Attempt["outcome"], ip = "127.0.0.1"): Attempt => ({
  at: seconds,
  count: 1,
  ip,
  outcome,
  server_name: "a.local",
});

describe("who came last", () => {
  const seen = [at(900, "ok"), at(800, "unknown_ca"), at(700, "ok"), at(100, "ok", "10.0.0.2")];

  it("is told once where lines are equal, with their number", () => {
    expect(folded(seen).map((one) => [one.at, one.outcome, one.count])).toEqual([
      [900, "ok", 2],
      [800, "unknown_ca", 1],
      [100, "ok", 1],
    ]);
  });

  it("still warns of a refusal after a later success, for ten minutes", () => {
    expect(acceptedOf(seen, "127.0.0.1")?.at).toBe(900);
    expect(refusedOf(seen, "127.0.0.1", 1000)?.at).toBe(800);
    expect(refusedOf(seen, "127.0.0.1", 1500)).toBeUndefined();
    expect(refusedOf(seen, "10.0.0.2", 1000)).toBeUndefined();
  });
});
