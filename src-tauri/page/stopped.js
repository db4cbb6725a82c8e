// The page that stands while no server answers: "Start again", and back to the app once one does.
const { invoke } = window.__TAURI_INTERNALS__;
const { state, starting } = document.body.dataset;
const button = document.querySelector("#start");

button?.addEventListener("click", () => {
  button.setAttribute("aria-busy", "true");
  button.textContent = starting;
  // The shell shows what comes of it in the place of this page.
  void invoke("restart_server");
});

// It may have come up between the answer that this page is and the moment at which it listens.
const now = await invoke("server_state");
if (now.state !== state) location.reload();
