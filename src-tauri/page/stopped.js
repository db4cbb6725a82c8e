// The page that stands while no server answers: "Start again", and back to the app once one does.
const { invoke, transformCallback } = window.__TAURI_INTERNALS__;
const { state, starting } = document.body.dataset;
const button = document.querySelector("#start");

/** To what the shell has to say now: the app, or this page with another content. */
function follow(now) {
  if (now.state === "serving") {
    const back = new URLSearchParams(location.search).get("back") ?? location.pathname;
    location.replace(back.startsWith("/admin/") ? back : "/admin/");
  } else if (now.state !== state || button?.ariaBusy === "true") {
    location.reload();
  }
}

button?.addEventListener("click", () => {
  button.ariaBusy = "true";
  button.textContent = starting;
  void invoke("restart_server");
});

const handler = transformCallback((event) => {
  follow(event.payload);
});
await invoke("plugin:event|listen", { event: "server", target: { kind: "Any" }, handler });
// It may have changed between the answer that this page is and the moment at which it listens.
follow(await invoke("server_state"));
