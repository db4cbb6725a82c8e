import { describe, expect, test } from "vitest";

import {
  Actor,
  Camera,
  DAYLIGHT,
  FRONTAL,
  type Gesture,
  type Landmarks,
  type Mesh,
  type Picture,
  type Pose,
  Recording,
  type Rgb,
  blank,
  cardMesh,
  headMesh,
} from "./index.ts";

const LANDMARKS: Landmarks = [
  { x: 220, y: 240 },
  { x: 300, y: 240 },
  { x: 260, y: 288 },
  { x: 228, y: 326 },
  { x: 292, y: 326 },
];
const SKIN: Rgb = [170, 170, 170];
/** One colour a landmark, none like another or like skin and wall. */
const MARKS: Rgb[] = [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [255, 255, 0],
  [255, 0, 255],
];

/** A grey photo with a dot on each landmark. */
function photo(): Picture {
  const picture = blank(520, 620);
  const paint = (x: number, y: number, [red, green, blue]: Rgb) => {
    picture.data.set([red, green, blue, 255], (y * picture.width + x) * 4);
  };
  for (let y = 0; y < picture.height; y += 1) {
    for (let x = 0; x < picture.width; x += 1) {
      const mark = LANDMARKS.findIndex((point) => Math.hypot(point.x - x, point.y - y) < 5);
      paint(x, y, MARKS[mark] ?? SKIN);
    }
  }
  return picture;
}

/** The middle of each dot in a frame. */
function seen(frame: Picture): Landmarks {
  return MARKS.map((colour) => {
    const sum = { x: 0, y: 0, count: 0 };
    for (let at = 0; at < frame.data.length; at += 4) {
      const like = colour.every((value, channel) => {
        const found = frame.data[at + channel] ?? 0;
        return value === 255 ? found > 130 : found < 90;
      });
      if (like) {
        const pixel = at / 4;
        sum.x += pixel % frame.width;
        sum.y += Math.floor(pixel / frame.width);
        sum.count += 1;
      }
    }
    expect(sum.count, `a dot of ${colour.join()}`).toBeGreaterThan(3);
    return { x: sum.x / sum.count, y: sum.y / sum.count };
  }) as Landmarks;
}

/** Where the nose stands between the eyes: 0 in the middle, 1 below the eye on the right of the frame. */
function aside([eyeA, eyeB, nose]: Landmarks): number {
  return 2 * ((nose.x - eyeA.x) / (eyeB.x - eyeA.x) - 0.5);
}

/** Where the nose stands between eyes and mouth: 0 at the eyes, 1 at the mouth. */
function down([eyeA, eyeB, nose, mouthA, mouthB]: Landmarks): number {
  const eyes = (eyeA.y + eyeB.y) / 2;
  return (nose.y - eyes) / ((mouthA.y + mouthB.y) / 2 - eyes);
}

const camera = new Camera(640, 480, [120, 125, 122], 0);
const head = headMesh(photo(), LANDMARKS);
const card = cardMesh(photo(), LANDMARKS);

function look(mesh: Mesh, pose: Partial<Pose>): Landmarks {
  return seen(camera.take([{ mesh, pose: { ...FRONTAL, ...pose } }]));
}

describe("a head", () => {
  test("shows the photo from the front", () => {
    const marks = look(head, {});
    expect(Math.abs(aside(marks))).toBeLessThan(0.03);
    expect(down(marks)).toBeGreaterThan(0.5);
    expect(down(marks)).toBeLessThan(0.62);
  });

  test("moves the nose against the eyes, to the right of the frame when it turns to its own left", () => {
    expect(aside(look(head, { yaw: 0.5 }))).toBeGreaterThan(0.45);
    expect(aside(look(head, { yaw: -0.5 }))).toBeLessThan(-0.45);
  });

  test("moves the nose between eyes and mouth when it looks up or down", () => {
    const front = down(look(head, {}));
    expect(down(look(head, { pitch: 0.35 }))).toBeLessThan(front - 0.06);
    expect(down(look(head, { pitch: -0.35 }))).toBeGreaterThan(front + 0.06);
  });

  test("made of a photo that is turned shows itself from the front all the same", () => {
    const turned: Landmarks = structuredClone(LANDMARKS);
    turned[2].x += 14;
    const marks = look(headMesh(photo(), turned), {});
    // The dot stands where the unturned nose is, so beside the ridge of the turned one.
    expect(aside(marks)).toBeLessThan(-0.2);
  });

  test("is as near and where it is asked for", () => {
    const near = look(head, { size: 0.5 });
    const far = look(head, { size: 0.3, x: 0.3 });
    expect(near[1].x - near[0].x).toBeGreaterThan(1.5 * (far[1].x - far[0].x));
    expect((far[0].x + far[1].x) / 2).toBeCloseTo(0.3 * 640, -1);
  });
});

