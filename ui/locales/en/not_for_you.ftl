not-for-you-title = { $app } is not open to you
not-for-you-lead = You are signed in as { $name }. { $app } is for certain groups, and you are in none of them. Nothing was shared.
not-for-you-ask = Ask { $admin } for access.
not-for-you-ask-somebody = Ask whoever looks after the accounts here for access.
not-for-you-back = Back to { $app }
