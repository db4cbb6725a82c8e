// How hard the new password is to guess, while it is typed. Without script it is not there, and the server still refuses
// what is guessed first.
const PAUSE_MS = 350;

for (const shown of document.querySelectorAll("[data-strength]")) {
  const field = document.getElementById(shown.dataset.strength);
  const meter = shown.querySelector("meter");
  const words = shown.querySelector("p");
  let timer = null;
  let asked = 0;

  const judge = async () => {
    asked += 1;
    const mine = asked;
    const body = new URLSearchParams(new FormData(field.form));
    try {
      const answer = await fetch("/password/strength", { method: "POST", body });
      if (!answer.ok || mine !== asked) {
        return;
      }
      const judged = await answer.json();
      meter.value = judged.score + 1;
      words.textContent = judged.words;
      shown.hidden = false;
    } catch {
      // No answer, no meter.
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    if (field.value === "") {
      asked += 1;
      shown.hidden = true;
      return;
    }
    timer = setTimeout(judge, PAUSE_MS);
  });
}
