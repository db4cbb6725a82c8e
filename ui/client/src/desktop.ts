/** What the window on the machine itself can do beyond a browser. A browser has none of it. */
import { Channel, invoke, isTauri } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

export interface StoreState {
  store: "system" | "nss" | "java";
  name: string;
  path: string;
  state: "trusted" | "absent" | "failed" | "unavailable";
  reason: string | null;
}

export interface TrustReport {
  fingerprint: string;
  stores: StoreState[];
}

export interface Preferences {
  start_at_login: boolean;
  keep_awake: boolean;
  /** Minutes without use after which the window locks; 0 for never. */
  lock_after_minutes: number;
  /** Tag of the tray's and the shell's language; null for the system's. */
  language: string | null;
}

export interface ServerState {
  mode: "embedded" | "service";
  state: "starting" | "serving" | "stopped";
  issuer: string | null;
  reason: string | null;
  mend: string | null;
}

export interface Desktop {
  trust: {
    status(): Promise<TrustReport>;
    install(): Promise<TrustReport>;
    remove(): Promise<TrustReport>;
  };
  preferences: {
    get(): Promise<Preferences>;
    set(change: Partial<Preferences>): Promise<Preferences>;
  };
  server: {
    state(): Promise<ServerState>;
    restart(): Promise<void>;
    onChange(f: (state: ServerState) => void): () => void;
  };
  /** Opens an address in the system's browser. */
  open(url: string): Promise<void>;
  /** Asks where to save; false if the person would rather not. */
  save(name: string, content: Uint8Array): Promise<boolean>;
  lock: {
    locked(): Promise<boolean>;
    now(): Promise<void>;
    /** Somebody is there: puts the lock off. */
    used(): void;
    onChange(f: (locked: boolean) => void): () => void;
  };
}

/** An event stream of the server: the window's own scheme takes whole answers only, so it comes piece by piece. */
export interface Stream {
  status: number;
  /** The answer of a refusal, whole. */
  body: string;
}

/** The shell is not heard any more once the returned function is called. */
function ending(listening: Promise<() => void>): () => void {
  return () => {
    void listening.then((stop) => {
      stop();
    });
  };
}

function made(): Desktop {
  return {
    trust: {
      status: () => invoke("trust_status"),
      install: () => invoke("trust_install"),
      remove: () => invoke("trust_remove"),
    },
    preferences: {
      get: () => invoke("preferences"),
      set: (change) => invoke("set_preferences", { change }),
    },
    server: {
      state: () => invoke("server_state"),
      restart: () => invoke("restart_server"),
      onChange: (f) =>
        ending(
          listen<ServerState>("server", (event) => {
            f(event.payload);
          }),
        ),
    },
    open: (url) => invoke("open", { url }),
    save: (name, content) => invoke("save", content, { headers: { name: encodeURIComponent(name) } }),
    lock: {
      locked: () => invoke("is_locked"),
      now: () => invoke("lock"),
      used: () => {
        void invoke("used");
      },
      onChange: (f) =>
        ending(
          listen<boolean>("lock", (event) => {
            f(event.payload);
          }),
        ),
    },
  };
}

/** Null in a browser. */
export const desktop: Desktop | null = isTauri() ? made() : null;

/** Opens the server's events; `piece` is called with each piece of text, and with null at the end. */
export async function openEvents(piece: (text: string | null) => void): Promise<Stream> {
  const channel = new Channel<string | null>();
  channel.onmessage = piece;
  return invoke<Stream>("open_events", { channel });
}

/** Nobody listens to the events any more. */
export async function closeEvents(): Promise<void> {
  await invoke("close_events");
}
