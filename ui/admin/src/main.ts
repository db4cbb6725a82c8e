/** Where the app begins. */
import { mount } from "svelte";

import "../../design/tokens.css";
import "../../design/fonts.css";
import "../../design/base.css";
import "../../design/forms.css";
import "../../design/parts.css";
import "./styles/admin.css";
import "./styles/navigation.css";
import "./styles/print.css";
import App from "./App.svelte";
import { office } from "./state/office.svelte.ts";
import { printing } from "./state/printing.svelte.ts";
import { router } from "./state/router.svelte.ts";
import { shell } from "./state/shell.svelte.ts";
import { words } from "./words/words.ts";

document.documentElement.lang = words.tag;
router.start();
shell.start();
printing.start();
void office.start();
mount(App, { target: document.body });