describe("a card", () => {
  test("never moves the nose against the eyes more than perspective does", () => {
    for (const yaw of [-0.6, -0.3, 0, 0.3, 0.6])
      expect(Math.abs(aside(look(card, { yaw })))).toBeLessThan(0.2);
  });

  test("bent like a sheet moves it more, and less than a head", () => {
    const sheet = cardMesh(photo(), LANDMARKS, 0.3);
    expect(aside(look(sheet, { yaw: 0.5 }))).toBeGreaterThan(aside(look(card, { yaw: 0.5 })));
    expect(aside(look(sheet, { yaw: 0.5 }))).toBeLessThan(aside(look(head, { yaw: 0.5 })));
  });
});

describe("light", () => {
  const middle = (frame: Picture): number[] => {
    const at = (Math.floor(frame.height * 0.38) * frame.width + frame.width / 2) * 4;
    return [...frame.data.slice(at, at + 3)];
  };

  test("of the screen is thrown back by the skin", () => {
    const shown = [{ mesh: head, pose: FRONTAL }];
    const [red = 0, , blue = 0] = middle(camera.take(shown, { ...DAYLIGHT, screen: [0, 0, 1] }));
    expect(blue - red).toBeGreaterThan(15);
    const dark = middle(camera.take(shown, { ...DAYLIGHT, room: 0.3 }));
    expect(Math.max(...dark)).toBeLessThan(100);
  });

  test("of the screen does not reach the wall, and nothing shown is nobody", () => {
    const frame = camera.take([], { ...DAYLIGHT, screen: [0, 0, 1] });
    const [red = 0, , blue = 0] = middle(frame);
    expect(Math.abs(blue - red)).toBeLessThan(5);
    expect([frame.width, frame.height]).toEqual([640, 480]);
  });

  test("falls on a sensor that has noise", () => {
    const grainy = new Camera(640, 480, [120, 125, 122], 2);
    expect(grainy.take([]).data).not.toEqual(grainy.take([]).data);
  });
});

describe("an actor", () => {
  test("waits a moment, turns smoothly, and comes back", () => {
    for (const gesture of ["turn_left", "turn_right", "look_up", "look_down"] satisfies Gesture[]) {
      const actor = new Actor();
      const goes = (now: number) => actor.pose(now)[gesture.startsWith("turn") ? "yaw" : "pitch"];
      const wanted = ["turn_left", "look_up"].includes(gesture) ? 1 : -1;
      actor.ask(gesture, 1000);
      expect(Math.abs(goes(1240))).toBeLessThan(0.05);
      expect(goes(2100) * wanted).toBeGreaterThan(0.3);
      for (let now = 1000; now < 2100; now += 50)
        expect(Math.abs(goes(now + 50) - goes(now))).toBeLessThan(0.15);
      actor.ask("center", 2200);
      expect(Math.abs(goes(3300))).toBeLessThan(0.05);
    }
  });

  test("goes further where the same is still asked, and not for ever", () => {
    const actor = new Actor();
    const yaw: number[] = [];
    for (let now = 0; now < 9000; now += 50) {
      actor.ask("turn_left", now);
      yaw.push(actor.pose(now).yaw);
    }
    expect(yaw[26]).toBeLessThan(0.65);
    expect(yaw.at(-1)).toBeGreaterThan(0.8);
    expect(yaw.at(-1)).toBeLessThan(0.95);
  });

  test("is never quite still", () => {
    const actor = new Actor();
    expect(actor.pose(0)).not.toEqual(actor.pose(100));
  });

  test("of bad will does something else, or nothing", () => {
    const wrong = new Actor({ instead: { turn_left: "turn_right" } });
    const stubborn = new Actor({ eagerness: 0 });
    for (const actor of [wrong, stubborn]) actor.ask("turn_left", 0);
    expect(wrong.pose(1200).yaw).toBeLessThan(-0.4);
    expect(Math.abs(stubborn.pose(1200).yaw)).toBeLessThan(0.05);
  });
});

test("a recording plays its frames again, over and over, whatever becomes of the originals", () => {
  const recording = new Recording();
  const frame = blank(2, 1);
  for (const [index, value] of [10, 20, 30].entries()) {
    frame.data.fill(value);
    recording.add(frame, 500 + index * 50);
  }
  expect(recording.lasts).toBe(100);
  expect([0, 60, 99, 100, 160].map((since) => recording.at(since).data[0])).toEqual([10, 20, 20, 10, 20]);
});
