/** Reads digits aloud, group by group. */

export function canSpeak(): boolean {
  return "speechSynthesis" in globalThis;
}

export function speak(text: string, lang: string): void {
  speechSynthesis.cancel();
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.lang = lang;
  utterance.rate = 0.8;
  speechSynthesis.speak(utterance);
}

export function hush(): void {
  if (canSpeak()) speechSynthesis.cancel();
}
