# The phone app. These are read by the app itself (ui/phone/src/words), not by the server.

app-name = DOneLogin
app-no-script = This app needs JavaScript.
app-no-script-link = Your account pages work without it.
app-back = Back
app-close = Close
app-cancel = Cancel
app-try-again = Try again
app-done = Done
app-starting = One moment
app-scan = Scan a code
app-language = Language
app-unsafe = Trial without trust: this phone does not trust the server’s certificate. Do not use this for real sign-ins.
app-broken = Something broke here, not at your side. Nothing was lost. Try again.
app-other-tab-title = Open in another tab
app-other-tab = DOneLogin is open in a newer form in another tab. Close this one.

admin-somebody-first = Your administrator
admin-somebody = your administrator

trust-title = This phone does not trust the server yet
trust-lead = So it makes no key. Trust it once, which takes two minutes. Then this page goes on by itself.
trust-do = Show me how
trust-again = Check again
trust-waiting = Waiting until this phone trusts { $host }.

away-title = The office server does not answer
away-lead = Join the office Wi-Fi, or start the VPN. This page tries again by itself.
away-bar = The office server does not answer
away-next = { $seconds ->
    [one] Join the office Wi-Fi, or start the VPN. Next try in one second.
   *[other] Join the office Wi-Fi, or start the VPN. Next try in { $seconds } seconds.
}
away-more = What else it can be
away-certificate = Does the browser warn about a certificate? Do not go on. Ask { $admin }.
away-clock = Is this phone’s date right? With a wrong one it trusts no server.
clock-title = This phone’s clock is wrong
clock-lead = It is off by { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}. Set it to automatic, or the phone may stop trusting the server.

other-server-title = This is not the server you linked with
other-server-lead = Do not go on. Ask { $admin }.
other-origin-title = This code belongs to another address
other-origin-lead = It is for { $host }. Scan it with the phone’s camera, then the right app opens.

link-title = Link this phone
link-lead = Then you confirm your sign-ins with your face. It takes about a minute.
link-server = Server
link-address = Address
link-step-face = The phone learns your face. It stays on this phone.
link-step-digits = The phone shows six digits. You type them on your computer.
link-start = Start
link-spent-title = This code was used or is too old
link-spent-lead = On your computer, make a new code. Then scan that one.

no-code-title = That is no code of DOneLogin
no-code-lead = Scan the code on your computer again. If you came here by a link, do not go on.

consent-title = Your face stays on this phone
consent-lead = The phone needs the camera to know you again at your next sign-in.
consent-what = It keeps numbers that describe your face, encrypted. No picture is kept.
consent-where = Nothing of it is sent. The server hears only “it is you” or “it is not”.
consent-how-long = You can delete it at any time, here in the app.
consent-choice = Rather not? Another way counts just as much.
consent-agree = I agree, use the camera
consent-without = Without my face

without-title = Without your face
without-lead = Use an authenticator app. It shows six digits that you type at sign-in, and it counts just as much.
without-nothing = No picture was taken, and this phone was not linked.
without-how = On your computer: Passkeys and codes, then Authenticator app. Or set it up here.
without-open = Set up an authenticator app
without-back = Link with my face after all

enrol-head = Set up your face
enrol-count = { $done } of { $total }
enrol-promise = What the camera learns stays on this phone, encrypted. No picture is kept.
enrol-distance = Distance
enrol-one-face = One face
enrol-light = Light
enrol-hint = Slowly. The ring fills as you turn.
enrol-hint-center = Hold the phone at the height of your eyes.
enrol-slow-title = This takes longer than usual
enrol-slow = Sit with a window or a lamp in front of you. Take off glasses that mirror. Hold the phone at arm’s length.
enrol-again = Start over
enrol-failed = The phone could not learn your face.
enrol-done-title = That worked
enrol-done-lead = The phone knows your face now. Link it, or look once more.
enrol-use = Use this
enrol-more = Look once more
enrol-other-title = That seems to be another face
enrol-other-lead = Nothing was changed. If your face has changed a lot, unlink this phone and link it again.
enrol-renewed = The phone has learned your face anew.

