login-title = Sign in
login-lead = Use your office account.
login-again = Sign in once more, { $name }. The app asks to be sure that it is you.
login-username = User name or e-mail
login-password = Password
login-forgotten = Forgotten?
login-submit = Sign in
login-busy = Signing in …
login-no-account = No account yet? Ask your administrator for an invitation.
login-cancel = Back to the app without signing in

login-wrong = <strong>User name and password do not match.</strong> Check both, or <a href="{ $reset }">set a new password</a>.
login-slowed = <strong>Too many tries.</strong> { $seconds ->
    [one] Wait 1 second, then try again.
   *[other] Wait { $seconds } seconds, then try again.
} Your account is not locked.
login-disabled = <strong>Your account is switched off.</strong> Ask { $admin }.
login-disabled-nobody = <strong>Your account is switched off.</strong> Ask your administrator.
login-session-over = { $hours ->
    [one] You were signed out after 1 hour without use. Sign in to go on where you were.
   *[other] You were signed out after { $hours } hours without use. Sign in to go on where you were.
}
login-form-too-old = <strong>This page had been open too long.</strong> Nothing was sent. Try once more.
login-no-cookies = <strong>This browser keeps no cookies for this page.</strong> Allow them for { $host }, then reload.

form-post-title = On the way to { $host }
form-post-lead = If nothing happens in a moment, press the button.
form-post-go = Continue

select-title = Which account?
select-lead = You are signed in in this browser already.
select-continue = Continue as { $name }
select-other = Use another account

logout-title = Sign out?
logout-lead = You are signed in as { $name }. Signing out ends it in this browser for all apps of this office.
logout-lead-app = { $app } asks to sign you out. You are signed in as { $name }. Signing out ends it in this browser for all apps of this office.
logout-stay = Stay signed in

signed-out-title = You are signed out
signed-out-lead = An app that is still open may keep you signed in by itself. Close the browser on a shared computer.
signed-out-going-on = You are signed out in this browser, and your apps are being told. This page goes on to { $app } by itself.
signed-out-continue = Continue to { $app }
signed-out-again = Sign in again
signed-out-unknown = The app asked to send you on to an address we do not know, so you stay here.
signed-out-unknown-app = { $app } asked to send you on to an address we do not know, so you stay here.

unclaimed-title = This office is not set up yet
unclaimed-lead = Whoever looks after the sign-in server opens the first-run link that it printed when it started. Then come back here.
