nav-devices = Phones

devices-title = Phones
devices-lead = A linked phone confirms your sign-ins with your face. Your face stays on the phone.
devices-link = Link a phone
devices-link-another = Link another phone
devices-empty-title = No phone yet
devices-empty-lead = Link one to confirm sign-ins with your face.
devices-linked-at = Linked { $linked }
devices-used = Linked { $linked }, last used { $used }
devices-chip = Key kept by a chip of the phone
devices-software = Key kept by the phone’s software
devices-without-trust = Linked without trust
devices-active = Working
devices-waiting = From { $from }
devices-waiting-note = Your administrator linked it for you. Not what you asked for? Stop it.
devices-activate = Use it now
devices-activate-named = Use it now: { $phone }
devices-stop = Stop it
devices-stop-named = Stop it: { $phone }
devices-suspended = Stopped
devices-suspended-note = This phone’s key seems to exist twice. Remove it and link it again.
devices-rename = Rename
devices-rename-named = Rename { $phone }
devices-remove = Remove
devices-remove-named = Remove { $phone }
devices-remove-title = Remove { $phone }?
devices-remove-body = It can no longer confirm your sign-ins. You cannot undo this; you can link it again.
devices-linked = <strong>{ $phone } is linked.</strong> Try it at your next sign-in.
devices-renamed = <strong>{ $phone }</strong> is the phone’s name now.
devices-removed = <strong>The phone is removed.</strong> It can no longer confirm your sign-ins.
devices-last = <strong>This is your last second step.</strong> You need one here: link another phone or set up an authenticator app first.

devices-others = Your other ways
devices-authenticator-none = Not set up
devices-open = Open
devices-open-named = Open: { $what }
devices-set-up = Set up
devices-codes-none = None. Make some for the day without your phone.

rename-title = Rename a phone
rename-name = Name
rename-hint = You and your administrator see it.
rename-submit = Rename
rename-back = Back
rename-missing = Give the phone a name.
rename-too-long = At most { NUMBER($most) } characters.

link-title = Link a phone
link-lead = It takes about a minute. Keep this page open.
link-lead-required = You need a second step here. Link your phone now; it takes about a minute, then you go on.
link-begin = Link this account to a phone
link-again = Make a new code
link-renew = New code
link-busy = Making a code …
link-scan = Scan a code with the phone’s camera
link-scan-now = Scan this with the phone’s camera
link-scan-note = It is valid for five minutes, for one phone, once.
link-valid = Valid until { $until }.
link-once = For one phone, once.
link-qr = QR code that opens DOneLogin on your phone
link-trust = A warning instead? The phone has to trust this server first. <a href="{ $trust }">Show how</a>
link-scanned = <strong>{ $phone }</strong> has scanned the code
link-scanned-model = <strong>{ $phone }</strong> ({ $model }) has scanned the code
link-follow = Follow the phone: allow the camera, show your face
link-follow-note = Your face is stored on the phone only. This server never sees it.
link-type = Type the six digits that the phone shows
link-code-hint = Spaces do not matter. You can paste.
link-submit = Link this phone
link-linking = Linking …
link-cancel = Cancel
link-without = No phone for this? <a href="{ $authenticator }">Use an authenticator app</a>
link-wrong = { $count ->
    [one] <strong>Those digits do not match.</strong> One try is left. Read them again from the phone.
   *[other] <strong>Those digits do not match.</strong> { $count } tries are left. Read them again from the phone.
}
link-not-claimed = <strong>No phone has scanned the code yet.</strong> Scan it first; then the phone shows the digits.
link-limit = <strong>You have { NUMBER($most) } phones, and that is the most.</strong> Remove one first.
link-ended = <strong>Five wrong tries ended this link.</strong> Make a new code. The phone was not linked.
link-used-twice = <strong>Two phones used this code, so it was ended.</strong> Nothing was linked. If the other was not yours, tell { $admin }. Make a new code.
link-used-twice-nobody = <strong>Two phones used this code, so it was ended.</strong> Nothing was linked. If the other was not yours, tell your administrator. Make a new code.
link-expired = <strong>The time of this code is over.</strong> Nothing was linked. Make a new code.

home-waiting = <strong>{ $admin } linked { $phone } for you.</strong> It works from { $from }. Not what you asked for?
home-waiting-nobody = <strong>An administrator linked { $phone } for you.</strong> It works from { $from }. Not what you asked for?
home-waiting-stop = Stop it
