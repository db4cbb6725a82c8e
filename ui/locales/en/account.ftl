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
home-sessions = Where I am signed in

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
sessions-lead = Each browser in which you are signed in. End what you do not know, then ask your administrator for a new password.
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

profile-title = Profile
profile-lead = What this server keeps of you. An app sees of it what you allow.
profile-change = Is something wrong? { $admins } can change it.
profile-change-nobody = Is something wrong? Your administrator can change it.

confirm-keep = Keep it
