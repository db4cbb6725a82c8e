/** A phone with a browser and nothing else: its own data, its own store of certificates, a camera with a puppet. */
import type { BrowserContext, Locator, Page } from "@playwright/test";

import { Home } from "../browser.ts";
import { expect } from "../office.ts";
import { puppetScript } from "./bundle.ts";
import { portrait } from "./portraits.ts";
import { OWNER, type Stage } from "./stage.ts";
import type { Wire } from "./wire.ts";

export interface HandsetOptions {
  /** The CA that its owner has trusted; without it none. */
  ca?: string;
  locale?: "en-US" | "de-DE";
  /** `puppet` plays what a test shows; `refused` is the browser's own "no"; else a file that Chromium plays. */
  camera?: "puppet" | "refused" | { file: string };
  width?: number;
  /** Reaches the office by this wire. */
  wire?: Wire;
}

export class Handset {
  private stage: Stage = OWNER;

  private constructor(
    private readonly home: Home,
    private readonly options: HandsetOptions,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async open(options: HandsetOptions = {}): Promise<Handset> {
    const home = new Home();
    if (options.ca !== undefined) home.trust(options.ca);
    return Handset.start(home, options);
  }

  private static async start(home: Home, options: HandsetOptions): Promise<Handset> {
    const { camera = "puppet", locale = "en-US", width = 393, wire } = options;
    const flags: string[] = wire ? [`--host-resolver-rules=MAP localhost:* 127.0.0.1:${wire.port}`] : [];
    if (typeof camera === "object") {
      flags.push("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream");
      flags.push(`--use-file-for-fake-video-capture=${camera.file}`);
    }
    const context = await home.open(
      {
        viewport: { width, height: 852 },
        isMobile: true,
        hasTouch: true,
        locale,
        permissions: camera === "refused" ? [] : ["camera"],
      },
      flags,
    );
    const page = context.pages()[0] ?? (await context.newPage());
    const handset = new Handset(home, options, context, page);
    if (camera === "puppet") await handset.bringPuppet();
    return handset;
  }

  private async bringPuppet(): Promise<void> {
    await this.context.exposeFunction("puppetStage", () => this.stage);
    await this.context.exposeFunction("puppetPortrait", portrait);
    await this.context.addInitScript({ content: puppetScript() });
  }

  /** Puts somebody else before the camera, at once and after every reload. */
  async show(stage: Stage): Promise<void> {
    this.stage = stage;
    await this.page.evaluate((next) => window.puppetShow?.(next), stage);
  }

  /** Waits until the app shows one of its screens. */
  async at(screen: string, timeout = 30_000): Promise<Locator> {
    const main = this.page.locator("main");
    const shown = () => main.getAttribute("data-screen");
    // Says which screen is there instead, and why a face did not pass.
    await expect.poll(shown, { message: `the phone at ${screen}`, timeout }).toBe(screen);
    return main;
  }

  /** Presses the button or link that does something, by the name that the app gives the deed. */
  async press(deed: string): Promise<void> {
    await this.page.locator(`[data-do="${deed}"]`).click();
  }

  /** Its owner trusts the office from now on. */
  trust(ca: string): void {
    this.home.trust(ca);
  }

  /** Closed and opened again; what the browser keeps, stays. */
  async restart(): Promise<Handset> {
    await this.context.close();
    const again = await Handset.start(this.home, this.options);
    again.stage = this.stage;
    return again;
  }

  async close(): Promise<void> {
    await this.context.close();
    this.home.remove();
  }
}
