/** An authenticator app (RFC 6238): SHA-1, six digits, thirty seconds. */
import { createHmac } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const STEP_MS = 30_000;

export class Authenticator {
  private last = 0;

  private constructor(private readonly secret: Buffer) {}

  /** From the text of the QR code. */
  static fromUri(uri: string): Authenticator {
    const { protocol, searchParams } = new URL(uri);
    const secret = searchParams.get("secret");
    if (protocol !== "otpauth:" || secret === null) throw new Error(`not for an authenticator: ${uri}`);
    return new Authenticator(base32(secret));
  }

  static fromBytes(secret: Buffer): Authenticator {
    return new Authenticator(secret);
  }

  /** A code that counts now and was not shown before: the server takes each once, and one that is a step ahead. */
  next(): string {
    this.last = Math.max(Math.floor(Date.now() / STEP_MS), this.last + 1);
    return this.at(this.last);
  }

  /** The code of a step of thirty seconds. */
  at(step: number): string {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(step));
    const tag = createHmac("sha1", this.secret).update(counter).digest();
    // RFC 4226 5.3: dynamic truncation.
    const word = tag.readUInt32BE(tag.readUInt8(tag.length - 1) & 0xf) & 0x7fff_ffff;
    return String(word % 1_000_000).padStart(6, "0");
  }
}

function base32(text: string): Buffer {
  const bits = Array.from(text.toUpperCase(), (letter) => {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) throw new Error(`not base32: ${text}`);
    return value.toString(2).padStart(5, "0");
  });
  const bytes = bits.join("").match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => parseInt(byte, 2)));
}