pose-center = Look straight ahead
pose-turn-left = A little to your left
pose-turn-right = A little to your right
pose-look-up = A little up
pose-look-down = A little down

guide-no-face = Show your face
guide-one-face = Only you in the picture
guide-closer = Closer
guide-back = A little back
guide-to-left = A little to your left
guide-to-right = A little to your right
guide-higher = Hold the phone a little lower
guide-lower = Hold the phone a little higher
guide-hold-still = Hold still
guide-more-light = More light on your face
guide-less-light = Less light from behind
guide-uncover = Take off what covers your face
guide-blurred = Hold still, and wipe the camera

ready-title = Getting ready
ready-progress = Getting ready, { $loaded } of { $total } MB
ready-failed = What the phone needs to know a face could not be loaded.

digits-title = Type these digits on your computer
digits-for = For { $name }
digits-account = { $username } at { $server }
digits-read = Read aloud
digits-waiting = Waiting for the digits. This page goes on by itself.
digits-spoken = The digits are { $digits }.
digits-not-you = Is that not you? Then cancel.
digits-cancel = Cancel

linked-title = Linked
linked-lead = { $phone } now confirms the sign-ins of { $name }.
linked-try = Try it at your next sign-in.
linked-from = It works from { $from }.
linked-home = Keep DOneLogin at hand: in the browser’s menu, add it to the home screen.

link-failed-title = The phone was not linked
link-failed-claimed = Two phones used this code, so it was ended. Nothing was linked. If the other was not yours, tell { $admin }. Make a new code.
link-failed-expired = The time of this code is over. Nothing was linked. Make a new code on your computer.
link-failed-unknown = The server does not know this code. Make a new one on your computer.
link-failed-ended = This code was ended: its time was over, or the digits were wrong too often. Nothing was linked. Make a new code.
link-failed-trust = The server takes phones only that trust it. Trust it once, then scan again.
link-failed-storage = This browser keeps no data, so it cannot keep a key. Open the code in a normal window, not a private one.
link-failed-again = Scan a new code

camera-refused-title = The camera is not allowed
camera-refused = DOneLogin may not use the camera. In the browser menu: Permissions, Camera, Allow. Then reload.
camera-busy-title = The camera is in use
camera-busy = Another app is using the camera. Close it, then try again.
camera-none-title = No camera was found
camera-none = This device has no camera on the front. Use another phone, or another way.

ask-title = Is this screen in front of you?
ask-lead = The code was opened by a link. Go on only if you see the sign-in on a screen before you, and you began it.
ask-yes = Yes, it is in front of me
ask-no = No, I do not see it
ask-no-title = Do not go on
ask-no-lead = Somebody may have sent you this code to get in as you. Nothing was approved.
ask-no-deny = Stop this sign-in

incoming-title = Signing in to { $app }?
incoming-account = Account
incoming-browser = Browser
incoming-from = From
incoming-when = When
incoming-now = Now, { $time }
incoming-known = Known
incoming-unknown = Not known
incoming-same = Same network
incoming-elsewhere = Elsewhere
incoming-warn-browser = You have not used this browser before. Is it yours?
incoming-warn-network = This sign-in does not come from your network. Is it yours?
incoming-warn-both = A browser that you have not used before, on another network. Is it yours?
incoming-digits = Digits from your computer
incoming-scan = Scan instead
incoming-scanned = The code was scanned
incoming-approve = Show my face and approve
incoming-deny = Deny
incoming-not-me = Not me
incoming-missing = Type the six digits that your computer shows, or scan its code.
incoming-short = The code has six digits.
incoming-other-screen = That code belongs to another sign-in. Scan the one on your screen.
incoming-wrong = { $count ->
    [one] Those are not the digits on the screen. One try is left.
   *[other] Those are not the digits on the screen. { $count } tries are left.
}
incoming-digits-off = Does the computer show no digits? After ten wrong tries they no longer count. Scan the code, then they count again.
incoming-no-face = Your face was deleted on this phone, so it can deny but not approve. Use another way on your computer, or link this phone again.
incoming-face-old = The phone has to learn your face anew. Link it again, or use another way on your computer.
incoming-sending = Sending

