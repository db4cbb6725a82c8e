import { createHash } from "node:crypto";

import type { FacePolicy, ModelFile } from "@donelogin/face";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { loadModels } from "./load.ts";

const DETECTOR = new Uint8Array([1, 2, 3, 4]);
const EMBEDDER = new Uint8Array([5, 6, 7, 8, 9, 10]);

function model(name: string, role: ModelFile["role"], bytes: Uint8Array): ModelFile {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { name, role, url: `/phone/models/${sha256}.onnx`, sha256, bytes: bytes.length };
}

const YUNET = model("yunet", "detector", DETECTOR);
const SFACE = model("sface", "embedder", EMBEDDER);
const POLICY: FacePolicy = {
  policy: "p",
  models: [YUNET, SFACE],
  thresholds: { match: 0.45, frames: 5, turned: 0.3, face_width_min: 0.25, face_width_max: 0.55 },
};

let served: Map<string, Uint8Array>;
let kept: Map<string, Uint8Array>;
let fetched: string[];

beforeEach(() => {
  served = new Map(POLICY.models.map(({ url, role }) => [url, role === "detector" ? DETECTOR : EMBEDDER]));
  kept = new Map();
  fetched = [];
  vi.stubGlobal("fetch", (url: string) => {
    fetched.push(url);
    const bytes = served.get(url);
    return Promise.resolve(bytes ? new Response(bytes as BodyInit) : new Response(null, { status: 404 }));
  });
  const cache = {
    match: (name: string) =>
      Promise.resolve(kept.has(name) ? new Response(kept.get(name) as BodyInit) : undefined),
    put: async (name: string, response: Response) => {
      kept.set(name, new Uint8Array(await response.arrayBuffer()));
    },
    keys: () => Promise.resolve([...kept.keys()].map((name) => ({ url: `https://office.test${name}` }))),
    delete: ({ url }: { url: string }) => Promise.resolve(kept.delete(new URL(url).pathname)),
  };
  vi.stubGlobal("caches", { open: () => Promise.resolve(cache) });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test("models are fetched once and tell how far they are", async () => {
  const told: number[] = [];
  const models = await loadModels(POLICY, ({ loaded, total }) => {
    expect(total).toBe(10);
    told.push(loaded);
  });
  expect(models.get("sface")).toEqual(EMBEDDER);
  expect(told.at(-1)).toBe(10);
  expect([...told].sort((one, other) => one - other)).toEqual(told);
  await loadModels(POLICY, () => undefined);
  expect(fetched).toHaveLength(2);
});

test("a model that is not what the policy names is refused and not kept", async () => {
  served.set(SFACE.url, new Uint8Array([5, 6, 7, 8, 9, 11]));
  await expect(loadModels(POLICY, () => undefined)).rejects.toMatchObject({ fault: "wrong_model" });
  expect(kept.has(SFACE.url)).toBe(false);
});

test("one that is longer is refused before it is all there", async () => {
  served.set(YUNET.url, new Uint8Array(1000));
  await expect(loadModels(POLICY, () => undefined)).rejects.toMatchObject({ fault: "wrong_model" });
});

test("what was kept is looked at again", async () => {
  kept.set(YUNET.url, new Uint8Array([9, 9, 9, 9]));
  expect((await loadModels(POLICY, () => undefined)).get("yunet")).toEqual(DETECTOR);
});

test("models of an earlier policy go", async () => {
  kept.set("/phone/models/00.onnx", new Uint8Array(3));
  await loadModels(POLICY, () => undefined);
  expect(kept.has("/phone/models/00.onnx")).toBe(false);
});

test("a server that is away is told", async () => {
  served.clear();
  await expect(loadModels(POLICY, () => undefined)).rejects.toMatchObject({ fault: "download" });
});

test("without a cache they are fetched each time", async () => {
  vi.stubGlobal("caches", undefined);
  expect((await loadModels(POLICY, () => undefined)).size).toBe(2);
});
