# The administrators' app. These are read by the app itself (ui/admin/src/words), not by the server.

app-no-script = The administrators’ pages need JavaScript.
app-no-script-link = Your account pages work without it.

nav-name = Administration
nav-skip = Skip to content
nav-menu = Menu
nav-overview = Overview
nav-people = People
nav-groups = Groups
nav-apps = Apps
nav-connect = Connect an app
nav-claims = What apps hear
nav-activity = Activity
nav-mail = Mail
nav-certificates = Certificates
nav-settings = Settings
nav-about = About
nav-account = Your account
nav-serving = Serving
nav-lost = Not reached

do-back = Back
do-cancel = Cancel
do-close = Close
do-continue = Continue
do-done = Done
do-keep = Keep it
do-save = Save
do-try-again = Try again
do-undo = Undo
copy = Copy
copied = Copied
copy-of = Copy: { $what }

read-loading = One moment
read-failed = This could not be read
read-old = This is from { $time }. It could not be read anew.
connection-lost = Connection lost at { $time }, trying again. What you see may be old, and nothing can be changed.
nowhere-title = There is no page here
nowhere-lead = The address is wrong, or what stood here is gone.
nowhere-do = To the overview

fresh-title = Confirm that it is you
fresh-lead = This needs a sign-in of the last five minutes. You come back to this page; then do it once more.
fresh-do = Sign in again
locked-title = You were signed out
locked-lead = The server goes on serving. Sign in to go on where you were.
locked-do = Sign in

problem-unreachable = The server does not answer. Nothing was changed.
problem-internal = Something broke here, not at your side. Nothing was lost. Try again; the server’s log says more.
problem-other = This was refused: { $detail }.
problem-busy = The server is busy. Nothing was lost. Try again.
problem-disk-full = The disk is full. Nothing was changed. Make room, then try again.
problem-disabled = This account is switched off. Switch it on first.
problem-enough-phones = This person has as many phones as one may have. Remove one first.
problem-fixed-setting = The server’s file fixes this setting. Change it there.
problem-last-admin = This is the last administrator. Make another one first.
problem-not-serving = This works only while the server runs.
problem-not-admin = This needs an administrator.
problem-not-claimed = No phone has scanned the code yet.
problem-no-link = This message has no link. It goes out by mail alone.
problem-unknown-message = This message is gone: it was sent, discarded, or its time is over.
problem-other-half = You have set or reset the other half of this account. Until the waiting time is over, another administrator has to do this.
problem-own-account = You cannot do this to your own account. Your account pages can, or another administrator.
problem-changed-meanwhile = Somebody has changed this meanwhile. Look at it anew, then try again.
problem-stopped = The person has stopped this. Ask them first.

overview-title = { $count ->
    [0] Sign-in works. Nothing waits for you.
    [one] Sign-in works. One thing waits for you.
   *[other] Sign-in works. { NUMBER($count) } things wait for you.
}
overview-lead = { $time }. { $count ->
    [0] Nobody is signed in.
    [one] One person is signed in.
   *[other] { NUMBER($count) } people are signed in.
}
overview-broken = { $count ->
    [one] One thing does not work.
   *[other] { NUMBER($count) } things do not work.
}
overview-sign-ins = Sign-ins
overview-span = Span of time
overview-today = Today
overview-month = 30 days
overview-look-at = Look at { $name }
chart-usual = a usual day
wait-reset = { $name } was reset
wait-reset-more = The owner may stop it until { $time }
wait-device = A phone of { $name } waits
wait-device-more = { $phone } works from { $time }
wait-stopped_device = A phone of { $name } was stopped
wait-stopped_device-more = { $phone } seems to exist twice
wait-stopped_passkey = A passkey of { $name } was stopped
wait-stopped_passkey-more = { $phone } seems to exist twice
wait-not_me = { $name } said “Not me”
wait-not_me-more = Someone knows the password
wait-invitation = { $name } has not joined yet
wait-invitation-more = The invitation works until { $time }
wait-sign_up = { $name } signed up
wait-sign_up-more = Waits for an administrator until { $time }
health-is-ok = In order
health-is-warn = Needs attention
health-is-fail = Does not work
health-is-unknown = Not known yet
health-name-name = Name
health-name-announced = answers on the network
health-name-not-announced = is not announced by this server
health-name-conflict = another computer answers to it
health-name-failed = cannot be announced on the network
health-name-silent = waits for a network
health-name-resolves = leads to this computer
health-name-not-found = nobody finds it
health-name-elsewhere = leads to another address
health-certificate-name = Certificate
health-certificate-renews = { $count ->
    [one] renews itself in one day
   *[other] renews itself in { NUMBER($count) } days
}
health-certificate-brought = your own, read again when it changes
health-certificate-unknown = nothing is served yet
health-clock-name = Clock
health-clock-right = right
health-clock-behind = { NUMBER($count) } seconds behind what was stored
health-disk-name = Disk
health-disk-room = { $size } free
health-disk-little = only { $size } free
health-disk-full = full: { $size } free
health-disk-unknown = nobody looked yet
health-mail-name = Mail
health-mail-not-set = no mail server is set
health-mail-sent = nothing waits
health-mail-waiting = { $count ->
    [one] one message waits
   *[other] { NUMBER($count) } messages wait
}
health-mail-failing = { $count ->
    [one] it does not go out; one message waits
   *[other] it does not go out; { NUMBER($count) } messages wait
}
health-mail-sender-refused = { $count ->
    [one] the mail server refused the sender address; one message waits
   *[other] the mail server refused the sender address; { NUMBER($count) } messages wait
}
health-mail-login-refused = { $count ->
    [one] the mail server refused user and password; one message waits
   *[other] the mail server refused user and password; { NUMBER($count) } messages wait
}
health-mail-given-up = { $count ->
    [one] one message was refused
   *[other] { NUMBER($count) } messages were refused
}
health-push-name = Push
health-push-off = switched off
health-push-failing = the last message was not taken
health-push-on = { $count ->
    [0] no phone takes them yet
    [one] to one phone
   *[other] to { NUMBER($count) } phones
}
overview-health = Health
overview-waits = Waiting for you
overview-nothing = Nothing waits.
overview-factors = Second factors
overview-now = Right now
overview-look = Look
chart-let-in = { NUMBER($count) } let in
chart-refused = { NUMBER($count) } refused
chart-table = Show as table
chart-show = Show as chart
chart-name = Sign-ins by the hour: { NUMBER($letIn) } let in, { NUMBER($refused) } refused
factors-none = None yet
wait-without = { $count ->
    [one] One person has no second step
   *[other] { NUMBER($count) } people have no second step
}
wait-without-more = A password alone can be stolen
wait-links = { $count ->
    [one] One link waits to be handed over
   *[other] { NUMBER($count) } links wait to be handed over
}
wait-links-more = This office sends no mail: somebody waits for it

people-add = Add people
invitation-open-dialog = Invite
invitation-title = Invite somebody
invitation-lead = Whoever has the link makes the account: name, e-mail, password. It works once, for seven days.
invitation-email = E-mail
invitation-email-hint = Only with this address, which then needs no confirming. Empty: with any.
invitation-do = Make the invitation
invitation-done = The invitation is made
invitation-done-lead = Hand it over now: the link is shown this once.
invitation-another = Another one
invitation-off = Nobody may make an account at present. Change it under Settings, Accounts.
invitation-open = { $count ->
    [one] One invitation is open
   *[other] { NUMBER($count) } invitations are open
}
invitation-anybody = For anybody
invitation-more = Until { $time }, { $groups }
invitation-until = Until { $time }
invitation-take-back = Take back
invitation-take-back-one = Take back the invitation of { $name }
link-qr-anybody = QR code with the link of the invitation
sign-ups = { $count ->
    [one] One person waits for you
   *[other] { NUMBER($count) } people wait for you
}
sign-ups-none = Nobody waits for you.
sign-up-more = { $email }, since { $time }
sign-up-approve = Let in
sign-up-approve-one = Let { $name } in
sign-up-approve-title = Let { $name } in?
sign-up-approve-text = The address { $email } is confirmed. { $username } can sign in at once, and a message says so.
sign-up-approve-text-hand = The address { $email } is confirmed. { $username } can sign in at once. No mail goes: say so yourself.
sign-up-approved = { $name } can sign in
sign-up-refuse = Refuse
sign-up-refuse-one = Refuse { $name }
sign-up-refuse-title = Refuse { $name }?
sign-up-refuse-text = No account is made, what is known is forgotten, and a message to { $email } says so.
sign-up-refuse-text-hand = No account is made, and what is known is forgotten. No mail goes to { $email }: say so yourself.
sign-up-refused = { $name } is refused
people-search = Name, user name or e-mail
people-which = Which people
people-all = Everyone
people-admins = Administrators
people-disabled = Switched off
people-group = Group
people-any-group = Every group
people-count = { $count ->
    [one] One person
   *[other] { NUMBER($count) } people
}
people-lead = { $count ->
    [one] One person
   *[other] { NUMBER($count) } people
}, { $without ->
    [0] all with a second step
    [one] one without a second step
   *[other] { NUMBER($without) } without a second step
}
people-found = { $count } found
people-none = Nobody fits
people-none-lead = Try fewer letters, or another filter.
people-empty = Nobody yet
people-empty-lead = People get an invitation by which they set a password.

person = Person
people-signed-in = Signed in
people-without = No second step
person-second = Second step
person-last = Last sign-in
never = Never
second-face = Face
second-passkey = Passkey
second-authenticator = Authenticator
second-none = None
second-not-yet = Not yet
state-signed-in = Signed in
state-signed-out = Signed out
actor-gone = Somebody who is gone
person-name = Name
person-email = E-mail
person-picture = Picture of the person
person-username = User name
person-groups = Groups
person-added = Added
person-state = State
person-rights = Rights
person-overview = Overview
person-sessions = Signed in
state-active = Active
state-disabled = Switched off
state-invited = Invited

