nav-data = My data

data-title = My data
data-export = Take your data along
data-export-lead = One file (JSON) with all that this server keeps of you: profile, phones and codes without their secrets, where you are signed in, apps, activity.
data-export-submit = Download my data
data-delete = Delete your account
data-delete-lead = Your account and all that hangs on it go at once. Nobody brings it back.
data-delete-open = Delete my account …
data-delete-ask = Your administrator deletes accounts here. Ask { $admins }.
data-delete-ask-nobody = Your administrator deletes accounts here.

delete-title = Delete my account
delete-lead = This cannot be undone.
delete-goes = You are signed out everywhere at once, and apps can no longer use your account.
delete-phones = Your phones, passkeys, codes, picture and profile are erased.
delete-apps = What apps have stored of you stays with them. Ask them to delete it.
delete-log = The log of this server keeps that the account was here, with its user name.
delete-never = Somebody with the same name later is somebody else to every app.
delete-type = Type your user name { $username } to go on
delete-submit = Delete my account for good
delete-busy = Deleting …
delete-wrong = This is not your user name.
delete-last-admin = <strong>You are the last administrator.</strong> Make somebody else one first, then delete your account.
delete-done-title = Your account is deleted
delete-done-lead = You are signed out everywhere. We sent a message to your address.
