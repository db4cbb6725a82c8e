// Goes on by itself: the server says what became of the question, and the page that shows it is fetched anew.
const page = document.querySelector("[data-live]");

if (page) {
  const own = page.dataset.state;
  let left = false;

  const reload = () => {
    // Whoever is typing a code of another way keeps it.
    const typing = [...document.querySelectorAll("[data-keep]")].some((field) => field.value);
    if (!left && !typing) {
      left = true;
      // Not reload(): the page may be the answer of a form, which must not be sent twice.
      location.replace(page.dataset.here);
    }
  };

  const goOn = () => {
    if (!left) {
      left = true;
      // Not submit(): the button of that name stands before it.
      document.getElementById("continue").requestSubmit();
    }
  };

  // A stream that ends (the server starts anew) is opened again by the browser.
  const events = new EventSource(page.dataset.live);
  events.addEventListener("state", (event) => {
    const { state } = JSON.parse(event.data);
    if (state === "approved") {
      events.close();
      goOn();
    } else if (state !== own) {
      events.close();
      reload();
    }
  });

  // A moment later, so that the server finds the time over as well.
  document.addEventListener("dial-over", () => setTimeout(reload, 1500));
  // A form on its way brings the next page itself, and that may say what is said once: nothing that the form brings
  // about here calls it off. Should no page come, this one goes on after as long as its button waits.
  document.addEventListener("submit", () => {
    left = true;
    setTimeout(() => {
      left = false;
    }, 10000);
  });
  // The browser's Back shows the page as it was left.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      left = false;
      reload();
    }
  });
}
