step-second = Your second step
nav-second-step = Codes

login-again-here = Sign in once more, { $name }. What you want to change is for you alone.

mfa-title = Your second step
mfa-lead = Almost there, { $name }. Type the code that your authenticator app shows.
mfa-lead-codes = Almost there, { $name }. Type one of your recovery codes.
mfa-code = Code
mfa-hint = Six digits, or one of your recovery codes.
mfa-hint-app = Six digits.
mfa-submit = Go on
mfa-wrong = <strong>This code does not fit.</strong> Type the one that your app shows now; each works once.
mfa-stopped = { $count ->
    [one] <strong>{ $phone } is stopped:</strong> its key seems to exist twice. Once you are signed in, remove it and link it again.
   *[other] <strong>Phones are stopped ({ $phone }):</strong> their keys seem to exist twice. Once you are signed in, remove them and link them again.
}
mfa-lost = No app and no recovery code at hand? Your administrator can help.

step-up-title = One step more
step-up-lead = { $app } wants to be surer that it is you. You stay signed in; only your second step is asked.
step-up-here = To go on here, your second step is asked. You stay signed in.
step-up-submit = Go on
step-up-cancel = Back to the app

authenticator-title = Authenticator app
authenticator-lead = An app shows six digits, and they count as your second step. Somebody who knows your password alone does not get in.
authenticator-lead-required = You need a second step here. Set it up once, then you go on.
authenticator-begin = Set up an authenticator app
authenticator-scan = Open an authenticator app on your phone and scan this:
authenticator-qr = QR code for your authenticator app
authenticator-type = Or type this into the app:
authenticator-code = The code that the app shows now
authenticator-confirm = Confirm
authenticator-name = Authenticator app
authenticator-since = Since { $since }
authenticator-remove = Remove
authenticator-to-codes = Recovery codes
authenticator-added = Your authenticator counts from now on.
authenticator-removed = Your authenticator is removed. Signing in asks for your password alone.
authenticator-removed-phones = Your authenticator is removed. Your phone stays your second step.
authenticator-wrong = <strong>This code does not fit.</strong> Type the one that your app shows now. If it stays, check the clock of your phone.
authenticator-phone = A phone at hand? <a href="{ $link }">Link it and confirm with your face</a>
authenticator-remove-title = Remove your authenticator?
authenticator-remove-body = Signing in then asks for your password alone, and your recovery codes are void.
authenticator-remove-body-phones = Its codes no longer count. Your phone and your recovery codes stay.

codes-title = Recovery codes
codes-lead = Each stands for your second step once, for the day on which your phone is not at hand. Your password is asked all the same.
codes-left = { $count ->
    [0] None left
    [one] 1 left
   *[other] { $count } left
}
codes-without-factor = They stand in for a second step. Set one up first.
codes-renew = Make new codes
codes-renew-hint = You get ten new ones. Those that you have are void then.
codes-back = Back
codes-once = Print them or write them down. Each works once, in the place of your second step. You see them until you say that you have kept them.
codes-whose = For { $owner } at { $host }, made { $made }
codes-kept = I have kept them
codes-download = Download as a file
codes-print = Print
lost-title = Which phone is lost?
lost-lead = From this moment it approves nothing any more. Then you link the new one.
lost-this = This one
lost-this-named = { $phone } is lost
lost-used = Used last { $time }
lost-note = If nobody can find it, change your password as well when you are done.
lost-none = None of them
mfa-lost-phone = My phone is lost: remove it next
devices-lost = I lost a phone
