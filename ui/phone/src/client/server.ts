/** Requests to the server. Device requests carry a proof with a nonce; one that is stale is simply sent again. */
import { encode, random, sha256 } from "./base64url.ts";
import { skewS } from "./clock.ts";
import { type Signer, MAX_BYTES, TooLong, sign } from "./jws.ts";
import type { Answer, Approval, Attempt, Claimed, Device, Policy, WebPush } from "./messages.ts";
import { Unreachable, isProblem, readProblem } from "./problem.ts";

/** A phone that may speak for a device. */
export interface Speaker extends Signer {
  deviceId: string;
  issuer: string;
}

interface Proven {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  path: string;
  body?: object;
  signal?: AbortSignal;
}

/** Milliseconds until an answer has to come; event streams have no such end. */
const PATIENCE_MS = 10_000;

/** Informative only: nothing depends on the phone's clock. */
function iat(): number {
  return Math.floor(Date.now() / 1000);
}

export class Server {
  private nonce: string | null = null;
  /** Seconds that the phone's clock is ahead; null before the first answer. */
  skewS: number | null = null;

  constructor(
    private readonly send: (path: string, init: RequestInit) => Promise<Response> = (path, init) =>
      fetch(path, init),
  ) {}

  async policy(): Promise<Policy> {
    return (await this.ask("/phone/v1/policy", { method: "GET" })) as Policy;
  }

  /** The claim of a link, with the key that it will be linked to. */
  signClaim(signer: Signer, claims: object): Promise<string> {
    return sign("link", signer, { iat: iat(), ...claims });
  }

  /** The very same message may be sent again where its answer got lost; another one would end the link. */
  async claim(message: string): Promise<Claimed> {
    return (await this.postSigned("/phone/v1/links", message)) as Claimed;
  }

  async device(speaker: Speaker): Promise<Device> {
    return (await this.prove(speaker, { method: "GET", path: "/phone/v1/device" })) as Device;
  }

  async change(
    speaker: Speaker,
    body: { name?: string; push?: WebPush[]; client_version?: string },
  ): Promise<void> {
    await this.prove(speaker, { method: "PATCH", path: "/phone/v1/device", body });
  }

  async leave(speaker: Speaker): Promise<void> {
    await this.prove(speaker, { method: "DELETE", path: "/phone/v1/device" });
  }

  async approvals(speaker: Speaker): Promise<Approval[]> {
    const answer = await this.prove(speaker, { method: "GET", path: "/phone/v1/approvals" });
    return (answer as { approvals: Approval[] }).approvals;
  }

  async attempt(speaker: Speaker, approvalId: string): Promise<Attempt> {
    const path = `/phone/v1/approvals/${approvalId}/attempts`;
    return (await this.prove(speaker, { method: "POST", path })) as Attempt;
  }

  /** The message of an answer, with a counter that was never used before. */
  signAnswer(speaker: Speaker, answer: Answer, counter: number): Promise<string> {
    const claims = { aud: speaker.issuer, iat: iat(), sub: speaker.deviceId, ...answer, counter };
    return sign("approval", speaker, claims);
  }

  async decide(approvalId: string, message: string): Promise<"approved" | "denied" | "blocked"> {
    const answer = await this.postSigned(`/phone/v1/approvals/${approvalId}`, message);
    return (answer as { status: "approved" | "denied" | "blocked" }).status;
  }

  /** Ends what this phone approved by mistake. */
  async undo(speaker: Speaker, approvalId: string): Promise<void> {
    await this.prove(speaker, { method: "DELETE", path: `/phone/v1/approvals/${approvalId}` });
  }

  /** Stops what an administrator did. */
  async stopNotice(speaker: Speaker, notice: string): Promise<void> {
    await this.prove(speaker, { method: "DELETE", path: `/phone/v1/notices/${notice}` });
  }

  /** The stream that says "look". */
  async events(speaker: Speaker, signal: AbortSignal): Promise<Response> {
    return this.sendTwice(speaker, { method: "GET", path: "/phone/v1/events", signal });
  }

  private async postSigned(path: string, message: string): Promise<unknown> {
    return this.ask(path, {
      method: "POST",
      headers: { "content-type": "application/jose" },
      body: message,
    });
  }

  private async prove(speaker: Speaker, request: Proven): Promise<unknown> {
    const limited = { ...request, signal: request.signal ?? AbortSignal.timeout(PATIENCE_MS) };
    return read(await this.sendTwice(speaker, limited));
  }

  /** Sends with a proof; once more with the nonce that the refusal brought. */
  private async sendTwice(speaker: Speaker, request: Proven): Promise<Response> {
    try {
      return await this.sendProven(speaker, request);
    } catch (error) {
      if (!isProblem(error, "use_device_nonce")) throw error;
      return this.sendProven(speaker, request);
    }
  }

  private async sendProven(speaker: Speaker, request: Proven): Promise<Response> {
    const { method, path, signal } = request;
    const body = request.body === undefined ? undefined : JSON.stringify(request.body);
    const bytes = new TextEncoder().encode(body ?? "");
    if (bytes.length > MAX_BYTES) throw new TooLong();
    const proof = await sign("device", speaker, {
      aud: speaker.issuer,
      iat: iat(),
      sub: speaker.deviceId,
      htm: method,
      htu: `${speaker.issuer}${path}`,
      nonce: this.nonce ?? "",
      jti: random(16),
      ...(body === undefined ? {} : { bh: encode(await sha256(bytes)) }),
    });
    const headers: Record<string, string> = { authorization: `Device ${proof}` };
    if (body !== undefined) headers["content-type"] = "application/json";
    return this.answer(path, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      ...(signal ? { signal } : {}),
    });
  }

  private async ask(path: string, init: RequestInit): Promise<unknown> {
    return read(await this.answer(path, { signal: AbortSignal.timeout(PATIENCE_MS), ...init }));
  }

  private async answer(path: string, init: RequestInit): Promise<Response> {
    let response: Response;
    try {
      response = await this.send(path, {
        cache: "no-store",
        credentials: "omit",
        redirect: "error",
        ...init,
      });
    } catch (cause) {
      throw new Unreachable({ cause });
    }
    this.nonce = response.headers.get("device-nonce") ?? this.nonce;
    this.skewS = skewS(response.headers.get("date")) ?? this.skewS;
    if (!response.ok) throw await readProblem(response);
    return response;
  }
}

async function read(response: Response): Promise<unknown> {
  if (response.status === 204) return null;
  try {
    return (await response.json()) as unknown;
  } catch (cause) {
    throw new Unreachable({ cause });
  }
}
