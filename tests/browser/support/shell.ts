/** What stands in for the window's shell in a browser: the same commands, those that reach into the machine by our proxy. */

/** Put into each page before its own scripts; it must not use anything from outside itself. */
export function standIn(): void {
  type Callback = (value: unknown) => void;
  const callbacks = new Map<number, Callback>();
  const heard = new Map<string, number[]>();
  let last = 0;
  const preferences = { start_at_login: false, keep_awake: false, lock_after_minutes: 15 };
  let server: unknown = { mode: "embedded", state: "serving", issuer: null, reason: null, mend: null };
  let isLocked = false;
  const told: string[] = [];

  function emit(event: string, payload: unknown): void {
    for (const id of heard.get(event) ?? []) callbacks.get(id)?.({ event, id, payload });
  }

  async function reach(name: string): Promise<unknown> {
    const response = await fetch(`/shell/${name}`, { method: "POST" });
    if (!response.ok) throw new Error(await response.text());
    return response.json();
  }

  async function events(channel: { id: number }): Promise<unknown> {
    const response = await fetch("/api/admin/v1/events");
    if (!response.ok) return { status: response.status, body: await response.text() };
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let index = 0;
    void (async () => {
      for (;;) {
        const part = await reader?.read();
        callbacks.get(channel.id)?.({ index, message: part?.value ?? null });
        index += 1;
        if (part === undefined || part.done) return;
      }
    })().catch(() => undefined);
    return { status: 200, body: "" };
  }

  async function invoke(name: string, args: Record<string, unknown> = {}): Promise<unknown> {
    told.push(name);
    switch (name) {
      case "plugin:event|listen": {
        const event = String(args.event);
        heard.set(event, [...(heard.get(event) ?? []), Number(args.handler)]);
        return args.handler;
      }
      case "preferences":
        return { ...preferences };
      case "set_preferences":
        return { ...Object.assign(preferences, args.change) };
      case "server_state":
        return server;
      case "restart_server":
        server = { mode: "embedded", state: "serving", issuer: null, reason: null, mend: null };
        emit("server", server);
        return null;
      case "is_locked":
        return isLocked;
      case "lock":
        isLocked = true;
        emit("lock", true);
        return null;
      case "open":
        document.documentElement.dataset.opened = String(args.url);
        return null;
      case "save":
        document.documentElement.dataset.saved = "1";
        return true;
      case "open_events":
        return events(args.channel as { id: number });
      case "trust_status":
      case "trust_install":
      case "trust_remove":
        return reach(name);
      default:
        return null;
    }
  }

  const real = window.fetch.bind(window);
  // The shell looks at the answer to an unlock as it passes.
  window.fetch = async (...args: Parameters<typeof fetch>) => {
    const response = await real(...args);
    const [address] = args;
    if (typeof address === "string" && address.endsWith("/unlock") && response.status === 204) {
      isLocked = false;
      emit("lock", false);
    }
    return response;
  };
  Object.assign(window, {
    isTauri: true,
    __TAURI_INTERNALS__: {
      invoke,
      transformCallback: (callback: Callback) => {
        last += 1;
        callbacks.set(last, callback);
        return last;
      },
      unregisterCallback: (id: number) => callbacks.delete(id),
    },
    __TAURI_EVENT_PLUGIN_INTERNALS__: { unregisterListener: () => undefined },
    standIn: {
      told,
      lock: () => invoke("lock"),
      server: (state: unknown) => {
        server = state;
        emit("server", state);
      },
    },
  });
}
