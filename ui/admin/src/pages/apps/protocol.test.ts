/** What of an app's registration is shown, and that nothing else of it is lost. */
import type { Client } from "@donelogin/client/types.ts";
import { expect, test } from "vitest";

import { changesOfProtocol, protocolOf } from "./protocol.ts";

const client = {
  client_id: "c",
  client_name: "Files",
  redirect_uris: ["https://files.example/cb"],
  response_types: ["code", "token id_token"],
  grant_types: ["authorization_code", "refresh_token"],
  id_token_signed_response_alg: "ES256",
  token_endpoint_auth_method: "client_secret_basic",
  require_pkce: true,
  contacts: ["ada@office.example"],
} as unknown as Client;

test("the words of a response type mean the same in any order", () => {
  expect(protocolOf(client).legacy).toEqual(["id_token token"]);
});

test("what is sent back keeps what the form does not show", () => {
  const typed = {
    ...protocolOf(client),
    userinfoAlg: "RS256",
    isFapi2: true,
    served: " https://files.example/api \n\n",
  };
  const changes = changesOfProtocol(client, typed) as unknown as Record<string, unknown>;
  expect(changes.contacts).toEqual(["ada@office.example"]);
  expect(changes.userinfo_signed_response_alg).toBe("RS256");
  expect(changes.security_profile).toBe("fapi2");
  expect(changes.served_resources).toEqual(["https://files.example/api"]);
  expect(changes.resources).toEqual([]);
  expect(changes.require_pkce).toBe(true);
  expect(changes.grant_types).toEqual(["authorization_code", "refresh_token", "implicit"]);
  expect(changes.client_id).toBeUndefined();
});
