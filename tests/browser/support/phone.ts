/** A phone as the device protocol describes it, without a camera: its person's face always matches. */
import { X509Certificate, createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { request } from "node:https";
import type { LookupFunction } from "node:net";

import { DeviceKey, sha256 } from "./jose.ts";
import { type Offer, linkDigits, readOffer, readScan } from "./qr.ts";

/** What the person carried over from the screen. */
export type Transfer = { code: string } | { secret: string };

export type Refusal = "deny" | "not_me";

/** A question of the server. */
export interface Asked {
  approval_id: string;
  mfa_code: string;
  context: string;
  expires_in: number;
}

interface Policy {
  policy: string;
  models: { name: string; role: string; sha256: string }[];
}

interface Attempt {
  attempt: string;
  gestures: string[];
  colours: string[];
}

interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Why the server refused (RFC 9457). */
export class Problem extends Error {
  readonly name: string;
  readonly triesLeft: number | undefined;

  constructor(
    readonly status: number,
    body: string,
  ) {
    super(`${status} ${body}`);
    const document = JSON.parse(body) as { type: string; tries_left?: number };
    this.name = document.type.replace("urn:donelogin:problem:", "");
    this.triesLeft = document.tries_left;
  }
}

export class Phone {
  private issuer = "";
  private deviceId = "";
  private nonce = "";
  private counter = 0;
  /** An address where every name leads, of a network that tests do not have. */
  at: string | undefined;

  private constructor(
    readonly name: string,
    readonly key: DeviceKey,
    private readonly ca: string,
  ) {}

  /** A phone that was never here, and trusts the CA in this file. */
  static async unpack(caFile: string, name = "Grace’s Pixel"): Promise<Phone> {
    return new Phone(name, await DeviceKey.generate(), readFileSync(caFile, "utf8"));
  }

  /** Claims a link and returns the six digits that it shows then. */
  async scan(text: string): Promise<string> {
    const offer = readOffer(text);
    if (offer.ca !== pin(this.ca)) throw new Error("another CA than the one behind this connection");
    this.issuer = offer.issuer;
    const message = await this.key.sign("link", this.claim(offer, await this.policy()));
    const reply = await this.postJose("/phone/v1/links", message);
    this.deviceId = (body(reply, 201) as { device_id: string }).device_id;
    return linkDigits(offer.issuer, offer.privateCode, this.key.thumbprint);
  }

  /** The claims of a link, with a face enrolled by this policy. */
  claim(offer: Offer, policy: Policy): object {
    const model = policy.models.find(({ role }) => role === "embedder");
    return {
      aud: offer.issuer,
      iat: now(),
      private_code: offer.privateCode,
      device: { name: this.name, model: "Pixel 8", os: "Android 17", client: "web", client_version: "1" },
      key_storage: "software",
      face: { model: model?.name ?? "sface", version: policy.policy, threshold: 0.5 },
      push: [],
    };
  }

  /** What the server knows of it. */
  async device(): Promise<{ status: string; name: string }> {
    return body(await this.ask("GET", "/phone/v1/device"), 200) as { status: string; name: string };
  }

  /** What it is asked, newest last. */
  async approvals(): Promise<Asked[]> {
    const reply = await this.ask("GET", "/phone/v1/approvals");
    return (body(reply, 200) as { approvals: Asked[] }).approvals;
  }

  /** The newest question. */
  async asked(): Promise<Asked> {
    const newest = (await this.approvals()).at(-1);
    if (newest === undefined) throw new Error("nothing is asked");
    return newest;
  }

  /** Says yes with digits that were typed. */
  async approve(code: string): Promise<string> {
    return this.say(await this.asked(), { code });
  }

  /** Says yes to the question whose QR code was scanned. */
  async approveScanned(text: string): Promise<string> {
    const scan = readScan(text);
    const asked = (await this.approvals()).find((one) => one.approval_id === scan.approvalId);
    if (asked === undefined) throw new Error("this code is not for this phone");
    return this.say(asked, { secret: scan.secret });
  }

  /** Says no. Neither digits nor a face are needed. */
  async refuse(decision: Refusal): Promise<string> {
    const asked = await this.asked();
    return this.answer(asked, this.decision(asked, decision));
  }

  /** Shows its face, then signs and sends the answer yes. */
  private async say(asked: Asked, transfer: Transfer): Promise<string> {
    const policy = await this.policy();
    const attempts = `/phone/v1/approvals/${asked.approval_id}/attempts`;
    const { attempt, gestures, colours } = body(await this.ask("POST", attempts), 201) as Attempt;
    const models = Object.fromEntries(policy.models.map((model) => [model.name, model.sha256]));
    const seen = { shown: colours, reflection: "seen" };
    const face = { result: "match", gestures, policy: policy.policy, models, attempts: 1, colours: seen };
    return this.answer(asked, { ...this.decision(asked, "approve"), transfer, attempt, face });
  }

  private async answer(asked: Asked, claims: object): Promise<string> {
    const message = await this.key.sign("approval", claims);
    const reply = await this.postJose(`/phone/v1/approvals/${asked.approval_id}`, message);
    return (body(reply, 200) as { status: string }).status;
  }

  private decision(asked: Asked, decision: Refusal | "approve"): object {
    this.counter += 1;
    return {
      aud: this.issuer,
      iat: now(),
      sub: this.deviceId,
      approval_id: asked.approval_id,
      mfa_code: asked.mfa_code,
      context_hash: sha256(asked.context),
      decision,
      counter: this.counter,
    };
  }

  private async policy(): Promise<Policy> {
    return body(await this.send("GET", "/phone/v1/policy", {}), 200) as Policy;
  }

  private postJose(path: string, message: string): Promise<Reply> {
    return this.send("POST", path, { "content-type": "application/jose" }, message);
  }

  /** A request with its proof, sent a second time where the nonce was not good any more. */
  private async ask(method: string, path: string): Promise<Reply> {
    const first = await this.askOnce(method, path);
    const refused = first.status === 401 && new Problem(first.status, first.body).name === "use_device_nonce";
    return refused ? this.askOnce(method, path) : first;
  }

  private async askOnce(method: string, path: string): Promise<Reply> {
    const proof = await this.key.sign("device", {
      aud: this.issuer,
      iat: now(),
      sub: this.deviceId,
      htm: method,
      htu: `${this.issuer}${path}`,
      jti: randomBytes(16).toString("base64url"),
      nonce: this.nonce,
    });
    return this.send(method, path, { authorization: `Device ${proof}` });
  }

  private send(method: string, path: string, headers: Record<string, string>, content = ""): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const { at } = this;
      const lookup: LookupFunction | undefined =
        at === undefined
          ? undefined
          : (_host, options, answer) => {
              if (options.all === true) answer(null, [{ address: at, family: 4 }]);
              else answer(null, at, 4);
            };
      const way = { method, headers, ca: this.ca, ...(lookup ? { lookup } : {}) };
      const sent = request(`${this.issuer}${path}`, way, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.once("error", reject);
        response.once("end", () => {
          const nonce = response.headers["device-nonce"];
          if (typeof nonce === "string") this.nonce = nonce;
          const text = Buffer.concat(chunks).toString("utf8");
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
        });
      });
      sent.once("error", reject);
      sent.end(content);
    });
  }
}

/** The body of an answer with this status. */
function body(reply: Reply, status: number): unknown {
  if (reply.status >= 400) throw new Problem(reply.status, reply.body);
  if (reply.status !== status) throw new Error(`${reply.status} instead of ${status}: ${reply.body}`);
  return JSON.parse(reply.body);
}

/** SHA-256 of the public key of a certificate. */
function pin(pem: string): string {
  const spki = new X509Certificate(pem).publicKey.export({ type: "spki", format: "der" });
  return createHash("sha256").update(spki).digest("base64url");
}

/** The phone's own clock: informative only. */
function now(): number {
  return Math.floor(Date.now() / 1000);
}
