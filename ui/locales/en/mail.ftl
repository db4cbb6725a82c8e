# Letters. Whoever reads one may be anywhere, and did not ask for it: what happened, the facts, what to do.
mail-from = { $office }, sign-in
mail-hello = Hello { $name },
mail-foot = Sent by the sign-in server of your office. It never asks for a password or a code by e-mail.
mail-type = Or type this address:
mail-local = It opens in the office network only.
mail-valid = The link works once, until { $until }.
mail-nothing = If this was you, there is nothing to do.
mail-asked = If you asked for this, there is nothing to do.
mail-nobody = There is nothing to do.
mail-not-you = Was it not you?
mail-not-expected = Did you not ask for it?

mail-fact-when = When
mail-fact-phone = Phone
mail-fact-before = Name before
mail-fact-account = Account
mail-fact-browser = Browser
mail-fact-address = Address
mail-fact-server = Server
mail-fact-tries = Tries
mail-unknown = Not known

mail-open-account = Look at my account
mail-open-devices = Look at my phones
mail-open-sessions = See where I am signed in
mail-open-authenticator = Look at my authenticator app
mail-new-password = Sign in, look at what is there, and set a new password. If you cannot sign in any more, tell your administrator at once.

mail-invite-title = Your account at { $office }
mail-invite-lead = An account was made for you. Choose a password, then you can sign in to the apps of the office.
mail-invite-open = Choose a password
mail-invite-not = Then do nothing. Without a password nobody can sign in.

mail-reset-title = Set a new password
mail-reset-lead = Somebody asked for a new password for your account. With this link you choose one.
mail-reset-open = Choose a new password
mail-reset-not = Then do nothing. Your password stays as it is.

mail-factors-reset-title = Set up your second step again
mail-factors-reset-lead = An administrator took the second step of your sign-in away, so that you can set up another. Your password stays as it is.
mail-factors-reset-open = Set up a second step
mail-factors-reset-not = Sign in and stop it: you are asked at the next sign-in. Then tell your administrator.

mail-factor-added-title = An authenticator app was added to your account
mail-factor-added-lead = From now on its codes confirm your sign-ins.
mail-factor-removed-title = The authenticator app of your account was removed
mail-factor-removed-lead = Its codes confirm your sign-ins no more.

mail-device-copied-title = A phone of yours may exist twice
mail-device-copied-lead = Two messages of this phone bore the same number, so its key may have been copied.
mail-device-copied-do = What to do
mail-device-copied-how = Remove the phone and link it again.
mail-device-stopped-title = A phone of yours was stopped
mail-device-stopped-lead = Two messages of this phone bore the same number once more. Its key seems to exist twice, so it confirms no sign-in any more.

mail-device-linked-title = A phone was linked to your account
mail-device-linked-lead = This phone can confirm your sign-ins now.
mail-device-linked-not = Sign in, remove the phone, and set a new password.
mail-device-waits-title = A phone is being linked to your account
mail-device-waits-lead = An administrator linked this phone for you. From { $from } it can confirm your sign-ins.
mail-device-waits-not = You can stop it until then: sign in, remove the phone, and set a new password.

mail-device-removed-title = A phone was removed from your account
mail-device-removed-lead = It can confirm your sign-ins no more.
mail-device-renamed-title = A phone of yours has another name
mail-device-renamed-lead = An administrator gave it another name. Nothing else is changed.

mail-not-me-title = Somebody knows the password of { $account }
mail-not-me-lead = A sign-in was answered on the phone with “Not me”. Whoever tried it knows the password.
mail-not-me-do = What happens now
mail-not-me-how = For 15 minutes only browsers that were used before may ask. At the next sign-in the owner sets a new password.

mail-password-changed-title = Your password was changed
mail-password-changed-lead = From now on the new password counts.
mail-password-changed-not = Tell your administrator at once, and have a link made for a new password.

mail-new-browser-title = A new browser signed in to your account
mail-new-browser-lead = Your account did not know this browser before.
mail-new-browser-not = Sign in, end that session, and set a new password.

mail-many-failures-title = Many wrong tries at the account { $account }
mail-many-failures-lead = Within an hour somebody typed many wrong passwords or codes. These tries opened nothing, and the waiting time between them grows.
mail-many-failures-do = What to do
mail-many-failures-how = Was it the owner, a link for a new password helps. Was it not, a long password and a second step hold.

mail-test-title = Test message
mail-test-lead = This message shows that { $office } can send mail. An administrator asked for it.

mail-confirm-title = Confirm your address
mail-confirm-lead = Somebody, you as it seems, asked for an account at { $office } with this address. With this link you confirm it and choose a password.
mail-confirm-open = Confirm the address
mail-confirm-not = Then do nothing. Without the link there is no account.

mail-invited-title = You are invited to { $office }
mail-invited-lead = With this link you make your account: your name and a password. Then you can sign in to the apps of the office.
mail-invited-open = Make an account
mail-invited-not = Then do nothing. Without the link there is no account.

mail-known-title = You have an account already
mail-known-lead = Somebody, you as it seems, asked for an account at { $office } with this address. There is one already, and nothing was changed.
mail-known-calm = Was it you, sign in. If you do not know the password any more, the sign-in page leads to a new one. Was it not you, there is nothing to do.
mail-known-open = Sign in

mail-waits-title = { $name } waits for you
mail-waits-lead = Somebody signed up under this name, and the address is confirmed. Nobody can sign in with it before an administrator agrees.
mail-waits-open = Look at who waits

mail-approved-title = Your account at { $office } is ready
mail-approved-lead = An administrator has agreed. Sign in with the password that you chose.
mail-approved-open = Sign in

mail-refused-title = No account at { $office }
mail-refused-lead = An administrator has not agreed to your sign-up. No account was made, and what you sent is forgotten.

mail-fact-passkey = Passkey
mail-open-passkeys = Look at my passkeys
mail-passkey-added-title = A passkey was added to your account
mail-passkey-added-lead = It signs you in without a password from now on.
mail-passkey-added-not = Sign in, remove the passkey, and set a new password.
mail-passkey-copied-title = A passkey of yours may exist twice
mail-passkey-copied-lead = It counted backwards, so its key may have been copied. Nobody was let in by it.
mail-passkey-copied-how = Remove the passkey and add a new one.
mail-passkey-stopped-title = A passkey of yours was stopped
mail-passkey-stopped-lead = It counted backwards once more. Its key seems to exist twice, so it signs nobody in any more.
mail-passkey-removed-title = A passkey was removed from your account
mail-passkey-removed-lead = It signs you in no more.
