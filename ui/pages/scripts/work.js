// Finds the number of a challenge by trying: challenge = hex(SHA-256(salt + number)). Runs as a worker.
const BATCH = 256;

const hex = (bytes) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

const solve = async ({ algorithm, challenge, maxnumber, salt, signature }) => {
  const encoder = new TextEncoder();
  for (let begin = 0; begin <= maxnumber; begin += BATCH) {
    const numbers = Array.from(
      { length: Math.min(BATCH, maxnumber - begin + 1) },
      (_, index) => begin + index,
    );
    const hashes = await Promise.all(
      numbers.map((number) => crypto.subtle.digest(algorithm, encoder.encode(salt + number))),
    );
    const found = hashes.findIndex((hash) => hex(hash) === challenge);
    if (found >= 0) {
      return btoa(JSON.stringify({ algorithm, challenge, number: numbers[found], salt, signature }));
    }
  }
  return null;
};

self.addEventListener("message", async ({ data }) => {
  self.postMessage(await solve(JSON.parse(data)));
});
