/** What the admin API speaks of: short names for the types that are generated from its description. */
import type { components } from "./generated.d.ts";

type Schemas = components["schemas"];

export type AuditRow = Schemas["AuditRow"];
export type Certificates = Schemas["Certificates"];
/** Why a call to an app came to nothing. */
export type CallFailure = Schemas["CallFailure"];
export type Client = Schemas["Client"];
/** A certificate of the office for an app with its private key, this once. */
export type ClientCertificate = Schemas["ClientCertificate"];
export type ClientChanges = Schemas["ClientChanges"];
export type Device = Schemas["Device"];
export type Factors = Schemas["Factors"];
export type Group = Schemas["Group"];
export type Health = Schemas["Health"];
export type HealthCheck = Schemas["HealthCheck"];
export type Key = Schemas["SigningKey"];
export type RotationWay = Schemas["KeyRotationWay"];
export type Link = Schemas["Link"];
/** One session whose end an app is told. */
export type Logout = Schemas["Logout"];
export type Logouts = Schemas["Logouts"];
export type Me = Schemas["Me"];
export type MfaPolicy = Schemas["Policy"];
export type Passkey = Schemas["Passkey"];
export type Overview = Schemas["Overview"];
export type SecondFactors = Schemas["SecondFactors"];
export type SignIns = Schemas["SignIns"];
export type Waiting = Schemas["Waiting"];
export type NewClient = Schemas["NewClient"];
/** With its secret, this once. */
export type RegisteredClient = Schemas["RegisteredClient"];
/** In a list, with what the account stands at. */
export type Person = Schemas["Person"];
export type Role = Schemas["Role"];
export type Access = Schemas["Access"];
export type Attribute = Schemas["Attribute"];
export type ClaimRule = Schemas["ClaimRule"];
export type ApiScope = Schemas["ApiScope"];
/** What a program brings, without the token itself. */
export type ApiToken = Schemas["ApiToken"];
/** What a device without a browser shows. */
export type DeviceCodes = Schemas["DeviceCodes"];
/** What lets an app register itself, without the token. */
export type RegistrationToken = Schemas["RegistrationToken"];
export type MadeRegistrationToken = Schemas["MadeRegistrationToken"];
export type MadeApiToken = Schemas["MadeApiToken"];
export type Session = Schemas["Session"];
export type Setting = Schemas["Setting"];
export type SettingKind = Schemas["SettingKind"];
export type User = Schemas["User"];
export type WholeUser = Schemas["UserWithFactors"];
export type EmailChange = Schemas["EmailChange"];
/** Somebody who signed up and waits for an administrator. */
export type SignUp = Schemas["SignUp"];
/** A link with which somebody makes an account; bound to none. */
export type Invitation = Schemas["Invitation"];
/** With its link, this once. */
export type InvitationWithLink = Schemas["InvitationWithLink"];
/** What would become of each of a list of people. */
export type ImportPreview = Schemas["ImportPreview"];
/** With a link that is shown once. */
export type UserWithLink = Schemas["UserWithLink"];
export type Verdict = Schemas["ChainVerdict"];
export type Attempt = Schemas["Attempt"];
export type Attempts = Schemas["Attempts"];
export type Branding = Schemas["Branding"];
/** One of the things that were looked at, in the order in which they build on each other. */
export type Check = Schemas["Check"];
export type Checks = Schemas["Checks"];
export type MailTest = Schemas["MailTestResult"];
/** Messages that were not sent yet, and why. */
export type Outbox = Schemas["Outbox"];
export type OutboxMessage = Schemas["OutboxMessage"];
/** A link out of a message, to be handed over. */
export type RevealedLink = Schemas["RevealedLink"];
/** What an app would get about a person. */
export type Preview = Schemas["Preview"];
export type ServedCertificate = Schemas["ServedCertificate"];
/** Before there is an administrator: what the first run begins with. */
export type Setup = Schemas["Setup"];
/** Whether a name can be the office's. */
export type NameCheck = Schemas["NameCheck"];
/** Whether a newer version lies where the administrator said. */
export type Updates = Schemas["Updates"];
/** What is found from the outside under the office's name. */
export type NameHealth = Schemas["NameHealth"];
export type Way = Schemas["Way"];
export type WayStage = Schemas["WayStage"];
