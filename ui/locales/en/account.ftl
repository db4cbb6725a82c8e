home-morning = Good morning, { $name }
home-afternoon = Good afternoon, { $name }
home-evening = Good evening, { $name }
home-lead = Everything below opens without another password.
home-find = Find an app
home-find-none = No app has this in its name.
home-empty-title = No app yet
home-empty-lead = Apps that you may open will stand here. { $admins } can give you access.
home-empty-lead-nobody = Apps that you may open will stand here. Your administrator can give you access.
home-lately = Lately

grants-title = What apps may see
grants-lead = You allowed these apps to use your account. Take it back, and the app asks again at your next visit.
grants-since = { $host }, since { $since }
grants-remove = Take back
grants-remove-named = Take back what { $app } may see
grants-removed = { $app } no longer has access. What it has seen before it may have kept.
grants-remove-title = Take back what { $app } may see?
grants-remove-body = { $app } is signed out and asks again at your next visit. Your data in { $app } stays.
grants-empty-title = No app has access
grants-empty-lead = When you allow an app to use your account, it stands here.

sessions-title = Where I am signed in
sessions-lead = Each browser in which you are signed in. End what you do not know, then change your password.
sessions-times = Last used { $used }, signed in { $since }
sessions-current = This browser
sessions-end = Sign out
sessions-end-named = Sign out { $browser }, signed in { $since }
sessions-end-others = Sign out everywhere else
sessions-ended = { $count ->
    [0] Nothing else was signed in.
    [one] Signed out in 1 place.
   *[other] Signed out in { $count } places.
}

confirm-keep = Keep it

home-safety = Your safety net
home-safety-none = Your password is all that protects your account. Set up a second step.
home-safety-phone = Confirms with your face, last used { $used }
home-safety-phone-new = Confirms with your face, not used yet
home-safety-authenticator = Six digits, since { $since }
home-safety-codes = { $count ->
    [one] 1 of 10 left
   *[other] { $count } of 10 left
}
home-safety-working = Working
home-safety-waiting = Waits
home-safety-stopped = Stopped
home-safety-few = Make new ones
home-activity = All activity

remembered-title = Browsers that ask no second step
remembered-lead = You asked us to remember them. Forget one, and it asks again at the next sign-in.
remembered-since = Remembered { $since }, until { $until }
remembered-unknown = A browser
remembered-forget = Forget
remembered-forget-named = Forget { $browser }, remembered { $since }
remembered-forgotten = <strong>It is forgotten.</strong> Your second step is asked there at the next sign-in.

home-safety-passkeys = { $count ->
    [one] 1 signs you in without a password
   *[other] { $count } sign you in without a password
}
