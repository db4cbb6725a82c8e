password-title-invite = Welcome. Choose a password
password-title-reset = Set a new password
password-exposed = <strong>Somebody knew your old password.</strong> You stopped them on your phone. Set a new one, then you go on.
password-lead = For the account of <strong>{ $name }</strong>, user name { $username }.
password-new = New password
password-hint = At least { NUMBER($least) } characters. A few words in a row are easy to keep in mind.
password-submit = Set password
password-busy = Setting …
password-done-title = Your password is set
password-done-invite = Your account is ready. Sign in with it.
password-done-reset = You were signed out everywhere else. Sign in with the new password.

link-gone-title = This link no longer opens
link-gone-lead = It works once, and for a limited time. Ask { $admins } for a new one.
link-gone-lead-nobody = It works once, and for a limited time. Ask your administrator for a new one.
link-gone-sign-in = Go to sign-in

reset-title = Set a new password
reset-lead = Your administrator gives you a link with which you choose a new one. Nobody can read the old one, not even they.
reset-who = Ask one of these
reset-nobody = Ask the person who looks after this server.
reset-note = The link works once. Ask in person or by a call: an e-mail in your name may come from somebody else.
reset-back = Back to sign-in

change-password-title = Change my password
change-password-lead = You are signed out everywhere else, and apps that were opened there are too. This browser stays signed in.
change-password-old = Present password
change-password-submit = Change the password
change-password-done = <strong>Your password is changed.</strong> You were signed out everywhere else.
change-password-wrong = This is not your present password.
change-password-old-missing = Type your present password.
change-password-same = This is your present password. Choose another.
change-password-forgotten = You do not know it any more? <a href="{ $reset }">Ask for a new one</a>.
