nav-passkeys = Passkeys

passkeys-title = Passkeys
passkeys-lead = A passkey signs you in without a password, by the fingerprint, the face or the PIN of your device. No false page can use it.
passkeys-empty-title = No passkey yet
passkeys-empty-lead = Add one, and signing in takes a second.
passkeys-add = Add a passkey
passkeys-add-hint = Your browser asks where to keep it. It works at { $host } only.
passkeys-sign-in-first = First you sign in once more: a passkey opens your account.
passkeys-step-up-first = First your second step is asked: a passkey opens your account.
passkeys-without-script = Adding a passkey needs JavaScript. Turn it on for this page, then reload.
passkeys-full = <strong>You have { NUMBER($most) } passkeys, and that is the most.</strong> Remove one first.
passkeys-made = Added { $made }
passkeys-used = Added { $made }, last used { $used }
passkeys-here-only = On one device only. If that is lost, the passkey is lost with it.
passkeys-may-sync = Its keeper can copy it to your other devices, and has not done so yet.
passkeys-synced = Copied to your other devices by whoever keeps it for you.
passkeys-elsewhere-pill = Does not work here
passkeys-elsewhere-note = It was made when this server had another address. Remove it and add a new one.
passkeys-suspended-note = This passkey’s key seems to exist twice. Remove it and add a new one.
passkeys-rename-title = Rename a passkey
passkeys-rename-wrong = A name has 1 to { NUMBER($most) } characters.
passkeys-remove = Remove
passkeys-remove-title = Remove { $passkey }?
passkeys-remove-body = It no longer signs you in. Your device may go on to propose it; remove it there as well.
passkeys-added = <strong>{ $passkey } is added.</strong> Use it at your next sign-in.
passkeys-renamed = <strong>{ $passkey }</strong> is the passkey’s name now.
passkeys-removed = <strong>The passkey is removed.</strong> It no longer signs you in.
passkeys-last = <strong>This is your last second step.</strong> You need one here: add another passkey, link a phone or set up an authenticator app first.
passkeys-known = <strong>There is a passkey of this account already.</strong> Nothing was added. Choose another device, or use the one that you have.
passkeys-refused = <strong>This passkey cannot be used here.</strong> Nothing was added. Choose another place to keep it.

passkey-use = Use a passkey
passkey-untrusted = <strong>This browser does not trust the server yet, so it uses no passkeys here.</strong> Nothing was sent. <a href="{ $trust }">Trust it once</a>, then try again.
passkey-elsewhere = <strong>Passkeys of this office work at { $host } only.</strong> <a href="{ $address }">Open it there</a>, then try again.
passkey-insecure = <strong>Passkeys need the office’s own address.</strong> <a href="{ $address }">Open { $host }</a>, then try again.
passkey-unsupported = <strong>This browser knows no passkeys.</strong> Open this page in a current Chrome, Edge, Firefox or Safari.
passkey-cancelled = <strong>No passkey was used.</strong> You stopped, the time was over, or this device has none for you. Nothing was sent. Try again, or use another way.
passkey-nobody = <strong>Nothing here can check that it is you.</strong> Set up a fingerprint, face or PIN for this device, or choose a phone or a security key with a PIN.
passkey-failed = <strong>The server did not answer as it should.</strong> Nothing was lost. Reload this page, then try again.
passkey-too-old = <strong>This page had been open too long.</strong> Nothing happened. Try once more.
passkey-unknown = <strong>No account here knows this passkey.</strong> It may have been removed. Use another one, or your password.
passkey-refused = <strong>This passkey was not accepted.</strong> Nothing was opened. Try again, or use another way.
passkey-copied = <strong>This passkey’s key seems to exist twice, so it was not accepted.</strong> Use another way, then remove it under Passkeys.
mfa-lead-passkey = Almost there, { $name }. Use your passkey.
mfa-without-script = Your passkey needs JavaScript. Turn it on for this page, then reload.
mfa-or-code = Or type a code
authenticator-removed-passkeys = Your authenticator is removed. Your passkey stays your second step.
authenticator-remove-body-passkeys = Its codes no longer count. Your passkey and your recovery codes stay.
mfa-hint-codes = One of your recovery codes.
