/** What the phone says about itself when it is linked. Data for people, never to decide by. */

declare const __VERSION__: string;

export const CLIENT_VERSION: string = __VERSION__;

export interface DeviceFacts {
  name: string;
  model: string;
  os: string;
  client: "web";
  client_version: string;
}

interface UserAgentData {
  platform?: string;
  getHighEntropyValues?(
    hints: string[],
  ): Promise<{ model?: string; platform?: string; platformVersion?: string }>;
}

/** The words of a user agent, where the browser says it no better. */
export function readUserAgent(userAgent: string): { model: string; os: string } {
  const android = /Android ([\d.]+)(?:; ([^;)]+?))?(?: Build\/[^;)]*)?[;)]/.exec(userAgent);
  if (android) {
    const model = android[2] ?? "";
    // Browsers that hide the model say "K".
    return { model: model === "K" ? "" : model, os: `Android ${android[1] ?? ""}` };
  }
  const ios = /(iPhone|iPad).*? OS ([\d_]+)/.exec(userAgent);
  if (ios) return { model: ios[1] ?? "", os: `iOS ${(ios[2] ?? "").replaceAll("_", ".")}` };
  const desktop = ["Windows", "Mac OS X", "CrOS", "Linux"].find((name) => userAgent.includes(name));
  return { model: "", os: desktop ?? "" };
}

export async function deviceFacts(): Promise<DeviceFacts> {
  const { model, os } = readUserAgent(navigator.userAgent);
  const data = (navigator as { userAgentData?: UserAgentData }).userAgentData;
  const values = await data?.getHighEntropyValues?.(["model", "platformVersion"]).catch(() => undefined);
  const version = (values?.platformVersion ?? "").split(".")[0] ?? "";
  const known = values?.model || model;
  const system = values?.platform === "Android" && version ? `Android ${version}` : os;
  return { name: known || system, model: known, os: system, client: "web", client_version: CLIENT_VERSION };
}
