// Counts the words below the digits; the ring itself runs by CSS. The server says how many seconds are left,
// and they are counted by a clock that nobody sets, so a wrong time on this computer does no harm.
const words = document.querySelector("[data-left]");

if (words) {
  const left = Number(words.dataset.left);
  const say = document.querySelector("[data-dial-say]");
  const shown = words.querySelector("em");
  // The style sheet knows steps of five seconds; from here on it is exact.
  words.closest(".dial")?.style.setProperty("--left", `${left - performance.now() / 1000}s`);

  const tick = () => {
    const seconds = Math.max(0, Math.ceil(left - performance.now() / 1000));
    shown.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    const spoken = say.getAttribute(`data-${seconds}`);
    if (spoken) {
      say.textContent = spoken;
    }
    if (seconds > 0) {
      // Just past the next whole second.
      setTimeout(tick, ((left * 1000 - performance.now()) % 1000) + 20);
    } else {
      document.dispatchEvent(new Event("dial-over"));
    }
  };
  tick();
}
