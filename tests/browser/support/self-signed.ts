/** A certificate for `localhost` that is its own authority, for servers of apps and of mail. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export class SelfSigned {
  private readonly folder = mkdtempSync(join(tmpdir(), "self-signed-"));
  /** The file with the certificate. */
  readonly ca = join(this.folder, "cert.pem");

  constructor() {
    const of = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
    const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"];
    const files = ["-keyout", this.keyFile, "-out", this.ca];
    const leaf = ["-addext", "basicConstraints=critical,CA:FALSE"];
    execFileSync("openssl", ["req", "-x509", ...kind, ...of, ...leaf, ...files], { stdio: "ignore" });
  }

  get key(): Buffer {
    return readFileSync(this.keyFile);
  }

  get cert(): Buffer {
    return readFileSync(this.ca);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get keyFile(): string {
    return join(this.folder, "key.pem");
  }
}