not-me-title = You did not begin this?
not-me-lead = All waiting sign-ins are stopped, your administrator is told, and you set a new password at your next sign-in.
not-me-confirm = Not me, stop it
not-me-keep = Go back

face-head = Face check
face-count = { $done } of { $total }
face-center = Look straight ahead
face-turn-left = Turn to your left
face-turn-right = Turn to your right
face-look-up = Look up
face-look-down = Look down
face-now-center = Look straight ahead
face-now-turn-left = Now to your left
face-now-turn-right = Now to your right
face-now-look-up = Now up
face-now-look-down = Now down
face-hint = Keep turning until the arc is full.
face-hint-center = Hold still for a moment.
face-colours = The screen changes colour. That is part of it.
face-checking = Checking
face-other = Another way
face-step-done = Done
face-failed-title = That did not work
face-failed = { $count ->
    [0] Look straight at the phone, with light on your face. No try is left.
    [one] Look straight at the phone, with light on your face. One try is left.
   *[other] Look straight at the phone, with light on your face. { $count } tries are left.
}
face-why-other-person = The phone did not know this face.
face-why-flat = The phone has to see you yourself, not a picture.
face-why-changed = The face changed on the way. Keep looking at the phone.
face-why-two-faces = There was a second face in the picture.
face-why-no-face = The phone saw no face.
face-why-slow = The 30 seconds were over.
face-why-gesture = That was another movement than the one asked for.
face-why-picture = The picture was too dark or blurred.
face-pause-title = A short pause
face-pause = { $seconds ->
    [one] Five tries did not work. Wait one second, or use another way on your computer.
   *[other] Five tries did not work. Wait { $seconds } seconds, or use another way on your computer.
}
face-off = The face counts no more for now. Sign in once in another way, then it counts again.
face-lost = The phone cannot read your face any more. Link it again, or use another way on your computer.
face-again = Try again

other-title = Another way
other-lead = On your computer, under the digits, choose another way. Each counts just as much.
other-authenticator = Authenticator code
other-passkey = Passkey
other-recovery = Recovery code
other-back = Back to the sign-in

approved-title = Approved
approved-lead = { $app } opens on your computer. You can put the phone away.
approved-mistake = That was a mistake: end this sign-in
approved-undone-title = Ended
approved-undone = This sign-in was ended. If it was not you, set a new password.
approved-too-late = It is too late for that here. On your computer, end the session under “Where I am signed in”.

denied-title = Denied
denied-lead = Nothing was opened.
blocked-title = Stopped
blocked-lead = Stopped, and { $admin } knows. For 15 minutes only browsers you have used before may ask. At your next sign-in you set a new password.

over-title = The two minutes are over
over-lead = Nothing happened. Ask again on your computer.
superseded-title = You asked again
superseded-lead = You asked again in this browser. Answer the newer one.
wrong-codes-title = Three wrong codes ended this request
wrong-codes-lead = Nothing was opened. Ask again on your computer.
decided-title = This sign-in is over
decided-lead = It was answered or cancelled elsewhere. Nothing is left to do here.
answered-lead = It was answered already, here or on another phone. Nothing is left to do here.
kept-title = Not delivered yet
kept-lead = The server did not answer. Your answer is kept and sent again until the sign-in is over.
kept-over = The sign-in was over before your answer arrived. Ask again on your computer.
strange-title = The server does not answer as expected
strange-lead = This phone is still linked, and nothing was deleted. It tries again by itself.

