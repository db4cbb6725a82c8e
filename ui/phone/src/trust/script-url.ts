/** Scripts that the app starts come from its own folder; the page's policy (trusted types) lets nothing else start. */

const FOLDER = "/phone/";

function check(url: string): string {
  const { origin, pathname } = new URL(url, location.href);
  if (origin !== location.origin || !pathname.startsWith(FOLDER))
    throw new TypeError("a script from elsewhere");
  return url;
}

interface Factory {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): unknown };
}

const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
const policy = factory?.createPolicy("donelogin", { createScriptURL: check });

/** The same address, as something that may be started. */
export function scriptUrl(url: string): string {
  return (policy ? policy.createScriptURL(url) : check(url)) as string;
}
