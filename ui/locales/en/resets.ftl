second-step-link-title = Set up your second step
second-step-link-lead = For the account of <strong>{ $name }</strong>, user name { $username }. Your password stays as it is.
second-step-link-sign-in = First you sign in with it. Then you choose what you confirm your sign-ins with.
second-step-link-sign-in-submit = Go to sign-in
second-step-link-other = { $name } is signed in in this browser.
second-step-link-other-submit = Sign out and go on
second-step-link-choose = What do you want to confirm your sign-ins with?
second-step-link-phone = Link a phone
second-step-link-authenticator = Set up an authenticator app

resets-title = Did you ask for this?
resets-password = { $by } made a link with which you set a new password, on { $time }.
resets-second-step = { $by } took your second step away, so that you can set up another, on { $time }.
resets-by-command = Somebody at the server
resets-lead = You see this at every sign-in until { $until }. If you did not ask for it, stop it now: links that nobody has used open no more.
resets-go-on = I asked for it: go on
resets-stop = Stop it
resets-stopped-title = It is stopped
resets-stopped-lead = Links that nobody had used open no more, and whoever made them cannot make others for now. Set up a second step, and choose another password where somebody may know yours. Talk to one of these: { $admins }.
resets-stopped-second-step = To your second step

second-step-first-title = Open your link first
second-step-first-lead = An administrator took your second step away and has a link for you. Open it, then you can set up another. No link at hand? Ask for a new one.
