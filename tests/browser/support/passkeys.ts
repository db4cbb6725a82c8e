/** Authenticators that the browser plays by itself: what they hold, and whether somebody touches them. */
import type { CDPSession, Page } from "@playwright/test";

export interface Held {
  credentialId: string;
  isResidentCredential: boolean;
  userHandle?: string;
  signCount: number;
}

export class VirtualAuthenticator {
  private constructor(
    private readonly cdp: CDPSession,
    private readonly id: string,
  ) {}

  /** One that looks at its person. `synced`: whoever keeps it copies it to other machines. */
  static async plugIn(page: Page, synced = false): Promise<VirtualAuthenticator> {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("WebAuthn.enable");
    const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
        defaultBackupEligibility: synced,
        defaultBackupState: synced,
      },
    });
    return new VirtualAuthenticator(cdp, authenticatorId);
  }

  /** What it holds. */
  async holds(): Promise<Held[]> {
    const held = await this.cdp.send("WebAuthn.getCredentials", { authenticatorId: this.id });
    return held.credentials;
  }

  /** Whether somebody touches it as soon as it asks. */
  async touched(enabled: boolean): Promise<void> {
    await this.cdp.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId: this.id, enabled });
  }

  /** Whether it knows the person who touches it. */
  async knows(isUserVerified: boolean): Promise<void> {
    await this.cdp.send("WebAuthn.setUserVerified", { authenticatorId: this.id, isUserVerified });
  }

  /** Pulls it out. */
  async unplug(): Promise<void> {
    await this.cdp.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId: this.id });
  }
}
