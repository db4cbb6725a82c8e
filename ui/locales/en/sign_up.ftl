sign-up-title = Make an account
sign-up-lead-invited = You are invited. Say who you are; the next page asks for a password.
sign-up-lead-domains = Whoever has an address of { $domains } may join. A link goes to your address; with it you choose a password.
sign-up-lead-approval = A link goes to your address; with it you choose a password. Then an administrator agrees, and you can sign in.
sign-up-lead-invited-open = You are invited. Say who you are. A link goes to your address; with it you choose a password.
sign-up-lead-invited-hand = You are invited. Say who you are. This office sends no mail: your administrator gives you a link with which you choose a password.
sign-up-lead-domains-hand = Whoever has an address of { $domains } may join. This office sends no mail: your administrator gives you a link with which you choose a password.
sign-up-lead-approval-hand = This office sends no mail: your administrator gives you a link with which you choose a password. Then an administrator agrees, and you can sign in.
sign-up-name = Your name
sign-up-email = E-mail
sign-up-email-hint = A link to confirm it goes there.
sign-up-email-hint-hand = A link to confirm it waits with your administrator.
sign-up-email-fixed = The invitation is for this address.
sign-up-submit = Continue
sign-up-busy = One moment …
sign-up-back = You have an account? Sign in
sign-up-full = Too many sign-ups wait at the moment. Try again tomorrow, or ask your administrator for an invitation.
sign-up-other-domain = Only addresses of { $domains } may join. Use yours there, or ask your administrator for an invitation.
sign-up-other-address = The invitation is for another address. Open its link again.
sign-up-slowed = { $seconds ->
    [one] Too many sign-ups came from here. Wait 1 second, then try again.
   *[other] Too many sign-ups came from here. Wait { $seconds } seconds, then try again.
}
sign-up-sent-title = Confirm your address
sign-up-sent-mail = A message is on its way to { $email }. Its link works once, for 24 hours, and an older one is void.
sign-up-sent-hand = This office sends no mail. A link for { $email } waits with your administrator. It works once, for 24 hours.
sign-up-confirm-title = Your address is confirmed
sign-up-confirm-lead = Welcome, { $name }. Choose how you sign in. Your address is { $email }.
sign-up-username = User name
sign-up-username-hint = Letters, digits, dots and hyphens. You can sign in with your e-mail as well.
sign-up-confirm-submit = Make the account
sign-up-waits-title = An administrator has to agree
sign-up-waits-lead = Your address is confirmed and your password kept. { $admins } will look at it. You can sign in as soon as they agree; a message tells you.
sign-up-waits-lead-nobody = Your address is confirmed and your password kept. An administrator will look at it. You can sign in as soon as they agree; a message tells you.
sign-up-waits-lead-hand = Your address is confirmed and your password kept. { $admins } will look at it. This office sends no mail: you can sign in as soon as they agree.
sign-up-waits-lead-hand-nobody = Your address is confirmed and your password kept. An administrator will look at it. This office sends no mail: you can sign in as soon as they agree.
sign-up-exists-title = You have an account already
sign-up-exists-lead = There is an account with this address. Sign in with it, or set a new password.
sign-up-closed-title = You need an invitation
sign-up-closed-lead = In this office an administrator makes accounts. Ask { $admins } for an invitation.
sign-up-closed-lead-nobody = In this office an administrator makes accounts. Ask the person who looks after this server for an invitation.
sign-up-to-login = Go to sign-in

login-sign-up = No account yet? <a href="{ $href }">Make one</a>.
login-waits = <strong>An administrator has to agree first.</strong> Your account waits for { $admin }.
login-waits-nobody = <strong>An administrator has to agree first.</strong> Your account waits for that.
