/** How a request reaches the admin API: over HTTPS from a browser; a window on the machine brings its own way. */

export interface Transport {
  /** Sends a request to a path of the server; rejects when nobody answers. */
  send(path: string, init: RequestInit): Promise<Response>;
}

/** The server that the page comes from, with the session's cookie. */
export const overHttps: Transport = {
  send: (path, init) => fetch(path, { ...init, credentials: "same-origin", redirect: "error" }),
};
