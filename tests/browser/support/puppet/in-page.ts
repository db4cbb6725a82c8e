/**
 * Runs in the phone's page before everything else: `getUserMedia` gives a canvas on which a puppet plays, which reads
 * off the page what is asked and which colour the screen has, as a person reads it.
 */
import {
  Actor,
  Camera,
  type Gesture,
  type Mesh,
  type Picture,
  Recording,
  type Rgb,
  cardMesh,
  headMesh,
} from "../../../../ui/face/puppet/index.ts";
import type { PortraitName } from "./portraits.ts";
import type { Role, Stage } from "./stage.ts";

const FRAME_MS = 75;
/** An enrolment asks for little turns, a check for whole ones. */
const A_LITTLE = 0.7;
const SCREEN: Record<string, Rgb> = {
  white: [1, 1, 1],
  blue: [0.53, 0.79, 0.95],
  amber: [1, 0.76, 0.3],
  green: [0.5, 0.83, 0.54],
  pink: [0.96, 0.64, 0.78],
};

interface Player {
  mesh: Mesh;
  actor: Actor;
}

interface Cast {
  players: Player[];
  then: Player[] | undefined;
}

const camera = new Camera();
const meshes = new Map<string, Promise<Mesh>>();
const recording = new Recording();
let stage: Stage | undefined;
let cast: Cast = { players: [], then: undefined };
let checkSince: number | undefined;

window.puppetDrawn = { frames: 0, ms: 0 };
window.puppetShow = (next) => {
  void show(next);
};

async function show(next: Stage): Promise<void> {
  const prepare = (roles: Role[]) =>
    Promise.all(
      roles.map(async (role) => ({
        mesh: await meshOf(role.face, role.as ?? "head"),
        actor: new Actor({ ...role }),
      })),
    );
  cast = { players: await prepare(next.roles), then: next.then && (await prepare(next.then)) };
  stage = next;
}

function meshOf(face: PortraitName, as: "head" | "card" | "sheet"): Promise<Mesh> {
  const key = `${face} ${as}`;
  const known = meshes.get(key) ?? makeMesh(face, as);
  meshes.set(key, known);
  return known;
}

async function makeMesh(face: PortraitName, as: "head" | "card" | "sheet"): Promise<Mesh> {
  const { picture, landmarks } = await window.puppetPortrait(face);
  const pixels = await decode(picture);
  return as === "head" ? headMesh(pixels, landmarks) : cardMesh(pixels, landmarks, as === "card" ? 0 : 0.3);
}

/** From base64 by way of a blob, since the page's policy lets no picture be fetched. */
async function bitmap(base64: string): Promise<ImageBitmap> {
  return createImageBitmap(new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]));
}

async function decode(base64: string): Promise<Picture> {
  const image = await bitmap(base64);
  const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
  if (context === null) throw new Error("no canvas");
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, image.width, image.height);
}

/** What the page asks for; an enrolment asks too, but only a check is recorded. */
function asked(): { gesture: Gesture; screen: Rgb; check: boolean } {
  const element = document.querySelector<HTMLElement>("[data-face]");
  return {
    gesture: (element?.dataset.gesture ?? "center") as Gesture,
    screen: SCREEN[element?.dataset.colour ?? "white"] ?? [1, 1, 1],
    check: element?.dataset.face === "verify",
  };
}

function frontFrame(now: number): Picture {
  const { gesture, screen, check } = asked();
  if (!check) checkSince = undefined;
  else checkSince ??= now;
  if (stage?.recording === "play" && checkSince !== undefined) return recording.at(now - checkSince);
  if (cast.then && check && gesture !== "center") cast = { players: cast.then, then: undefined };
  const shown = cast.players.map(({ mesh, actor }) => {
    actor.ask(gesture, now, check ? 1 : A_LITTLE);
    return { mesh, pose: actor.pose(now) };
  });
  const frame = camera.take(shown, { room: stage?.room ?? 0.85, screen, strength: 0.2 });
  if (stage?.recording === "keep" && check) recording.add(frame, now);
  return frame;
}

async function play(facing: unknown): Promise<MediaStream> {
  if (stage === undefined) await show(await window.puppetStage());
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [640, 480];
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("no canvas");
  const stream = canvas.captureStream();
  const [track] = stream.getVideoTracks();
  const rear = stage?.rear === undefined ? undefined : await bitmap(stage.rear);
  const paint = () => {
    if (track?.readyState !== "live") {
      clearInterval(timer);
      return;
    }
    const begun = performance.now();
    if (JSON.stringify(facing ?? "").includes("environment")) {
      context.fillStyle = "grey";
      context.fillRect(0, 0, 640, 480);
      if (rear) context.drawImage(rear, 120, 40, 400, 400);
    } else {
      const { data, width, height } = frontFrame(begun);
      context.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
    }
    const drawn = (window.puppetDrawn ??= { frames: 0, ms: 0 });
    drawn.frames += 1;
    drawn.ms += performance.now() - begun;
  };
  const timer = setInterval(paint, FRAME_MS);
  paint();
  return stream;
}

// Undefined where the page came without TLS.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-condition
if (navigator.mediaDevices) {
  navigator.mediaDevices.getUserMedia = (constraints) => {
    const video = constraints?.video;
    return play(typeof video === "object" ? video.facingMode : undefined);
  };
}
