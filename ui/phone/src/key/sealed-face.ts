/** The template of a face, under a non-extractable key: who copies the database's files has no face in clear. */
import { type Template, blend, cosine } from "@donelogin/face";

import type { SealedFace } from "./database.ts";

/** Numbers of one embedding. */
const LENGTH = 128;
const ALGORITHM = "AES-GCM";

/** The template cannot be opened: its key is gone, or it belongs to another phone's key. */
export class FaceLost extends Error {
  constructor(options?: ErrorOptions) {
    super("the template cannot be opened", options);
    this.name = "FaceLost";
  }
}

/** Bound to the device key by its thumbprint, so that it cannot be moved to another account's. */
export async function seal(template: Template, embedder: string, thumbprint: string): Promise<SealedFace> {
  const key = await crypto.subtle.generateKey({ name: ALGORITHM, length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const numbers = new Float32Array(template.embeddings.length * LENGTH);
  template.embeddings.forEach((embedding, index) => {
    numbers.set(embedding, index * LENGTH);
  });
  const sealed = await crypto.subtle.encrypt(params(iv, thumbprint), key, numbers);
  numbers.fill(0);
  return { key, iv, sealed, policy: template.policy, embedder };
}

export async function open(face: SealedFace, thumbprint: string): Promise<Template> {
  let plain: ArrayBuffer;
  try {
    plain = await crypto.subtle.decrypt(params(face.iv, thumbprint), face.key, face.sealed);
  } catch (cause) {
    throw new FaceLost({ cause });
  }
  const numbers = new Float32Array(plain);
  const embeddings: Float32Array[] = [];
  for (let at = 0; at < numbers.length; at += LENGTH) embeddings.push(numbers.slice(at, at + LENGTH));
  return { policy: face.policy, embeddings };
}

function params(iv: Uint8Array<ArrayBuffer>, thumbprint: string): AesGcmParams {
  return { name: ALGORITHM, iv, additionalData: new TextEncoder().encode(thumbprint) };
}

/** Cosine between two templates, -1..1: enrolling again is for the same person only. */
export function likeness(one: Template, other: Template): number {
  return cosine(blend(one.embeddings), blend(other.embeddings));
}
