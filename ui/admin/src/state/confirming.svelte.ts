/** Dangerous acts want a sign-in of the last five minutes: whether one has to be asked for. */

class Confirming {
  isAsked = $state(false);

  ask(): void {
    this.isAsked = true;
  }

  close(): void {
    this.isAsked = false;
  }
}

export const confirming = new Confirming();
