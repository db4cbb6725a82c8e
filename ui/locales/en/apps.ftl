nav-own-apps = Apps I make

own-apps-title = Apps I make
own-apps-lead = Register an app of your own here, so that people sign in to it with their account. You look after it yourself.
own-apps-new = Register an app
own-apps-count = { $count ->
    [one] 1 of { $most } apps
   *[other] { $count } of { $most } apps
}
own-apps-enough = You have as many apps as one person may. Remove one, or ask { $admins } for more.
own-apps-enough-nobody = You have as many apps as one person may. Remove one, or ask your administrator for more.
own-apps-empty-title = No app yet
own-apps-empty-lead = Register your first one. It takes two minutes.
own-apps-since = { $host }, since { $since }
own-apps-open-named = Open { $app }
own-apps-open = Open
own-apps-stopped = Switched off
own-apps-stopped-lead = An administrator has switched this app off. Nobody can sign in to it. Ask { $admins }.
own-apps-stopped-lead-nobody = An administrator has switched this app off. Nobody can sign in to it.
own-apps-removed = The app is removed. Nobody can sign in to it any more.
own-apps-saved = Saved. It is in force.
own-apps-back = Back to the apps I make
own-apps-who-title = You may not register apps here
own-apps-who-lead = { $admins } can give you the right.
own-apps-who-lead-nobody = Your administrator can give you the right.

own-app-new-title = Register an app
own-app-new-lead = Which app is it? For known ones we fill in what their manuals say.
own-app-form-title = Register { $preset }
own-app-form-title-own = Register an app of your own
own-app-name = Name
own-app-name-hint = People see it when they sign in.
own-app-address = Address of the app
own-app-address-hint = As people type it, such as https://files.example.org. Only apps on your own computer may use http://localhost.
own-app-place = Where it runs
own-app-place-server = On a server: it keeps a secret
own-app-place-browser = In the browser alone: it keeps no secret and uses PKCE
own-app-place-device = On computers or phones: it keeps no secret and uses PKCE
own-app-redirects = Where people return to
own-app-redirects-hint = The app’s manual calls it redirect URI or callback URL. Write it exactly as the app sends it, one a line. Leave it empty, and we take { $made }.
own-app-redirects-change = The app’s manual calls it redirect URI or callback URL. Write it exactly as the app sends it, one a line.
own-app-signed-out = Where people stand after signing out
own-app-signed-out-hint = One a line. It may be empty.
own-app-gets = What the app may ask for
own-app-register = Register
own-app-manual = Manual of { $preset }

own-app-fault-name-missing = Give the app a name.
own-app-fault-name = A name has at most { $most } letters, and none that hide or turn others.
own-app-fault-address-missing = Enter the address at which people open the app.
own-app-fault-address = The address begins with https://. Only apps on your own computer may use http://localhost.
own-app-fault-too-many = An app has at most { $most } such addresses.
own-app-fault-uri = { $uri }: { $why }

own-app-values = What the app needs
own-app-values-lead = Enter these in the app. Most need the issuer, the client ID and the secret alone.
own-app-issuer = Issuer
own-app-discovery = Discovery address
own-app-client-id = Client ID
own-app-secret = Client secret
own-app-secret-kept = Shown once, when it was made
own-app-secret-none = None: the app uses PKCE
own-app-auth = How it proves itself
own-app-scopes = Scopes
own-app-ca = Certificate that the app’s machine has to trust
own-app-trust = How to trust it

own-app-change = Change
own-app-save = Save
own-app-test = Test my app
own-app-rotate = Make a new secret
own-app-rotate-title = Make a new secret for { $app }?
own-app-rotate-body = The old one is worth nothing at once, and nobody can sign in to { $app } until the new one stands in it.
own-app-remove = Remove
own-app-remove-title = Remove { $app }?
own-app-remove-body = Nobody can sign in to { $app } any more, and what people allowed it is forgotten. You cannot undo this.

own-app-once-title = Copy the secret of { $app } now
own-app-once-lead = It is shown this once. Enter it in the app, and nowhere else. If it is lost, make a new one.
own-app-once-public = { $app } is registered
own-app-once-public-lead = It keeps no secret: with PKCE each sign-in is proved by itself.
own-app-kept = I have it

own-app-test-title = Test of { $app }
own-app-test-lead = The way of a sign-in, step by step. What does not work names its mend.
own-app-test-again = Test again
own-app-test-try = Sign in to it now
own-app-test-way = On the way
own-app-test-busy = Other tests are under way. Try again in a moment.
own-app-test-offline = Nothing was looked at: the server does not run.
own-app-test-ok = In order
own-app-test-warn = Needs a look
own-app-test-fail = Does not work
own-app-test-told = What the app learns of you
own-app-test-told-lead = So it would read if you signed in now.
own-app-test-refused = You would not be let in: the app is switched off.
own-app-test-consent = You would be asked whether the app may see this.
own-app-test-no-consent = An administrator trusts this app: nobody is asked.
own-app-asks = People are asked before the app sees anything.
own-app-test-trust-mend = Install the certificate of this server on the app’s machine, and in the app where it keeps authorities of its own. The address below leads there.
own-app-faults = Something is not right yet. Nothing was kept.
