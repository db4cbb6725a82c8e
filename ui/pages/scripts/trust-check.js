// Browsers let a service worker in only where they trust the certificate: after a click past the
// warning, registering fails. That is the one sign that a page can see.
const show = (state) => {
  for (const notice of document.querySelectorAll("[data-trust]")) {
    notice.hidden = notice.dataset.trust !== state;
  }
};

if ("serviceWorker" in navigator) {
  try {
    const registration = await navigator.serviceWorker.register("/trust-sw.js", { scope: "/trust" });
    show("yes");
    // It has said what it had to say; the next visit asks anew.
    await registration.unregister();
  } catch {
    show("not-yet");
  }
}
