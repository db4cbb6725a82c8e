/** An answer that the browser posts to the app: by itself where scripts run, by a button where none do. */
import { type Office, expect, test } from "../support/office.ts";
import { Return } from "../support/relying-party.ts";
import { enterPassword } from "../support/steps.ts";

/** An app that asks people, at this address; its client id. */
function register(office: Office, callback: string): string {
  const add = ["client", "add", "Posted", "--redirect-uri", callback, "--json"];
  return (JSON.parse(office.appliance.command(add)) as { client_id: string }).client_id;
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });
    test("an answer is posted to the app", async ({ office, page }) => {
      const faults: string[] = [];
      page.on("console", (line) => {
        if (line.type() === "error") faults.push(line.text());
      });
      const back = await Return.open();
      const person = office.newcomer();
      const client_id = register(office, back.callback);
      const ask = new URL("/oauth2/authorize", office.appliance.issuer);
      const parameters = {
        client_id,
        redirect_uri: back.callback,
        response_mode: "form_post",
        response_type: "code",
        scope: "openid email",
        state: "kept <&> quoted",
      };
      for (const [name, value] of Object.entries(parameters)) ask.searchParams.set(name, value);
      await page.goto(ask.href);
      await enterPassword(page, person);
      await page.locator("#consent-allow").click();
      if (!javaScriptEnabled) await page.locator("#form-post-go").click();
      const came = await back.next();
      expect(came.method).toBe("POST");
      expect(new URL(came.url).search).toBe("");
      const sent = await came.formData();
      expect(sent.get("state")).toBe("kept <&> quoted");
      expect(sent.get("iss")).toBe(office.appliance.issuer);
      expect(sent.get("code")).toBeTruthy();
      await expect(page.locator("#back")).toBeVisible();
      expect(faults).toEqual([]);

      // An error takes the same way, and so does a person who does not want to.
      ask.searchParams.set("prompt", "login");
      await page.goto(ask.href);
      await page.locator("#cancel").click();
      if (!javaScriptEnabled) await page.locator("#form-post-go").click();
      expect((await (await back.next()).formData()).get("error")).toBe("access_denied");
      back.close();
    });
  });
}