no-key-title = This browser holds no key
no-key-lead = It is not the one that you linked, or it has cleared its data, and the phone’s key with it.
no-key-other = Did you link in another browser? Open DOneLogin there, and scan the code in it.
no-key-again = Else link this phone again, on your computer under Phones.
no-key-home = Open DOneLogin

key-lost = This browser has cleared its data, and the phone’s key with it. Link the phone again.
key-copied = This phone’s key seems to exist twice. Remove it and link it again.
key-gone = This phone is not linked any more. It was removed on a computer, or the server was set up anew. Its key and your face stay here until you remove them.
key-untrusted = This phone was linked in a trial, without trust. It answers only while the trial lasts. Remove it and link it again.

scan-title = Scan the code
scan-lead = Hold the phone before the code on your computer.
scan-unknown = That is not a code of this server.
scan-other = That code is for { $host }. Open it with the phone’s camera.
scan-looking = Looking for a code

home-title = Sign-ins
home-waiting = Waits for you
home-waiting-from = { $browser }, { $time }
home-quiet = No sign-in waits. When one does, it shows here by itself.
home-accounts = Your accounts
home-account = { $name }, { $username }
home-phone = As { $phone }
home-active = Working
home-waits = From { $from }
home-claimed = Not confirmed yet
home-gone = Not linked
home-strange = Does not answer as expected
home-copied = Stopped
home-no-face = No face
home-untrusted = Linked without trust
home-answered = Answered here
home-approved = Approved
home-denied = Denied
home-not-me = Not me
home-undone = Ended again
home-answered-before = Answered already
home-empty-title = No account yet
home-empty-lead = On your computer, open Phones and choose “Link a phone”. Then scan its code.
home-open = Settings for { $name }
home-answer = Answer: { $app }

notice-password = { $by } reset the password of { $username } at { $at }. Not what you asked for?
notice-second-factor = { $by } took back the second step of { $username } at { $at }. Not what you asked for?
notice-linked = { $by } linked this phone for { $username }. It works from { $at }. Not what you asked for?
notice-stop = Stop it
notice-stopped = It was stopped.
notice-stop-late = That is over. Look at your account on a computer.

account-name = Name of this phone
account-save = Save the name
account-name-missing = Give the phone a name.
account-name-long = At most 60 characters.
account-renamed = The name is saved.
account-push = Notifications
account-push-off = A notification can tell you that a sign-in waits. It says nothing else.
account-push-on = This phone tells you when a sign-in waits.
account-push-refused = The browser does not allow notifications. In its menu: Permissions, Notifications, Allow.
account-push-turn-on = Turn on notifications
account-push-turn-off = Turn off notifications
account-push-failed = The browser’s notification service does not answer. Without it, open the app when you sign in.
account-face = Your face
account-face-kept = Kept encrypted on this phone, and nowhere else.
account-face-none = Deleted. This phone can deny sign-ins, but not approve them.
account-face-again = Learn my face anew
account-face-delete = Delete my face
account-face-delete-title = Delete your face?
account-face-delete-body = This phone can then deny sign-ins, but not approve them. To approve again, link it anew.
account-face-deleted = Your face is deleted.
account-keep = Keep it
account-unlink = Unlink this phone
account-unlink-title = Unlink this phone?
account-unlink-body = Its key and your face are deleted here. It can no longer confirm sign-ins of { $name }. Your account still asks for a second step.
account-unlink-away = The server does not answer, so it does not know yet. Remove the phone there too.
account-remove = Remove from this phone
account-remove-title = Remove this account from the phone?
account-remove-body = Its key and your face are deleted here. To confirm sign-ins of { $name } again, link the phone anew.
account-server = Server
account-key = Kept by this browser; it cannot be read out.
account-key-title = Key

push-title = DOneLogin
push-body = A sign-in is waiting

left-minute = One minute left
left-half-minute = 30 seconds left
left-ten = 10 seconds left
left-over = The time is over
left-time = { $time } left