add-do = Add
add-another = Add another
add-admin = May administer this office
add-admin-hint = Sees and changes everything here.
add-username-hint = Left empty, it is made from the e-mail address.
add-email-missing = Enter an e-mail address.
add-done = { $name } is added
add-done-lead = Hand this link over. It lets the person set a password.

link-copy = Copy the link
link-qr = QR code with the link for { $name }
link-until = It works until { $time }, once.
link-once = It is not shown again. A new one makes this one void.
link-print = Print the sheet

sheet-title = Welcome, { $name }
sheet-trust = Open { $address } in your browser, and follow it until it says that you trust this server.
sheet-open = Scan this code, or type the address below it.
sheet-set = Set a password that you use nowhere else.
sheet-qr = QR code with your link
sheet-until = Works until
sheet-fingerprint = Fingerprint (SHA-256)
sheet-compare = Compare it with what your device shows before it trusts. If they differ, stop and tell your administrator.
sheet-trust-title = Trust this server
sheet-trust-lead = Scan this code on each phone, or open the address on each computer, and follow the steps there. Once for each device.
sheet-trust-qr = QR code with the address of the page that helps to trust
sheet-secret = This sheet is for you alone. Whoever holds it can set your password. Throw it away when you are done.
sheet-title-anybody = Welcome
sheet-join = Make your account: your name, your e-mail and a password that you use nowhere else.
sheet-secret-join = This sheet is for you alone. Whoever holds it can join in your place. Throw it away when you are done.

invite = New invitation
invite-done = A new invitation
invite-lead = Hand this link over. The one before is void.
reset-password = Reset password
reset-password-title = Reset the password of { $name }?
reset-password-text = The old password is worth nothing at once, and { $name } is signed out everywhere. Phones stay linked. You hand over a link by which a new one is set.
reset-password-go = Reset password
reset-password-done = The password is reset
reset-password-lead = Hand this link over. It lets the person set a new password.
email-change-title = Another e-mail address waits
email-change-new = New address
email-change-until = Until
email-change-confirmed = Confirmed by its link
email-change-not-confirmed = Not confirmed yet
email-change-old = Present address
email-change-agreed = Agreed
email-change-not-agreed = Has not agreed yet
email-change-agree = Agree in its place
email-change-agree-title = Agree for { $email }?
email-change-agree-text = Do it when { $name } can no longer read the present address, and you are sure who asks. The new address still confirms itself.
email-change-agree-done = The present address agrees. The new one has to be confirmed by its link
email-changed-done = The address is changed.
email-change-stop = Stop it
email-change-stopped = It is stopped
reset-mfa = Reset second step
reset-mfa-title = Reset the second step of { $name }?
reset-mfa-text = All phones, passkeys, authenticators and recovery codes are taken away. The password stays. You hand over a link by which another way is set up.
reset-mfa-go = Reset second step
reset-mfa-done = The second step is reset
reset-mfa-lead = Hand this link over. With the password it lets the person set up another second step.
disable = Switch off
disabled-done = { $name } is switched off
enable = Switch on
delete = Delete
delete-title = Delete { $name }?
delete-text = The account, its phones and what apps were allowed are gone. What happened stays in the log. You cannot undo this.
delete-go = Delete
deleted-done = { $name } is deleted

ways-title = Ways to confirm
ways-link = Link a phone
ways-none = No second step yet
ways-none-lead = Link a phone while the person stands beside you, or let them do it after their next sign-in.
way-authenticator = Authenticator
passkey-here-only = On one device, added { $date }
passkey-may-sync = Can be copied, added { $date }
passkey-synced = Copied to other devices, added { $date }
passkey-elsewhere = Of another address
passkey-remove = Remove { $name }
passkey-remove-title = Remove { $name }?
passkey-remove-text = It no longer signs the person in. They can add a new one. The person is told.
passkey-removed = { $name } is removed
way-since = Since { $date }
way-codes = Recovery codes
way-codes-left = { $count ->
    [one] One is left
   *[other] { NUMBER($count) } are left
}
phone-key-software = Key in the browser, linked { $date }
phone-key-chip = Key in the secure chip, linked { $date }
phone-works = Working
phone-stopped = Stopped
phone-without-trust = Without trust
phone-from = From { $time }
phone-remove = Remove { $name }
phone-remove-title = Remove { $name }?
phone-remove-text = It can no longer confirm sign-ins. What is linked beside it stays. You cannot undo this.
phone-removed = { $name } is removed
never-used = Never used

account-title = Account
groups-none = There is no group yet.
policy = Second step
policy-of = Second step of { $name }
policy-office = As the office says
policy-person = As set for the person
policy-required = Required
policy-optional = Asked of those who have one
policy-off = Never asked

sessions-none = Signed in nowhere
sessions-end-all = Sign out everywhere
sessions-ended = { $count ->
    [one] { $name } is signed out of one browser
   *[other] { $name } is signed out of { NUMBER($count) } browsers
}
session-end = Sign out
session-seen = Last seen { $time }

link-title = Link a phone for { $name }
link-scan-self = Scan this with your phone’s camera.
link-scan = Let { $name }, beside you, scan this with the phone’s camera.
link-claimed = { $phone } has scanned the code. Type the six digits it shows.
link-qr-phone = QR code that links a phone to the account of { $name }
link-one-use = One phone, one use
link-will-wait = { $name } has a second step already. So this phone starts working after the waiting time, or at once when { $name } confirms with the old one.
link-digits = Six digits that the phone shows
link-digits-wrong = Those digits do not match. Read them again from the phone.
link-do = Link
link-new = New code
link-done = { $phone } is linked.
link-waits = It works from { $time }.
link-used-twice = Two phones used this code, so it was ended. Nothing was linked. Make a new code.
link-wrong-digits = Five wrong tries ended this link. The phone was not linked. Make a new code.
link-expired = The code is too old. Nothing was linked. Make a new code.
left-minute = One minute left
left-half-minute = 30 seconds left
left-ten = 10 seconds left
left-over = The time is over
left-time = { $time } left

groups-lead = Apps are told who is in which group. A group can demand a second step.
groups-empty = No group yet
groups-empty-lead = Groups say what people have to do with each other: a department, a project.
group = Group
group-members = People
group-add = Add a group
group-add-do = Add
group-name = Name
group-name-hint = Apps see it as it is written here.
group-name-missing = Enter a name.
group-made = { $name } is added
group-remove = Remove
group-remove-title = Remove { $name }?
group-remove-text = The people stay. Apps no longer see them in this group. You cannot undo this.
group-remove-go = Remove { $name }
group-removed = { $name } is removed

