/** The service worker: that it registers shows that the browser trusts the server. */
self.addEventListener("install", () => undefined);
