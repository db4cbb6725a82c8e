/** Where the app begins. */
import { mount } from "svelte";

import "../../design/tokens.css";
import "../../design/fonts.css";
import "../../design/base.css";
import "../../design/forms.css";
import "../../design/parts.css";
import "../../design/waiting.css";
import "./styles/phone.css";
import AppView from "./App.svelte";
import { App } from "./state/app.svelte.ts";
import { onWorkerLook, tellWorkerWords } from "./trust/push.ts";
import { renewByWorker } from "./trust/renew.ts";
import { t, words } from "./words/words.ts";

document.documentElement.lang = words.tag;
const app = new App();
mount(AppView, { target: document.body, props: { app } });
renewByWorker(() => app.isIdle());
onWorkerLook(() => {
  app.woken();
});
void tellWorkerWords(t("push-title"), t("push-body")).catch(() => undefined);
void app.start();