app = App
app-id = Client ID
app-id-copy = Copy the client ID
app-weak = Short secret
apps-add = Add an app
apps-search = Name or address
apps-none = No app fits
apps-empty = No app yet
apps-empty-lead = Add the first app that people sign in to with this server.
apps-count = { $count ->
    [one] One app
   *[other] { NUMBER($count) } apps
}
app-name = Name people see
app-name-missing = Enter the name that people see.
app-address = Address of the app
address-missing = Enter the address at which people open the app.
address-not-url = Write the whole address, such as https://files.office.example.
address-not-https = The address begins with https://. Only apps on this very computer may use http://.
app-return = Where people return to after signing in
app-return-more = Another address to return to
app-return-hint = Made from the address, as the app expects it. It has to match to the letter.
app-return-hint-edit = It has to match to the letter what the app sends.
app-return-copy = Copy the address
app-return-add = Add another
app-signed-out = Where people return to after signing out
app-shown = What people see before they sign in
app-logo = Address of its picture
app-logo-hint = PNG, JPEG or WebP. This server fetches it, so that no browser asks there.
app-policy-uri = What it does with data (address)
app-terms-uri = Its terms (address)
address-remove = Remove this address
app-addresses = Name and addresses
app-rules = What it asks of people
app-logout-title = Signing out
app-logout-lead = When somebody signs out here, { $app } can be told.
app-logout-back = Address that the server tells
app-logout-back-hint = The server posts a signed logout token there (back-channel logout). An app on the office’s own network may stand there too. Empty: the app is not told.
app-logout-back-names-session = The app needs to know which session ended
app-logout-front = Address that the browser opens
app-logout-front-hint = The browser that signs out opens it unseen (front-channel logout). Browsers that block cookies of other sites make it useless.
app-logout-names-session = The address gets the issuer and the session
app-logout-last = Sessions that ended last
app-logout-retry = Tell the app now
app-logout-retried = { $count ->
    [one] The app is told of one session
   *[other] The app is told of { NUMBER($count) } sessions
}
app-logout-none = No session of this app has ended lately.
app-logout-next = Next try: { $at }.
app-logout-delivered = The app knows
app-logout-waiting = Waiting
app-logout-given-up = Given up
call-connection = The connection failed.
call-forbidden = This address may not be reached. For an app of somebody’s own, name its network in net.allowed_private.
call-own = The server itself cannot call anybody; the log says why.
call-plain = The address does not begin with https://.
call-redirect = The app sends the call elsewhere; enter the final address.
call-silent = The app does not answer in time.
call-status = The app answers with status { $status }.
call-too-long = The app’s answer is too long.
call-unknown = The name of the address is not known.
call-untrusted = The app’s certificate is not trusted. Name its CA in net.extra_ca_file.
app-facts = Facts
app-saved = { $app } is saved
app-connect = Connect
app-disable = Switch off
app-enable = Switch on
app-remove = Remove
app-removed = { $app } is removed
rotate = New secret
rotate-title = Make a new secret for { $app }?
rotate-text = The new one is shown once. The old one can go on working for a while, so that the app changes over without a break.
rotate-keep = The old secret
rotate-day = Works for 24 more hours
rotate-week = Works for 7 more days
rotate-at-once = Stops at once: somebody else may know it
rotate-go = Make a new secret
rotate-done = New secret for { $app }
app-proof = How the app proves itself
app-method = Method
app-subject = Subject of its certificates
proof-choose = Choose another way
proof-title = How does { $app } prove itself?
proof-lead = Choose what the app’s manual asks for. From then on the app proves itself so, and in no other way.
proof-client-secret-basic = A secret, in the header
proof-client-secret-post = A secret, in the form
proof-client-secret-jwt = Signed with a secret
proof-private-key-jwt = Signed with a key of its own
proof-tls-client-auth = A certificate of an authority
proof-self-signed-tls-client-auth = A certificate that it made itself
proof-none = Nothing: it can keep no secret
proof-keys = Its public keys
proof-keys-hint = The app keeps the private key. Only public keys come here.
proof-keys-value = Pasted here
proof-keys-uri = At an address of the app
proof-keys-count = { $count ->
    [one] One key
   *[other] { $count } keys
}
proof-jwks = Key set (JWKS)
proof-jwks-hint = The JSON that the app’s manual calls JWKS or public JWK.
proof-jwks-uri = Address of the key set
proof-jwks-uri-hint = It begins with https. The server reads it again when the app signs with a new key.
proof-subject-hint = As it stands in the certificate, such as CN=files,O=Office. “New certificate” issues one here and fills this in.
proof-secret-ends = Its secret stops working at once.
proof-no-secret = It has no secret yet. Make one, and enter it in the app.
proof-public = Anybody can claim to be this app. Choose it only for apps that run in browsers or on people’s devices.
proof-fault-empty = Paste the key set of the app.
proof-fault-pem = This is PEM. The same key is needed as a key set (JWKS), which is JSON.
proof-fault-json = This is not whole JSON. Copy the key set again, from its first brace to its last.
proof-fault-shape = This is JSON, but no key set: a key set has a list called “keys”.
proof-fault-none = There is no key in this key set.
proof-fault-private = A private key is in it. Nothing was sent. Paste the public part alone; if anybody else saw this, make a new key.
proof-fault-certificate = No key has a certificate (x5c), by which the app would be known.
proof-fault-address = Enter an address that begins with https.
proof-fault-subject = Enter the subject of the certificate, such as CN=files,O=Office.
old-secret = The old secret works until { $time }.
old-secret-used = It was used last on { $time }: something still has it.
old-secret-unused = It was not used since.
end-old-title = End the old secret of { $app }?
end-old-text = It is worth nothing at once. Whatever still has it can no longer sign anybody in.
end-old-go = End the old secret
certificate = New certificate
certificate-title = Issue a certificate to { $app }?
certificate-text = The app proves itself by it from then on, and by nothing else: a secret that it has is worth nothing.
certificate-go = Issue a certificate
certificate-older = End older certificates of the app
certificate-done = Certificate of { $app }
certificate-once = The private key is shown this once. Copy both into the app now.
certificate-key = Private key
certificate-key-copy = Copy the private key
certificate-pem = Certificate
certificate-pem-copy = Copy the certificate
certificate-where = The app calls here
certificate-nowhere = Nobody is asked for certificates yet: set net.mtls_port in donelogin.toml and start the server again.
remove-app-title = Remove { $app }?
remove-app-text = Nobody can sign in to it any more, and what people allowed it is forgotten. You cannot undo this.
remove-app-go = Remove
secret = Secret
secret-copy = Copy the secret
leave-secret = Leave without the secret?
leave-secret-lead = You have not copied it, and it is never shown again. A new one can be made on the app’s page.
leave-stay = Stay here
leave-go = Leave
secret-once = The secret is shown this once. Copy it into the app now.

new-app-step-address = App and address
new-app-step-who = Consent
new-app-step-secret = Secret and test
new-app-from = Start from
new-app-from-lead = A preset fills in the rest. You can change everything.
new-app-who = Are people asked?
new-app-who-lead = Everybody in the office may sign in.
new-app-trusted = Not asked: the office runs this app
new-app-trusted-hint = People go straight on after signing in.
new-app-asks = Asked once what the app may know
new-app-asks-hint = For apps that others run.
new-app-do = Add the app
new-app-done = { $app } is added
new-app-next = Next: tell the app where this server is, and let it trust the certificate.
new-app-show = Show the app
new-app-connect = Connect { $app }
preset-own-name = My own app
preset-nextcloud = Files and calendar
preset-gitea = Code
preset-grafana = Charts and alerts
preset-home-assistant = Building
preset-proxmox = Virtual machines
preset-bookstack = Handbook
preset-apache = mod_auth_openidc
preset-oauth2-proxy = Behind a proxy
preset-own = Any OpenID library
sets-up-title = What this sets up
sets-up-lead = { $app }, as its own manual says
sets-up-way = Signing in
sets-up-way-code = Code, with PKCE where the app does it
sets-up-secret = Secret
sets-up-secret-text = Made in the last step, shown once
sets-up-learns = It learns
sets-up-out = Signing out
sets-up-out-text = Comes back to the app
sets-up-consent = Consent
sets-up-consent-no = Not asked: the office runs it
sets-up-consent-yes = Asked once
sets-up-second = As set for the person
sets-up-manual = Manual of { $app }
scope-profile = Name
scope-email = E-mail
scope-groups = Groups

connect-title = Connect { $app }
connect-lead = What { $app } needs to find this server and to trust it
connect-runtime = Runtime
connect-into = Lines for { $file }
connect-copy = Copy the lines
connect-address = Address of this server in the network
connect-address-hint = Containers and servers often do not see .local names, so the lines name the address.
connect-address-blank = ADDRESS-OF-THIS-SERVER
connect-secret-blank = the secret that you kept
connect-ca = donelogin-ca.crt, to lie beside the file
connect-ca-download = Download the certificate
connect-values = If you have to type it yourself
connect-issuer = Issuer
connect-discovery = Discovery
connect-sha256 = CA, SHA-256
tries-title = Check the connection
tries-lead = Sign in once at { $app }, then look here.
tries-accepted = { $ip } accepted our certificate: { $time }. Which program it was, nobody can see from here.
tries-refused = { $ip } refused our certificate: { $time }. Perhaps a browser of the same machine trusts it, and the app does not.
tries-again = Check again

activity-lead = Everything that happened, in order, and provably not altered
activity-search = Person, app, address
activity-which = What
activity-all = All
activity-sign-ins = Sign-ins
activity-refused = Refused
activity-changes = Changes
activity-since = Since when
activity-ever = Ever
activity-day = 24 hours
activity-week = 7 days
activity-live = Live
activity-pause = Pause
activity-go-on = Go on
activity-new = { $count ->
    [one] One new row
   *[other] { NUMBER($count) } new rows
}
activity-older = Show older ones
activity-export = Export { $format }
activity-none = Nothing here
activity-none-lead = Nothing fits. Try another filter.
chain-sound = Log intact
chain-broken = Log altered at row { $seq }
row-time = Time
row-what = What happened
row-from = From
row-outcome = Outcome
row-event = Event
row-address = Address
row-app = App
row-number = Row
row-person = Show { $name }
row-sessions = Where they are signed in
outcome-let-in = Let in
outcome-refused = Refused
outcome-noted = Noted
actor-command = Somebody at the server's computer
actor-system = The server
actor-anonymous = Somebody
actor-no-app = this server

