// Does nothing. That a browser takes it shows that it trusts this server (see trust-check.js).
self.addEventListener("install", () => self.skipWaiting());
