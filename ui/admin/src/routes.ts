/** Which page stands at which address below `/admin/`. */

export const BASE = "/admin";

export type Area =
  | "overview"
  | "people"
  | "groups"
  | "apps"
  | "connect"
  | "claims"
  | "activity"
  | "mail"
  | "certificates"
  | "settings"
  | "about";

export type Place =
  | { page: "overview" | "people" | "groups" | "apps" | "new-app" | "activity" | "mail" }
  | { page: "claims" | "certificates" | "settings" | "tokens" | "registration" | "about" | "nowhere" }
  | { page: "person" | "app"; id: string }
  | { page: "connect"; id: string | null };

/** The page at an address. */
export function placeOf(pathname: string): Place {
  const [area, name, ...more] = pathname
    .slice(BASE.length)
    .split("/")
    .filter((part) => part !== "");
  const id = name === undefined ? null : decode(name);
  if (more.length > 0) return { page: "nowhere" };
  if (area === undefined) return { page: "overview" };
  if (area === "apps" && id === "new") return { page: "new-app" };
  if (area === "connect") return { page: "connect", id };
  if (id !== null) {
    if (area === "people") return { page: "person", id };
    if (area === "apps") return { page: "app", id };
    return { page: "nowhere" };
  }
  switch (area) {
    case "people":
    case "groups":
    case "apps":
    case "claims":
    case "activity":
    case "mail":
    case "certificates":
    case "settings":
    case "tokens":
    case "registration":
    case "about":
      return { page: area };
    default:
      return { page: "nowhere" };
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The part of the navigation that a page belongs to. */
export function areaOf(place: Place): Area | null {
  switch (place.page) {
    case "nowhere":
      return null;
    case "person":
      return "people";
    case "app":
    case "new-app":
      return "apps";
    case "registration":
      return "apps";
    case "tokens":
      return "settings";
    default:
      return place.page;
  }
}

/** Addresses, so that no page spells one. */
export const to = {
  overview: `${BASE}/`,
  people: `${BASE}/people`,
  person: (id: string) => `${BASE}/people/${encodeURIComponent(id)}`,
  groups: `${BASE}/groups`,
  apps: `${BASE}/apps`,
  newApp: `${BASE}/apps/new`,
  app: (id: string) => `${BASE}/apps/${encodeURIComponent(id)}`,
  connect: (id?: string) =>
    id === undefined ? `${BASE}/connect` : `${BASE}/connect/${encodeURIComponent(id)}`,
  claims: `${BASE}/claims`,
  activity: `${BASE}/activity`,
  mail: `${BASE}/mail`,
  certificates: `${BASE}/certificates`,
  settings: `${BASE}/settings`,
  tokens: `${BASE}/tokens`,
  registration: `${BASE}/registration`,
  about: `${BASE}/about`,
} as const;