event-other = { $who }: { $event }
event-approval-approved = { $who } approved a sign-in on the phone
event-approval-asked = { $who } was asked on the phone
event-approval-denied = { $who } denied a sign-in on the phone
event-approval-face-not-passed = The phone of { $who } did not know the face
event-approval-not-me = { $who } said “Not me”
event-approval-taken-back = { $who } took a sign-in back
event-approval-wrong-transfer = { $who } typed wrong digits on the phone
event-authorization-issued = { $who } signed in to { $app }
event-backchannel-logout-failed = { $app } could not be told that a session has ended
event-backchannel-logout-given-up = { $app } is no longer told that a session has ended
event-backchannel-logout-retried = { $by } had { $app } told of ended sessions at once
event-browser-remembered = { $who } had a browser remembered
event-client-changed = { $by } changed the app { $app }
event-client-created = { $by } added the app { $app }
event-client-deleted = { $by } removed the app { $what }
event-client-refused = { $app } was refused
event-client-secret-rotated = { $by } made a new secret for { $app }
event-client-old-secret-ended = { $by } ended the old secret of { $app }
event-client-certificate-issued = { $by } issued a certificate to { $app }
event-code-replayed = A sign-in code of { $app } was used twice
event-device-activated = A phone of { $who } began to work
event-device-copied = A phone’s key of { $who } seems to exist twice
event-device-linked = { $by } linked a phone for { $who }
event-device-push-gone = A phone of { $who } can no longer be pushed to
event-device-removed = { $by } removed a phone of { $who }
event-device-renamed = { $by } renamed a phone of { $who }
event-device-suspended = A phone of { $who } was stopped
event-factor-added = { $who } set up a second step
event-factor-demand-ended = The demand for a second step ended for { $who }
event-factor-link-followed = { $who } followed the link for a second step
event-factor-recovery-code-used = { $who } used a recovery code
event-factor-recovery-codes-made = { $who } made recovery codes
event-factor-removed = { $by } removed a second step of { $who }
event-grant-given = { $who } allowed { $app }
event-grant-revoked = { $who } took back what { $app } was allowed
event-group-changed = { $by } changed the group { $what }
event-group-created = { $by } added the group { $what }
event-group-deleted = { $by } removed the group { $what }
event-group-user-added = { $by } put { $who } into the group { $what }
event-group-user-removed = { $by } took { $who } out of the group { $what }
event-keys-rotated = { $by } made new signing keys
event-link-claim-refused = A phone was refused that scanned the code of { $who }
event-link-claimed = A phone scanned the link code of { $who }
event-link-confirm-refused = Wrong digits were typed for a phone of { $who }
event-link-offered = { $by } showed a link code for { $who }
event-login-failed = A wrong password was typed for { $who }
event-login-first-factor = { $who } typed the right password
event-login-passkey-failed = A passkey was not accepted
event-login-second-factor-failed = { $who } stopped at the second step
event-login-many-failures = Many wrong tries at the account of { $who }
event-mail-discarded = { $by } discarded a message to { $who }
event-mail-given-up = The mail server refused a message to { $who }
event-mail-retried = { $by } had messages tried at once
event-mail-revealed = { $by } looked at a link for { $who }
event-mail-sent = A message to { $who } was sent
event-mail-stopped = No mail goes out
event-mail-tested = { $by } sent a test message
event-name-conflict = Another computer on the network took the server’s name
event-name-free = The server’s name is its own again
event-office-address = { $by } chose another address for the office
event-office-set-up = { $who } set up the office
event-password-set = { $who } set a password
event-passkey-added = { $who } added a passkey
event-passkey-copied = A passkey’s key of { $who } seems to exist twice
event-passkey-removed = { $by } removed a passkey of { $who }
event-passkey-renamed = { $who } renamed a passkey
event-passkey-suspended = A passkey of { $who } was stopped
event-session-created = { $who } signed in
event-session-ended = { $who } was signed out
event-session-step-up = { $who } confirmed with a second step
event-session-new-browser = { $who } signed in with a browser that was new
event-setting-changed = { $by } changed the setting { $what }
event-token-revoked = { $app } gave a token back
event-update-found = DOneLogin found a newer version
event-user-created = { $by } added { $who }
event-user-deleted = { $by } deleted { $who }
event-user-email-change-asked = { $who } asked for another e-mail address
event-user-email-change-agreed = { $by } agreed to another e-mail address of { $who }
event-user-email-change-confirmed = The new e-mail address of { $who } was confirmed
event-user-email-change-stopped = { $by } stopped another e-mail address of { $who }
event-user-email-changed = The e-mail address of { $who } was changed
event-user-exported = { $who } downloaded their data
event-user-picture-removed = { $who } removed their picture
event-user-picture-set = { $who } has another picture
event-user-profile-changed = { $who } changed their profile
event-browser-forgotten = { $who } had a remembered browser forgotten
event-password-change-refused = { $who } did not know their present password
event-user-disabled = { $by } switched { $who } off
event-user-enabled = { $by } switched { $who } on
event-user-mfa-policy-changed = { $by } changed the second step that is asked of { $who }
event-attribute-changed = { $by } changed the attribute { $what }
event-attribute-created = { $by } added the attribute { $what }
event-attribute-deleted = { $by } removed the attribute { $what }
event-claim-rules-changed = { $by } changed the rules for all apps
event-user-attributes-changed = { $by } changed attributes of { $who }
event-access-ended = { $who } may no longer use { $app }
event-user-mfa-reset = { $by } reset the second step of { $who }
event-user-password-reset-issued = { $by } reset the password of { $who }
event-user-reset-stopped = { $who } stopped a reset
event-user-role-changed = { $by } changed the rights of { $who }
event-users-imported = { $by } brought people in
event-invitation-made = { $by } made an invitation
event-invitation-taken-back = { $by } took an invitation back
event-sign-up-asked = Somebody asked for an account
event-sign-up-confirmed = Somebody confirmed an address and waits
event-sign-up-approved = { $by } let { $who } in
event-sign-up-refused = { $by } refused a sign-up
event-password-reset-asked = Somebody asked for a link to set a password
event-window-unlocked = { $who } unlocked the window

certificates-lead = What browsers, phones and apps trust
ca-title = Certificate authority
ca-trust = How to trust it
ca-compare = Compare it with what a device shows before it trusts. Everybody’s sign-ins hang on it.
ca-none = This server has a certificate from elsewhere
ca-none-lead = So there is nothing that anybody has to install.
keys-title = Signing keys
keys-lead = They sign what apps are told. The settings say how often they change.
keys-rotate = Make new keys
keys-ask-title = Make new signing keys?
keys-ask-text = Apps fetch the new ones by themselves.
keys-rotated = New keys sign from now on
keys-announced = New keys are published and sign in ten minutes
keys-how = When they sign
keys-how-announced = In ten minutes
keys-how-announced-hint = Every app can know them by then. Old keys count until the last token that they signed is over.
keys-how-at-once = At once
keys-how-at-once-hint = Apps that keep the older keys may refuse people for a few minutes.
keys-how-withdrawing = At once, and the old ones go
keys-how-withdrawing-hint = For keys that somebody else may have. Nothing that they signed counts any more.
key = Key
key-algorithm = Algorithm
key-made = Made
key-signs = Signs
key-next = Signs from { $time }
key-retired = Counts until { $time }

settings-lead = What can change while the server runs. It counts from the next sign-in.
setting-is = { $about } Now: { $value }.
setting-saved = { $name } is saved
setting-reset = Back to the default
setting-fixed = Fixed by the server’s file
setting-secret-kept = Kept; type to replace it
subject-office = Office
subject-account = Own account
subject-signup = Accounts
subject-captcha = Programs that try
subject-mfa = Second step
subject-phone = Phones
subject-face = Face check
subject-push = Push messages
subject-smtp = Mail
subject-lifetime = How long things last
subject-keys = Signing keys
subject-oidc = Protocol
subject-others = Others
choice-on = On
choice-off = Off
choice-optional = Asked of those who have one
choice-required = Required
choice-normal = Normal
choice-strict = Strict
choice-anywhere = From anywhere
choice-same-network = From the same network
choice-trial = Trial, unsafe
setting-account-delete = Deleting the own account
setting-account-delete-about = Whether people may delete their accounts themselves, or have to ask an administrator.
setting-account-delete-allowed = People may do it themselves
setting-account-delete-ask-admin = People ask an administrator
setting-office-name = Name of the office
setting-office-name-about = The largest word on every page.
setting-office-language = Language of mail
setting-office-language-about = For people who have not said which language they read.
setting-signup-mode = Who may make an account
setting-signup-mode-about = Whether people may make their account themselves. An invitation works in each way but the first.
setting-signup-mode-off = Administrators only
setting-signup-mode-invitation = Who has an invitation
setting-signup-mode-domain = Who has an address of the office
setting-signup-mode-approval = Anybody, if an administrator agrees
setting-signup-domains = Domains of the office
setting-signup-domains-about = Whose addresses may join where that is set above. With commas between: office.example, other.example.
setting-captcha-kind = Who makes sure that no program tries
setting-captcha-kind-about = Asked after some failures alone. The sum in the browser needs nobody else; the two services learn who signs in.
setting-captcha-kind-altcha = A sum in the browser
setting-captcha-kind-recaptcha-v2 = reCAPTCHA v2
setting-captcha-kind-turnstile = Turnstile
setting-captcha-kind-off = Nobody
setting-captcha-site-key = Site key at the service
setting-captcha-site-key-about = For reCAPTCHA and Turnstile.
setting-captcha-secret = Secret at the service
setting-captcha-secret-about = For reCAPTCHA and Turnstile. It is not shown again.
setting-mfa-policy = Second step
setting-mfa-policy-about = Whether a second step is asked never, of those who have one, or of everybody.
setting-mfa-policy-off = Never asked
setting-mfa-remember-days = Remember browsers, in days
setting-mfa-remember-days-about = A remembered browser asks no second step. 0 remembers none.
setting-mfa-scan = Scanning the code
setting-mfa-scan-about = Whether a phone may scan the code of a browser in another network.
setting-mfa-lost-phone-wait-s = Waiting time after a reset, in seconds
setting-mfa-lost-phone-wait-s-about = How long whoever reset a password may not reset the second step of the same account, and the other way round.
setting-phone-trust = Trust before linking
setting-phone-trust-about = Whether a phone has to trust this server’s certificate before it is linked. “Trial” is unsafe: without trust, somebody in between can answer for the phone.
setting-face-threshold = How alike a face has to be
setting-face-threshold-about = “Strict” lets fewer strangers pass and refuses the owner more often.
setting-face-colours = Colours of the screen
setting-face-colours-about = Whether a face check counts only where the colours of the phone’s screen were seen on the face.
setting-push-enabled = Tell phones while the app is closed
setting-push-enabled-about = The browsers’ push services learn nothing but the time.
setting-push-contact = Contact for push services
setting-push-contact-about = A mail address or https:// page, for when something is wrong with our messages.
setting-smtp-from = Sender’s address
setting-smtp-from-about = The address that our mail comes from.
setting-smtp-url = Mail server
setting-smtp-url-about = Such as smtps://user:password@host:465. It is not shown again.
setting-keys-rotate-after-days = New signing keys, in days
setting-keys-rotate-after-days-about = After how many days they are replaced. 0 never replaces them.
setting-oidc-dpop-nonce = Nonces for proofs of possession
setting-oidc-dpop-nonce-about = Whether proofs of possession (DPoP) have to repeat a value that this server gave a moment ago. Apps whose clocks are wrong work then too.
setting-oidc-legacy-response-types = Older response types
setting-oidc-legacy-response-types-about = Whether apps that registered them may have tokens sent through the browser, where histories and logs keep them, and keep their requests at addresses of their own. Unsafe; for old apps alone.
setting-lifetime-access-token-s = Access and ID tokens, in seconds
setting-lifetime-access-token-s-about = How long an app may use what it was given.
setting-lifetime-code-s = Authorization code, in seconds
setting-lifetime-code-s-about = How long it may wait to be exchanged.
setting-lifetime-interaction-s = A sign-in, in seconds
setting-lifetime-interaction-s-about = How long it may take from beginning to end.
setting-lifetime-pushed-request-s = A pushed request, in seconds
setting-lifetime-pushed-request-s-about = How long it waits for its person.
setting-lifetime-refresh-absolute-s = An app altogether, in seconds
setting-lifetime-refresh-absolute-s-about = How long it may stay signed in.
setting-lifetime-refresh-idle-s = An app without use, in seconds
setting-lifetime-refresh-idle-s-about = How long it stays signed in while nobody uses it.
setting-lifetime-session-absolute-s = A browser altogether, in seconds
setting-lifetime-session-absolute-s-about = How long it stays signed in.
setting-lifetime-session-idle-s = A browser without use, in seconds
setting-lifetime-session-idle-s-about = How long it stays signed in while nobody uses it.
setting-updates-source = Where to look for updates
setting-updates-source-about = A folder’s whole path or an https:// address with the list of versions. Empty looks nowhere; nothing installs itself.

