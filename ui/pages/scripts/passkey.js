// Passkeys: asks the browser for one, and posts what it brings. Without script none of this is there. What the browser
// refuses is told in plain words: it says itself only that it did not want to.
const form = document.querySelector("form[data-passkey]");
const REARM_MS = 240_000;

const bytesOf = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const textOf = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const show = (state) => {
  for (const notice of form.querySelectorAll("[data-passkey-state]")) {
    notice.hidden = notice.dataset.passkeyState !== state;
  }
};

/** What the server asks for, in the form that the browser takes. */
const options = async () => {
  const body = new URLSearchParams({ csrf: form.elements.csrf.value });
  const answer = await fetch(form.dataset.options, { method: "POST", body });
  if (!answer.ok) {
    throw new DOMException(`status ${answer.status}`, "OperationError");
  }
  const wanted = await answer.json();
  const named = (list) => (list ?? []).map((one) => ({ ...one, id: bytesOf(one.id) }));
  const asked = {
    ...wanted,
    challenge: bytesOf(wanted.challenge),
    allowCredentials: named(wanted.allowCredentials),
    excludeCredentials: named(wanted.excludeCredentials),
  };
  return wanted.user ? { ...asked, user: { ...wanted.user, id: bytesOf(wanted.user.id) } } : asked;
};

/** The answer as the server reads it. */
const told = (credential) => {
  const { response } = credential;
  const parts = response.attestationObject
    ? {
        attestationObject: textOf(response.attestationObject),
        transports: response.getTransports?.() ?? [],
      }
    : {
        authenticatorData: textOf(response.authenticatorData),
        signature: textOf(response.signature),
        userHandle: response.userHandle ? textOf(response.userHandle) : null,
      };
  return JSON.stringify({
    id: credential.id,
    rawId: textOf(credential.rawId),
    type: credential.type,
    response: { clientDataJSON: textOf(response.clientDataJSON), ...parts },
  });
};

const send = (credential) => {
  form.elements.credential.value = told(credential);
  const ticked = document.querySelector("input[type=checkbox][name=remember]:checked");
  if (ticked && form.elements.remember) {
    form.elements.remember.value = ticked.value;
  }
  form.requestSubmit();
};

/** Browsers let a service worker in only where they trust the certificate, and a passkey likewise. */
const isTrusted = async () => {
  try {
    const registration = await navigator.serviceWorker.register("/trust-sw.js", { scope: "/trust" });
    await registration.unregister();
    return true;
  } catch {
    return false;
  }
};

/** Why it did not work, as far as a page can find out. */
const reason = async (error) => {
  switch (error.name) {
    case "InvalidStateError":
      return "known";
    case "ConstraintError":
    case "NotSupportedError":
      return "nobody";
    case "NotAllowedError":
    case "SecurityError":
      if (!(await isTrusted())) {
        return "untrusted";
      }
      return error.name === "SecurityError" ? "elsewhere" : "cancelled";
    default:
      return "failed";
  }
};

const run = (button) => {
  let waiting = null;

  /** Passkeys among the names that the field proposes. It is asked anew before the challenge is over. */
  const propose = async () => {
    if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) {
      return;
    }
    waiting = new AbortController();
    const { signal } = waiting;
    const timer = setTimeout(() => {
      waiting?.abort();
      void propose();
    }, REARM_MS);
    try {
      const publicKey = await options();
      send(await navigator.credentials.get({ publicKey, mediation: "conditional", signal }));
    } catch {
      // Nobody asked for it: whoever wants to know why presses the button.
    } finally {
      clearTimeout(timer);
    }
  };

  const ask = async () => {
    if (button.getAttribute("aria-busy") === "true") {
      return;
    }
    waiting?.abort();
    waiting = null;
    show(null);
    button.setAttribute("aria-busy", "true");
    // A page that waits for something else stays while the browser asks.
    form.elements.credential.value = "…";
    try {
      const publicKey = await options();
      const made = form.dataset.passkey === "create";
      send(await navigator.credentials[made ? "create" : "get"]({ publicKey }));
    } catch (error) {
      form.elements.credential.value = "";
      show(await reason(error));
      button.removeAttribute("aria-busy");
    }
  };

  button.addEventListener("click", () => void ask());
  // The browser's Back shows the page as it was left.
  window.addEventListener("pageshow", () => {
    form.elements.credential.value = "";
    button.removeAttribute("aria-busy");
  });
  if (form.hasAttribute("data-passkey-proposes")) {
    void propose();
  }
};

if (form) {
  const button = form.querySelector("[data-passkey-go]");
  if (window.PublicKeyCredential) {
    form.hidden = false;
    run(button);
  } else if (form.hasAttribute("data-passkey-alone")) {
    // Here a passkey is what the page is about: it says why there is none.
    form.hidden = false;
    button.hidden = true;
    show(window.isSecureContext ? "unsupported" : "insecure");
  }
}
