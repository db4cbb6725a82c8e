/** Models: fetched once, kept by their hash, never used without it being right. */
import { FaceError, type FacePolicy, type ModelFile } from "@donelogin/face";

const CACHE = "donelogin-models";

export type OnProgress = (progress: { loaded: number; total: number }) => void;

/** The bytes of all models of a policy by their names. Throws a `FaceError`. */
export async function loadModels(policy: FacePolicy, on: OnProgress): Promise<Map<string, Uint8Array>> {
  const cache = await openCache();
  const total = policy.models.reduce((sum, { bytes }) => sum + bytes, 0);
  const loaded = new Map<string, number>();
  const tell = (model: ModelFile, bytes: number): void => {
    loaded.set(model.name, Math.min(bytes, model.bytes));
    on({ loaded: [...loaded.values()].reduce((sum, each) => sum + each, 0), total });
  };
  const models = await Promise.all(
    policy.models.map(async (model): Promise<[string, Uint8Array]> => {
      const bytes = await load(model, cache, (count) => {
        tell(model, count);
      });
      tell(model, model.bytes);
      return [model.name, bytes];
    }),
  );
  await cache?.forget(policy.models);
  return new Map(models);
}

async function load(model: ModelFile, cache: Kept | null, on: (bytes: number) => void): Promise<Uint8Array> {
  const kept = await cache?.get(model);
  if (kept && (await isModel(model, kept))) return kept;
  const bytes = await download(model, on);
  if (!(await isModel(model, bytes))) throw new FaceError("wrong_model");
  await cache?.put(model, bytes);
  return bytes;
}

async function download(model: ModelFile, on: (bytes: number) => void): Promise<Uint8Array> {
  try {
    const response = await fetch(model.url, { credentials: "omit" });
    if (!response.ok || !response.body) throw new FaceError("download");
    const bytes = new Uint8Array(model.bytes);
    let at = 0;
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (at + part.value.length > bytes.length) throw new FaceError("wrong_model");
      bytes.set(part.value, at);
      on((at += part.value.length));
    }
    return bytes.subarray(0, at);
  } catch (cause) {
    throw cause instanceof FaceError ? cause : new FaceError("download", { cause });
  }
}

async function isModel(model: ModelFile, bytes: Uint8Array): Promise<boolean> {
  if (bytes.length !== model.bytes) return false;
  const hash = await crypto.subtle.digest("SHA-256", bytes as BufferSource);
  const hex = [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex === model.sha256;
}

/** Cache Storage under names made of hashes. */
interface Kept {
  get(model: ModelFile): Promise<Uint8Array | null>;
  put(model: ModelFile, bytes: Uint8Array): Promise<void>;
  /** Drops models that no policy names any more. */
  forget(inUse: readonly ModelFile[]): Promise<void>;
}

const nameOf = (model: ModelFile): string => `/phone/models/${model.sha256}.onnx`;

/** Null where the browser keeps nothing (a private window, a full disk): then every start loads anew. */
async function openCache(): Promise<Kept | null> {
  const cache = await caches.open(CACHE).catch(() => null);
  if (!cache) return null;
  return {
    async get(model) {
      const response = await cache.match(nameOf(model));
      return response ? new Uint8Array(await response.arrayBuffer()) : null;
    },
    async put(model, bytes) {
      await cache.put(nameOf(model), new Response(bytes as BodyInit)).catch(() => undefined);
    },
    async forget(inUse) {
      const names = new Set(inUse.map(nameOf));
      for (const request of await cache.keys()) {
        if (!names.has(new URL(request.url).pathname)) await cache.delete(request);
      }
    },
  };
}