about-lead = Sign-in for the office, on the office’s own computer
about-version = Version
about-clock = Clock
about-database = Database
about-database-sound = Sound
about-licence = Licence
about-licence-text = Apache 2.0
about-faces = Faces
about-faces-text = They stay on the phones. This server never sees a picture.
about-api = Description of the API for programs

summary-title = { $count ->
    [one] One thing to correct
   *[other] { NUMBER($count) } things to correct
}
language = Language
password-show = Show password

first-run-step = Step { NUMBER($number) } of { NUMBER($count) }
first-run-steps = Steps
first-run-done = done
first-run-unnamed = Your office, signed in
first-run-start = First start
first-run-fingerprint = Fingerprint { $fingerprint }. Phones and other computers show the same one before they trust.
first-run-own-computer = Everything stays on this computer.
first-run-office = The office
first-run-address = Its address
first-run-you = You
first-run-trust = Trust this computer
first-run-phone = Your phone
first-run-office-title = What is your office called?
first-run-office-lead = People see this name at every sign-in. You can change it later.
first-run-office-name = Name of the office
first-run-office-hint = As it stands on your door.
first-run-office-missing = Give the office a name.
first-run-address-title = Where will people find it?
first-run-address-lead = Apps remember this address. It cannot be changed later without setting up each app again.
first-run-local = On the office network only
first-run-local-hint = Works at once, needs nothing from outside. Each computer has to trust it once; we show how.
first-run-own = Under a name you own
first-run-own-hint = No browser asks for trust. Needs a domain, and a certificate that you bring.
first-run-name = Name
first-run-name-looking = Looking for it on the network …
first-run-name-free = Free on this network.
first-run-name-ours = This computer answers to it already.
first-run-name-unknown = The network did not answer, so nobody knows whether it is free. You can go on.
first-run-name-taken = Another computer ({ $other }) answers to { $host }. Choose another name, such as { $next }.
first-run-host-missing = Enter a name.
first-run-host-wrong = Letters, digits and hyphens make a name, such as kestrelrow. It begins and ends with a letter or digit.
first-run-host-ip = Numbers are no name. Phones and apps need one that stays.
first-run-host-not-own = Enter the whole name, such as login.example.org. Names that end with .local belong above.
first-run-own-host = Name
first-run-own-host-hint = A name in your domain that leads to this computer.
first-run-certificate = Certificate file
first-run-certificate-hint = On this computer, as PEM, with its intermediate certificates.
first-run-key = Key file
first-run-key-hint = The private key of the certificate, as PEM. Both are read again when they change.
first-run-certificate-fault = This certificate file cannot be used: { $detail }
first-run-key-fault = This key file cannot be used: { $detail }
office-host-wrong = This name cannot be used. Choose another.
office-host-taken = Another computer answers to this name. Choose another.
person-name-wrong = This name is empty or too long. Enter another.
person-email-wrong = Write an e-mail address in full, such as mira@example.org.
person-email-taken = Somebody here has this e-mail address. Enter another, or open their page under People.
person-username-wrong = A user name has 1 to 64 letters, digits, dots, hyphens or underscores, and begins and ends with a letter or digit.
person-username-taken = Somebody here has this user name. Enter another.
person-password-wrong = Choose 15 to 256 characters that are not on the list of common passwords.
first-run-file-missing = Enter where the file lies on this computer.
first-run-fixed = This server’s address is set by its configuration. Change it there.
first-run-open = People will open
first-run-you-title = Who looks after it?
first-run-you-lead = You become the first administrator. From here on the address stays: { $address }
first-run-your-name = Your name
first-run-your-name-hint = As colleagues know you.
first-run-your-name-missing = Enter your name.
first-run-email = Your e-mail address
first-run-email-hint = You sign in with it, or with a user name.
first-run-email-missing = Enter your e-mail address.
first-run-email-malformed = Write the e-mail address in full, such as mira@example.org.
first-run-password = Password
first-run-password-hint = At least { NUMBER($count) } characters, and none of the common ones. A few words in a row are easy to keep in mind.
first-run-password-missing = Choose a password.
first-run-password-short = The password needs at least { NUMBER($count) } characters.
first-run-password-is-name = This is your name. Choose a password that others do not guess.
first-run-make = Create the office
first-run-making = Creating …
first-run-trust-title = Trust this computer
first-run-trust-lead = Browsers warn until they know the office’s certificate. On this computer we can tell them.
first-run-trust-compare = The fingerprint of the certificate. Print it, so that people can compare.
first-run-trust-print = Print a sheet for other computers
first-run-trust-asks = We put the certificate into the stores below. The system may ask for your password. You can take it back at any time.
first-run-trust-by-hand = Open { $address } in the browser of this computer, and follow its steps.
first-run-trust-later = Later: Settings, This computer. Other computers open the page “Trust this server”.
first-run-skip = Not now
first-run-phone-title = Link your phone
first-run-phone-lead = A password alone can be stolen. Your phone confirms with your face that it is you.
first-run-phone-first = 1. Your phone trusts this server
first-run-phone-second = 2. Your phone is linked to your account
first-run-phone-trust = Scan this code with the phone’s camera, or open { $address } there, and follow it until the phone trusts this server.
first-run-phone-scan = Then scan the code below.
first-run-phone-digits = Type the six digits that the phone shows.
first-run-phone-later = Later: Your account, Phones, or the page of your account under People.
first-run-skip-phone = Not now, to the overview
first-run-end = To the overview

store-system = This system
store-nss = Chromium and Firefox
store-java = Java
trust-trusted = Trusted
trust-absent = Not yet
trust-failed = Did not work
trust-refused = This did not work: { $reason }
trust-unavailable = Not here
trust-no-store = No store was found on this computer.
trust-do = Trust this office here
trust-doing = Waiting for the system …
trust-undo = Take it back

server-stopped = The server has stopped.
server-starting = The server is starting.
server-restart = Start again

lock-title = Sign in to go on
lock-lead = The window was not used for a while. Sign-in goes on working for everybody meanwhile.
lock-now = Lock the window
lock-username = User name or e-mail
lock-missing = Enter your user name and your password.
lock-wrong = User name and password do not match, or this is no administrator. Check both.
lock-slowed = Too many tries. Wait 30 seconds, then try again. Your account is not locked.

export = Export
preset-nextcloud-hint = Made from the address. Where Nextcloud shows /index.php in its addresses, put it before /apps.
preset-gitea-hint = Gitea puts the name of its authentication source into this address. Call the source DOneLogin there.
preset-apache-hint = A path of your site where no page stands; mod_auth_openidc answers there.
preset-proxmox-hint = The address with its port and without a slash at the end, as Proxmox sends it.
redirect-missing = Enter the address that the app sends.
redirect-not-absolute = The address begins with https://.
redirect-fragment = An address for returning has no # part: browsers would not send it to the app.
redirect-plain-http = http:// can be read by everybody on the network. Only apps on this very computer may use it.
redirect-scheme = Apps on phones and desktops use a name of their own with a dot, such as com.example.app:/return.
redirect-characters = Spaces, backslashes and * do not belong into it. Each address is written out in full.
redirect-user = There is a user name in it. Nobody is signed in that way.
redirect-too-long = It is too long: at most 2,048 letters.
redirect-take = Use { $address }
look-under-way = Looking whether it answers …
look-answers = Answers: { $where }

