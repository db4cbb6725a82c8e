/** Whole verifications by the real models, of a puppet made of the pictures that the tests' set-up fetches. */
import { beforeAll, describe, expect, test } from "vitest";

import { Actor, type Picture, Recording } from "../puppet/index.ts";
import type { Gesture, Template, Verdict } from "../src/types.ts";
import { play, type Scene } from "./play.ts";
import { INTERVAL, random, Stage } from "./stage.ts";

const COLOURS = ["blue", "amber", "green"] as const;
const ASKED: Gesture[] = ["turn_left", "look_up", "turn_right"];
const OTHERS: Gesture[] = ["look_down", "turn_right", "turn_left"];

let stage: Stage;
let owner: Template;

beforeAll(async () => {
  stage = await Stage.open();
  owner = await stage.enrol(await stage.head("president/1.jpg"));
}, 120_000);

async function verdict(scene: Scene, gestures = ASKED, lifetimeMs = 20_000): Promise<Verdict> {
  const what = { template: owner, gestures, colours: [...COLOURS], lifetimeMs };
  return (await play(stage.engine, what, stage.policy.thresholds, scene, INTERVAL)).verdict;
}

const eager = (): Actor => new Actor({ random: random(9), eagerness: 1.3 });

describe("a face that is verified", { timeout: 120_000 }, () => {
  test("is enrolled from seven frames and more", () => {
    expect(owner.embeddings.length).toBeGreaterThanOrEqual(5);
    expect(owner.embeddings.every((each) => each.length === 128)).toBe(true);
  });

  test.each([
    ["president/2.jpg", ASKED],
    ["president/3.jpg", OTHERS],
    ["president/3.jpg", ["look_down", "center", "look_up"] as Gesture[]],
  ])("passes on another day: %s, %s", async (name, gestures) => {
    const found = await verdict(stage.alone(await stage.head(name)), gestures);
    expect(found).toMatchObject({ result: "match", reason: null, gestures, colours: { shown: COLOURS } });
    expect(found.faceWorkMs).toBeLessThan(2000);
    expect(found.colours.reflection).not.toBe("not_seen");
  });

  test("is another person's", async () => {
    const found = await verdict(stage.alone(await stage.head("vice-president/1.jpg")));
    expect(found).toMatchObject({ result: "no_match", reason: "other_person", gestures: [] });
  });

  test.each(["president/1.jpg", "president/3.jpg"])("is a flat picture that is turned: %s", async (name) => {
    const found = await verdict(stage.alone(await stage.card(name), eager()));
    expect(found).toMatchObject({ result: "spoof", reason: "flat", gestures: [] });
  });

  test("is a picture that is tilted", async () => {
    const found = await verdict(stage.alone(await stage.card("president/3.jpg"), eager()), [
      "look_up",
      "look_down",
      "center",
    ]);
    expect(found.result).not.toBe("match");
    expect(found.gestures).toEqual([]);
  });

  test("is a picture that is bent like a sheet in a hand", async () => {
    const found = await verdict(stage.alone(await stage.card("president/3.jpg", 0.3), eager()));
    expect(found.result).not.toBe("match");
  });

  test("is a picture that is held still", async () => {
    const scene = stage.alone(
      await stage.card("president/3.jpg"),
      new Actor({ random: random(2), eagerness: 0 }),
    );
    expect(await verdict(scene)).toMatchObject({ result: "not_run", reason: "too_slow", gestures: [] });
  });

  test("is a recording of a right answer to another challenge", async () => {
    const tape = new Recording();
    const live = stage.alone(await stage.head("president/3.jpg"));
    await verdict((state, at) => {
      const frame = live(state, at);
      tape.add(frame, at);
      return frame;
    }, OTHERS);
    const found = await verdict((_, at): Picture => tape.at(at));
    expect(found).toMatchObject({ result: "no_match", reason: "wrong_gesture", gestures: [] });
  });

  test("is swapped in the middle", async () => {
    const before = stage.alone(await stage.head("president/3.jpg"), new Actor({ random: random(4) }));
    const after = stage.alone(await stage.head("vice-president/1.jpg"), new Actor({ random: random(4) }));
    const found = await verdict((state, at) => {
      const [one, other] = [before(state, at), after(state, at)];
      return state.index === 0 ? one : other;
    });
    expect(found).toMatchObject({ result: "spoof", reason: "face_changed" });
  });

  test("has company", async () => {
    const rest = { size: 0.2 };
    const mesh = await stage.head("president/3.jpg");
    const [left, right] = [
      new Actor({ random: random(1), rest: { ...rest, x: 0.3 } }),
      new Actor({ random: random(2), rest: { ...rest, x: 0.72 } }),
    ];
    const found = await verdict((state, at) => {
      const shown = [
        { mesh, actor: left },
        { mesh, actor: right },
      ];
      return stage.shoot(shown, at, state.colour);
    });
    expect(found).toMatchObject({ result: "not_run", reason: "two_faces", gestures: [] });
  });

  test("is not there", async () => {
    const found = await verdict((state, at) => stage.shoot([], at, state.colour));
    expect(found).toMatchObject({ result: "not_run", reason: "no_face", gestures: [] });
  });

  test("turns to the wrong side", async () => {
    const actor = new Actor({ random: random(3), instead: { turn_left: "turn_right" } });
    const found = await verdict(stage.alone(await stage.head("president/3.jpg"), actor));
    expect(found).toMatchObject({ result: "no_match", reason: "wrong_gesture", gestures: [] });
  });
});
