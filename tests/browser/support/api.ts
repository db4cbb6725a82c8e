/** A program that calls the server by plain HTTPS: the admin API with a token, and what apps ask. */
import { readFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { request } from "node:https";

import type { Office } from "./office.ts";

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  /** What the JSON says; empty where there is none. */
  body: Record<string, unknown>;
}

/** Sends a request to the office and reads its JSON. */
export function call(
  office: Pick<Office, "appliance" | "ca">,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  content = "",
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const way = { method, headers, ca: readFileSync(office.ca) };
    const sent = request(`${office.appliance.issuer}${path}`, way, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        const body = text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : {};
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    });
    sent.once("error", reject);
    sent.end(content);
  });
}

/** A call of the admin API by a program that has this token. */
export function administerBy(
  office: Office,
  token: string,
  method: string,
  path: string,
  body?: object,
): Promise<Answer> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  return call(office, method, `/api/admin/v1${path}`, headers, body ? JSON.stringify(body) : "");
}

/** The stable name of a refusal (RFC 9457). */
export function refusalOf({ status, body }: Answer): string {
  const type = typeof body.type === "string" ? body.type : "";
  return `${status} ${type.replace("urn:donelogin:problem:", "")}`;
}