test-title = Test this app
test-lead = What can be seen from here of { $app }, and what it would be told about somebody.
test-do = Test
test-all-well = Everything that can be seen from here is in order. Sign in to { $app } once to be sure.
test-who = What would it get about
test-look = Look
test-nobody = Nobody fits. Enter a name, a user name or an e-mail address.
test-would-get = What { $app } would get about { $name }
follow-title = Follow a sign-in
follow-lead = Begin here, then open { $app } in another window and sign in there. Each step shows as it happens.
follow-do = Begin
follow-stop = Stop
follow-is-ok = went well
follow-is-fail = was refused
follow-is-waiting = not yet
follow-asked = The app sends the person here
follow-answered = The person goes back to the app
follow-exchanged = The app exchanges its code
follow-told = The app asks about the person
follow-signed-out = The app signs the person out
follow-through = The sign-in to { $app } works.
follow-more = More about this error
protocol-title = Protocol details
protocol-lead = Leave these as they are unless the app’s manual names one of them.
protocol-id-token = Signature of ID tokens
protocol-userinfo = Signature of userinfo
protocol-userinfo-plain = None: plain JSON
protocol-access-token = Access tokens
protocol-opaque = Opaque: the app asks here what they open
protocol-jwt = JWT: APIs read them themselves (RFC 9068)
protocol-subjects = How persons are named to it
protocol-public = As to all apps
protocol-pairwise = By a name of its own (pairwise)
protocol-resources = APIs that it may ask tokens for: one address a line
protocol-served = APIs that it is itself: one address a line
protocol-served-hint = It may ask this server about tokens that are meant for these APIs, whichever app they were given to.
protocol-demands = It has to
protocol-require-pkce = use PKCE
protocol-require-pushed-authorization-requests = push its requests (PAR)
protocol-require-signed-request-object = sign its requests
protocol-dpop-bound-access-tokens = prove a key with its tokens (DPoP)
protocol-fapi2 = keep to FAPI 2.0
protocol-fapi2-hint = PAR, PKCE, signed assertions or certificates, and bound tokens are demanded then.
protocol-legacy = Older response types
protocol-legacy-hint = They count only while the setting oidc.legacy_response_types is on.
protocol-legacy-warning = These send tokens through the browser, where they end up in histories and logs. Choose them only for an app that knows no other way.
preview-title = What apps get
preview-lead = As it would be told about { $name } at this moment
preview-nothing = Nothing
preview-client-disabled = Nobody would be let in: the app is switched off.
preview-user-disabled = Nobody would be let in: the account is switched off.
preview-no-password = Nobody would be let in: the account has no password yet. Send an invitation.
preview-due-nothing = A password is enough.
preview-due-ask = A second step is asked.
preview-due-set-up = A second step has to be set up first.
preview-due-unmet = Nobody is let in: a second step is asked that this person cannot have.
preview-because = { $who }: { $policy }
preview-by-office = The office
preview-by-person = This person
preview-by-group = The group { $name }
preview-by-app = The app { $name }
preview-consent = The person is asked what the app may know.
preview-no-consent = The person is not asked what the app may know.
preview-id-token = In the ID token
preview-userinfo = At userinfo

check-days = { $count ->
    [0] less than a day
    [one] one day left
   *[other] { NUMBER($count) } days left
}
check-state-ok = The app is switched on
check-state-fail = The app is switched off
check-state-mend = Switch it on: nobody can sign in to it.
check-secret-ok = It proves who it is
check-secret-warn = Its secret is short
check-secret-fail = It cannot prove who it is
check-secret-mend = Make a new secret, and enter it in the app.
check-key-mend = Register the public key that the app signs with, or the address of its keys. Choose private_key_jwt in the app.
check-client-certificate-mend = Issue a new certificate to the app, or correct its subject or its keys. The app calls the addresses under mtls_endpoint_aliases.
check-no-secret-mend = It sends a secret, and is registered without one. Take the secret out of the app, or let it prove itself by a secret here.
check-unserved-mend = This server does not serve the way in which it proves itself. Choose another one, here and in the app.
check-redirects-ok = People return to
check-redirects-fail = People cannot return to it
check-redirects-mend = Register the address that the app sends. Its manual calls it redirect or callback URI.
check-shared-host-ok = It has a name of its own
check-shared-host-warn = It stands under the name of this server
check-shared-host-mend = Give it a name of its own: apps of one name can read each other’s cookies.
check-encryption-warn = What comes back to it is not encrypted
check-encryption-mend = Serve the app by https.
check-resolves-ok = Name found
check-resolves-fail = Name not found
check-resolves-mend = Check the spelling. The name has to be in the office’s DNS, or end in .local and be announced.
check-answers-ok = It answers
check-answers-warn = It answers slowly
check-answers-fail = It does not answer
check-answers-mend = Start the app, correct the port, or look for a firewall between.
check-certificate-ok = Its certificate holds
check-certificate-warn = Its certificate needs a look
check-certificate-fail = Its certificate does not hold
check-certificate-mend = Renew it, or make one for this name that browsers trust.
check-trusts-us-ok = Its machine accepted our certificate
check-trusts-us-warn = Its machine has not come here yet
check-trusts-us-warn-mend = Sign in to it once, then look again.
check-trusts-us-fail = It does not get through to us
check-trusts-us-fail-mend = Most often it does not trust the CA yet: install our certificate on its machine, and in the app where it keeps authorities of its own. “Connect an app” says who came last, and why.
check-used-ok = A sign-in came through
check-used-warn = Nobody has signed in to it lately
check-used-fail = It was sent a code and did not exchange it
check-used-warn-mend = Try it once.
check-used-fail-mend = Look into its log at this time. Check its secret, and whether it reaches this server.
check-asked-ok = It sends people here
check-asked-warn = It has not sent anybody here since the start
check-asked-fail = What it asks for is refused
check-exchanged-fail = What it sends for the code is refused
check-told-ok = It asked about a person
check-asked-warn-mend = Open the app, sign in there once, and look again.
check-refused-mend = “Errors of apps” in the help says what mends it.
knocks-title = Who came last
knocks-none = Nobody has come since the start.
knock-at = { $count ->
    [one] { $time }
   *[other] { $time }, { NUMBER($count) } times
}
knock-ok = { $ip } speaks with us.
knock-unknown-ca = { $ip } refused our certificate: it does not trust the CA yet.
knock-certificate-refused = { $ip } refused our certificate. It does not trust the CA yet, or its clock is wrong.
knock-wrong-name = { $ip } asked for { $name }, which is not our name. Enter the issuer as it stands here.
knock-no-common-version = { $ip } speaks no TLS 1.2 or newer. Update the app.
knock-not-tls = { $ip } spoke without TLS. The issuer begins with https://.
knock-broken-off = { $ip } hung up before the end.
tries-mend = For { $runtime }: see that the lines beside are there, then run
connect-itself = In { $app } itself: { $file }

bulk-name = Those who are picked
bulk-picked = { $count ->
    [one] One person is picked
   *[other] { NUMBER($count) } people are picked
}
bulk-under-way = { $done } of { $count } done
bulk-all = { $count ->
    [one] Pick the only one
   *[other] Pick all { NUMBER($count) }
}
bulk-pick = Pick { $name }
bulk-clear = Pick nobody
bulk-join = Put into a group
bulk-leave = Take out of a group
bulk-invite = { $count ->
    [one] Print one invitation
   *[other] Print { NUMBER($count) } invitations
}
bulk-disable-done = { $count ->
    [one] One person is switched off
   *[other] { NUMBER($count) } people are switched off
}
bulk-enable-done = { $count ->
    [one] One person is switched on
   *[other] { NUMBER($count) } people are switched on
}
bulk-joined = { $count ->
    [one] One person is in { $group }
   *[other] { NUMBER($count) } people are in { $group }
}
bulk-left = { $count ->
    [one] One person is no longer in { $group }
   *[other] { NUMBER($count) } people are no longer in { $group }
}
bulk-failed = { $count ->
    [one] One stayed as it was
   *[other] { NUMBER($count) } stayed as they were
}
import-open = Import
import-title = Import people
import-lead = A table (CSV) or a list (JSON). You see what will happen before it does; if one line cannot be taken, nobody comes in.
import-file = File
import-preview = Lines of the file
import-row = Line
import-new = Comes in
import-admin = Comes in as administrator
import-exists = Has an account
import-not-taken = Cannot be taken
import-why = { $field }: { $message }
import-username = Signs in as { $username }
import-existing = { $count ->
    [one] One line has an account already.
   *[other] { NUMBER($count) } lines have an account already.
}
import-leave-out = Leave them out
import-email-missing = No e-mail address
import-email-malformed = No e-mail address in full
import-email-twice = E-mail address twice
import-username-twice = User name twice
import-not-a-person = Not a person
import-more = { $count ->
    [one] One more line is not shown.
   *[other] { NUMBER($count) } more lines are not shown.
}
import-no-json = The file cannot be read as JSON.
import-no-list = The file holds no list of people.
import-no-email-column = No column is called email. The first line names the columns.
import-empty = The file is empty.
import-file-too-large = The file is larger than 5 MB. Split it.
import-open-quote = A quotation mark is not closed, or stands in the middle of a cell: line { NUMBER($line) }. Correct the file and choose it again.
import-two-columns = Two columns mean the same: { $one } and { $other }. Remove one of them.
import-faults = { $count ->
    [one] One line cannot be taken. Correct it in the file, then choose the file once more.
   *[other] { NUMBER($count) } lines cannot be taken. Correct them in the file, then choose the file once more.
}
import-too-large = { NUMBER($count) } people are too many for one file. Split it: 5,000 fit.
import-unknown = These columns are left out: { $columns }.
import-groups = These groups are made: { $groups }.
import-refused = Nobody came in. These lines cannot be taken:
import-line = Line { $line }, { $field }: { $message }
import-do = { $count ->
    [one] Import one person
   *[other] Import { NUMBER($count) } people
}
import-done = { $count ->
    [one] One person came in
   *[other] { NUMBER($count) } people came in
}
import-done-lead = They are picked in the list, so that you can print their invitations.

subject-branding = Look
subject-updates = Updates
subject-languages = Languages
subject-computer = This computer
issuer-title = Address of the office
issuer-why = Apps know people by it, and phones are linked to it. It was chosen at the first run and stays.
mail-test = Send a test message
mail-test-lead = It goes out at once, with the settings above as they are saved.
mail-send = Send
mail-sending = Sending …
mail-sent = The message to { $to } is on its way. Look into the mailbox.
mail-step-settings = The settings are not complete.
mail-step-resolve = The mail server was not found.
mail-step-connect = The mail server does not answer.
mail-step-tls = The connection to the mail server is not safe.
mail-step-login = The mail server did not let us in.
mail-step-sender = The mail server refused the sender.
mail-step-recipient = The mail server refused the recipient.
mail-step-message = The mail server refused the message.
mail-cause-no-server = Enter the mail server above.
mail-cause-no-sender = Enter the sender’s address above.
mail-cause-unknown-host = Check the spelling of the mail server’s name.
mail-cause-unreachable = Check name and port. A firewall may stand between.
mail-cause-timed-out = Nobody answered in time. Check the port: 465 for smtps, 587 for smtp.
mail-cause-not-mail = No mail server answers there. Check the port.
mail-cause-no-start-tls = It offers no encryption at this port. Use smtps:// with port 465.
mail-cause-not-tls = It speaks no TLS at this port. Use smtp:// with port 587, or correct the port.
mail-cause-not-trusted = Its certificate is not trusted here. Check the name, or let this computer trust its CA.
mail-cause-no-login = It asks for no sign-in, or for another kind. Check user name and password in the address.
mail-cause-refused = This is what it said:
mail-cause-broken-off = It hung up. Try again.
branding-hue = Colour
branding-hue-hint = Contrast is ours, so that everybody can read it.
branding-logo = Logo
branding-logo-hint = PNG, JPEG or WebP of at most 1 MB. We write it anew, at most 512 pixels wide.
branding-choose = Choose a file
branding-remove = Remove the logo
logo-kind = This is no PNG, JPEG or WebP. Choose another file.
logo-large = This file is larger than 1 MB. Choose a smaller one.
logo-empty = This file is empty.
hue-petrol = Petrol
hue-blue = Blue
hue-violet = Violet
hue-plum = Plum
hue-brick = Brick
hue-olive = Olive
hue-green = Green
hue-slate = Slate
look-light = Sign-in page of { $name } in light
look-dark = Sign-in page of { $name } in dark
look-sign-in = Sign in
languages-lead = Pages, phones and messages speak { $languages }, each person’s own as the browser or the account says.
languages-here = This app, here
computer-start = Start with this computer
computer-start-hint = The office is served as soon as somebody signs in to this computer.
computer-awake = Keep awake while serving
computer-awake-hint = A computer that sleeps lets nobody sign in.
computer-lock = Lock the window
computer-lock-after = { $count ->
    [0] Never
    [one] After one minute without use
   *[other] After { NUMBER($count) } minutes without use
}
computer-trust = Trust on this computer
computer-trust-lead = Whether browsers and programs of this computer know the office’s certificate. You can take it back.
updates-newer = Version { $version } is there, of { $date }.
updates-where = It lies here:
updates-never = It is never installed by itself. Copy the database aside, then install it as you did this one.
updates-unreachable = The place where new versions lie cannot be read.
updates-off = Nobody looks for newer versions.
updates-current = Version { $version } is the newest.
updates-check = Look now
updates-checked = Looked at { $time }
name-conflict = Another computer on the network calls itself { $host }.
name-conflict-mend = People may not find this one. Rename that one ({ $other }), or stop it. The address of the office stays.
name-not-found = Nobody finds { $host } on the network.
name-not-found-mend = Check whether a firewall stops UDP port 5353, or enter the name in the office’s DNS.
name-elsewhere = { $host } leads elsewhere: { $other }.
name-elsewhere-mend = Correct the DNS, unless a proxy stands before this server.
name-resolves = Found under it: { $addresses }
served-title = Certificate of this server
served-names = For
served-by = Vouched for by
served-brought = { $issuer }, brought by the office
served-until = Until
served-renewal = Renews itself
served-sha256 = SHA-256
served-renew = Renew now
served-renewed = A new certificate is served from now on
served-error = Something went wrong with it lately: { $why }
served-none = No server runs that could tell.
own-title = Bring your own
own-lead = These lines in the server’s file name your certificate and its key. They are read again when they change.
own-files = These files were chosen at the first run:
ca-export = Save as { $format }
about-parts = With thanks
about-parts-text = The texts of all licences lie with the program.

# Roles, lock-down, tokens and the apps of developers.
lockdown = Lock down
lockdown-title = Lock { $name } down?
lockdown-text = For when the account is in the wrong hands. It is switched off, every session and every app’s access ends at once, links and mail that wait are void, and its phones are held. “Switch on” undoes it; what has ended stays ended.
lockdown-go = Lock down
lockdown-done = { $name } is locked down. Nothing of the account works any more.
state-locked-down = Locked down
problem-more-rights = This account has more rights than yours. Ask an administrator.
role-member = Member
role-member-may = Signs in to apps and looks after the own account.
role-helpdesk = Helpdesk
role-helpdesk-may = Sees people and helps them back in: resets, phones, sessions, switching off. Grants nothing.
role-admin = Administrator
role-admin-may = Sees and changes everything here.
person-own-apps = Own apps
person-own-apps-may = May register apps
person-own-apps-hint = Under /apps, with consent always asked. It counts where the settings let chosen people.
subject-apps = Apps of developers
setting-apps-who = Who may register apps
setting-apps-who-about = People with the right find "Apps I make" on their account pages.
setting-apps-who-nobody = Nobody but administrators
setting-apps-who-chosen = Chosen people and groups
setting-apps-who-everybody = Everybody
setting-apps-most = Apps for each person
setting-apps-most-about = So many apps one person may have registered at once.
app-owner = Looked after by
app-owner-office = The office
app-owner-take = Take over
app-owner-taken = The office looks after { $app } now
tokens-title = API tokens
tokens-open = Look after tokens
tokens-lead = What programs bring to the admin API. Each opens what was chosen for it, and never more than its maker may.
tokens-new = Make a token
tokens-none = No token yet
tokens-none-lead = Make one for a backup, an import, or what else runs by itself.
token-name = What it is for
token-opens = What it opens
token-days = Works for
token-days-30 = 30 days
token-days-90 = 90 days
token-days-365 = a year
token-days-ever = without an end
token-manage-hint = What ends in “manage” opens acts that ask you for your password.
token-no-scope = Choose what the token opens.
token-name-wrong = A name has 1 to 60 letters on one line.
token-made = Copy the token now
token-made-lead = It is shown this once. Your program sends it as “Authorization: Bearer …”.
token-copy = Copy the token
token-by = Made by { $name }, { $date }
token-by-command = Made by a command, { $date }
token-used = Last used { $time } from { $address }
token-never-used = Never used
token-until = Until { $date }
token-ever = Without an end
token-over = Over
token-take = Take away
token-take-title = Take “{ $name }” away?
token-take-text = The next request with it is refused. This cannot be undone.
token-taken = “{ $name }” is taken away
scope-users-read = People: see
scope-users-write = People: add, switch off and on, lock down, end sessions
scope-users-manage = People: import, invite, change, remove
scope-groups-read = Groups: see
scope-groups-write = Groups: make
scope-groups-manage = Groups: change, members, remove
scope-clients-read = Apps: see
scope-clients-write = Apps: register and check
scope-clients-manage = Apps: import, change, new secrets, remove
scope-audit-read = Activity: read
scope-settings-read = Settings: see
scope-settings-manage = Settings: change
scope-server-read = Server: see its health, keys and certificates
event-user-locked-down = { $by } locked { $who } down
event-user-lockdown-ended = { $by } ended the lock-down of { $who }
event-user-app-right-changed = { $by } changed whether { $who } may register apps
event-group-app-right-changed = { $by } changed whether a group may register apps
event-api-token-created = { $by } made an API token
event-api-token-revoked = { $by } took an API token away
# Mail: messages that wait.
mail-lead = Messages that were not sent yet. What is here goes out by itself as soon as it can.
mail-retry-all = Try all now
mail-retried-all = Tried now: { NUMBER($count) }
mail-which = Which messages
mail-all = All
mail-waiting = Waiting
mail-refused = Refused
mail-none = Nothing waits
mail-none-lead = Every message was sent.
mail-none-such = No such message
mail-none-unset-lead = Links for people appear here, to be handed over, until a mail server is set.
mail-to = To
mail-what = What
mail-written = Written
mail-state = State
mail-next = Next try { $time }
mail-due = About to be sent
mail-waits = Waits
mail-given-up = Refused
mail-tries = { $tries ->
    [one] tried once
   *[other] tried { NUMBER($tries) } times
}
mail-until = Until { $time }
mail-reveal = Show link
mail-reveal-of = Show the link for { $name }
mail-retry = Try now
mail-retry-of = Try now: { $name }
mail-retried = It is tried now
mail-discard = Discard
mail-discard-of = Discard: { $name }
mail-discard-title = Discard this message?
mail-discard-text = { $name } does not get it. Nothing else changes: a link that was handed over goes on working.
mail-discarded = Discarded
mail-link-title = Link for { $name }
mail-link-lead = Hand it over to { $name } alone. It counts as if you had made the link: the other half of this sign-in is for another administrator now, and { $name } is shown it.
mail-link-lead-address = Hand it over to the owner of { $name } alone: it confirms this address, and with it a password is chosen. The activity says that you have seen it.
mail-link-lead-invite = Hand it over to { $name } alone. It lets the person set a password.
table-deeds = What can be done
mail-more = Show more
mail-stopped = { $count ->
    [one] One message waits and goes out by itself.
   *[other] { NUMBER($count) } messages wait and go out by themselves.
}
mail-to-settings = Correct it under Settings, Mail
mail-no-server = No mail server is set.
mail-no-server-lead = Messages wait here. Hand links over yourself, or set a mail server: then everything goes out by itself.
mail-set-up = Set up mail

outbox-kind-invite = Invitation
outbox-kind-reset = Link for a new password
outbox-kind-factors-reset = Link for another second step
outbox-kind-factor-added = Word: authenticator app added
outbox-kind-factor-removed = Word: authenticator app removed
outbox-kind-device-linked = Word: phone linked
outbox-kind-device-removed = Word: phone removed
outbox-kind-device-renamed = Word: phone renamed
outbox-kind-device-copied = Word: phone may exist twice
outbox-kind-not-me = Word: “Not me” on the phone
outbox-kind-password-changed = Word: password changed
outbox-kind-new-browser = Word: new browser
outbox-kind-many-failures = Word: many wrong tries
outbox-kind-passkey-added = Word: passkey added
outbox-kind-passkey-removed = Word: passkey removed
outbox-kind-passkey-copied = Word: passkey may exist twice
outbox-kind-confirm-address = Link to confirm an address
outbox-kind-sign-up-invited = Invitation to make an account
outbox-kind-sign-up-known = Word: has an account already
outbox-kind-sign-up-waits = Word: somebody waits for an account
outbox-kind-sign-up-approved = Word: account is ready
outbox-kind-sign-up-refused = Word: no account
outbox-kind-confirm-new-address = Link to confirm a new address
outbox-kind-address-changing = Link: another address is wanted
outbox-kind-address-changed = Word: address changed
outbox-kind-account-deleted = Word: account deleted
outbox-kind-account-locked = Word: account locked down
outbox-kind-role-changed = Word: other rights

# How an app is used, and apps that register themselves.
subject-registration = Apps that register themselves
setting-registration-mode = Who may register that way
setting-registration-mode-about = Some apps register themselves where people sign in (RFC 7591). They are never trusted, and people are always asked.
setting-registration-mode-off = No app
setting-registration-mode-token = Apps that bring a token of yours
setting-registration-mode-open = Every app that reaches this server
setting-registration-most = Apps at most
setting-registration-most-about = So many may be there at once that registered themselves.
setting-registration-per-hour = Apps an hour
setting-registration-per-hour-about = So many may come from one address where no token is asked for.
setting-registration-unused-days = Days until an unused app goes
setting-registration-unused-days-about = An app that registered itself goes by itself where nobody uses or approves it.
setting-lifetime-device-code-s = Code of a device, in seconds
setting-lifetime-device-code-s-about = How long a television or a printer waits until somebody types its code.
app-use = How the app is used
app-use-code = People sign in to it in a browser
app-use-refresh = It may keep people signed in
app-use-refresh-hint = Also while they are away, where they allow it.
app-use-device = People sign in to it on devices without a browser
app-use-device-hint = A television or a printer shows a code, and people type it elsewhere.
app-use-itself = It acts by itself, without a person
app-use-itself-hint = A backup or a report, say. It proves who it is by its secret or its key.
app-use-itself-public = An app that keeps no secret cannot do this.
app-scopes = What it may do by itself
app-scopes-hint = Words that your own interfaces know, with spaces between, such as files:read.
app-begin = Where a sign-in at the app begins
app-begin-hint = Its tile opens this address, and the app signs the person in. Without one, its home page opens.
app-use-saved = How { $app } is used is saved
app-itself = Registered itself
app-itself-lead = Nobody has looked at this app as it is now. Look at its name and its addresses.
app-itself-approved = Registered itself, looked at
app-approve = Let it be
app-approved = { $app } stays
apps-by = Registered by
apps-by-all = Everybody
apps-by-office = the office
apps-by-person = a person
apps-by-itself = the app itself
registration-title = Apps that register themselves
registration-lead = An app that is set up with one of these tokens registers itself here. People are always asked before it learns anything.
registration-off = No app may register itself now.
registration-to-settings = Change it in the settings
registration-to-apps = Apps that did
registration-none-lead = Make one for an app that registers itself.
registration-uses = How many apps it lets register
registration-uses-wrong = A number from 1 to 1,000
registration-used = { $used } of { $uses } registered
registration-days-1 = a day
registration-days-7 = a week
registration-made-lead = It is shown this once. The app asks for an “initial access token”.
registration-take-text = No app registers with it any more. Those that did stay.
app-try-device = Show what a device shows
app-try-device-lead = Scan it with a phone, or type the code, and see the pages that people see. No device is signed in by it.
app-try-device-qr = Opens the page where a device’s code is confirmed
event-device-grant-approved = { $who } allowed { $app } on a device
event-device-grant-denied = A device that asked for { $app } was refused
event-device-grant-exchanged = A device of { $who } was signed in to { $app }
event-device-grant-ended = { $who } signed a device out of { $app }
event-device-code-replayed = A device’s code of { $app } was used twice
event-client-approved = { $by } let { $app } be, which registered itself
event-client-token-issued = { $app } got a token in its own name
event-client-token-revoked = { $app } gave a token of its own back
event-registration-token-created = { $by } made a token for apps that register themselves
event-registration-token-revoked = { $by } took a token for apps that register themselves away
event-request-refused = A request was refused that came from no app known here
told-lead = Beyond name and address, apps hear what attributes and rules say.
told-attributes = Attributes
told-attributes-lead = What your office knows of its people, such as a cost centre.
told-attributes-empty = No attribute yet
told-attributes-empty-lead = Add one, then say on each person’s page what it is.
told-attribute-add = Add an attribute
told-attribute-label = Name that people see
told-attribute-name = Name in rules and files
told-attribute-name-hint = Small letters, digits and underscores, such as cost_center.
told-attribute-who = Who says it
told-attribute-made = { $name } is added
told-attribute-removed = { $name } is removed
told-attribute-remove = Remove { $name }
told-attribute-remove-title = Remove { $name }?
told-attribute-remove-text = What it says about people is lost. Rules that use it say nothing from then on. You cannot undo this.
told-shape-text = One text
told-shape-list = Several texts
told-editor-administrators = Administrators
told-editor-person = The person too
told-editor-hint = Nothing that gives rights: people say it themselves.
told-rules-office = Rules for all apps
told-rules-office-lead = An app’s own rules come before them.
told-rules-app = Rules for this app
told-rules-app-lead = They come before the rules for all apps. Of rules for the same claim the first that has a value wins.
told-empty = No rule yet
told-empty-lead = Without rules an app hears what its scopes open.
told-add = Add a rule
told-preset = Add what { $app } needs
told-edit = Change rule { $number }
told-up = Move rule { $number } up
told-down = Move rule { $number } down
told-remove = Remove rule { $number }
told-removed = The rule for { $claim } is removed
told-moved = The rule for { $claim } is number { $number } now
told-unsaved = Not saved yet. The preview shows it already.
told-discard = Discard
told-save = Save rules
told-saved = The rules are in force
told-dialog = Rule
told-claim = Claim
told-claim-hint = As the app’s manual calls it, such as role.
told-claim-missing = Enter the claim.
told-into = Where it goes
told-into-missing = Choose one place at least.
told-place-id_token = ID token
told-place-userinfo = Userinfo
told-place-access_token = Access token (JWT)
told-from = Where the value comes from
told-from-choice = From the groups, case by case
told-from-groups = The person’s groups
told-from-attribute = An attribute
told-from-account = The account
told-from-constant = The same for everybody
told-as = Written as
told-form-text = Text
told-form-list = List
told-form-boolean = True or false
told-more = More
told-name = Name of the rule
told-name-hint = For you and your colleagues. Apps do not see it.
told-scope = Only with this scope
told-scope-any = At every sign-in
told-apply = Apply
told-cases = In this group it says
told-cases-hint = The first group that the person is in counts.
told-case-choose = Choose
told-case-group = Group { $number }
told-case-value = Value { $number }
told-case-add = Add a line
told-case-remove = Remove line { $number }
told-otherwise = Otherwise
told-otherwise-hint = Empty: the claim is left out.
told-several = Several with commas between.
told-value = Value
told-attribute = Attribute
told-attribute-own = People say this themselves. Use it for nothing that gives rights.
told-field = Which part
told-field-username = The user name
told-field-email = The e-mail address
told-field-name = The name
told-prefix = Only groups that begin with
told-prefix-hint = Such as wiki-. Empty: all.
told-cut = Leave that beginning out
told-only-hint = Only the ticked groups. None ticked: all.
told-renamed = Other names at the app
told-say-case = { $value } in { $group }
told-say-else = otherwise { $value }
told-say-attribute = The attribute { $attribute }
told-say-constant = Always { $value }
told-say-only = The groups { $groups }, where the person is in them
told-say-prefix = The person’s groups that begin with { $prefix }
told-preview-lead = As { $app } would hear it with these rules, saved or not
told-preview-who = Person
told-preview-find = Find
told-preview-wrong = A rule is not complete. What it lacks is said when you save.
told-not-for-them = Nobody would be let in: the app is for groups that this person is not in.
told-access-token = In an access token that is a JWT
told-by-scope = by the scope { $scope }
told-by-app = by rule { $number } of the app
told-by-office = by rule { $number } for all apps
told-file = As one file
told-file-lead = Attributes, rules, and whom apps are for. The same file once more changes nothing.
told-file-take = Download
told-file-bring = Bring in a file
told-file-broken = This file is not JSON.
told-file-wrong = Nothing was changed. This has to be mended first:
told-file-done = Changed: { $what }
told-file-same = All of it was so before. Nothing was changed.
told-tab-access = Access
told-tab-claims = What it hears
told-access = Who may use it
told-access-lead = Asked at every sign-in and every token. Whoever leaves the groups is out at once.
told-everybody = Everybody with an account
told-members = Members of these groups
told-nobody = No group is chosen: nobody may use it.
told-access-saved = It is set who may use { $app }
told-session = How long a sign-in is good
told-session-lead = Each choice only shortens what the office lets.
told-age = Sign in again after
told-idle = The app stays signed in without use for
told-absolute = The app stays signed in at most for
told-remembered = Ask the second step in remembered browsers too
told-person = More about this person
told-lines = One on each line.
told-person-saved = { $name } is saved
told-group-apps = Apps for this group
told-group-apps-none = None of its own
told-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
told-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
told-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
