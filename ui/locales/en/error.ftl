error-stopped = Sign-in stopped
error-nothing-sent = Nothing was sent
error-not-done = Not done
error-back = Back to my apps

error-redirect-title = { $app } asked to send you to an address we do not know
error-redirect-lead = Nothing was shared with it. You have done nothing wrong, and trying again will not help until the app is corrected.
error-redirect-mend = correcting the address in { $app }, or adding the new one to the app’s addresses here.
error-app-unknown-title = No app is registered under this name
error-app-unknown-lead = Nothing was shared. Open the app from your apps, or tell { $admin }.
error-app-unknown-lead-nobody = Nothing was shared. Open the app from your apps, or tell your administrator.
error-app-unknown-mend = registering the app here, or correcting the client ID in the app.
error-request-title = The app asked in a way we do not understand
error-request-lead = Nothing was shared. Go back to the app and try once more; if it stays, the app has to be corrected.
error-request-mend = correcting the request that the app makes.
error-expired-title = This sign-in is over
error-expired-lead = It was finished before, had been open too long, or began in another browser. Nothing was lost. Go back to the app and begin again.
error-form-title = This page had been open too long
error-form-lead = Nothing was sent. Go back, reload the page and try once more.
error-not-found-title = There is no page here
error-not-found-lead = The address may be mistyped, or the page has moved. Nothing was lost.
error-forbidden-title = This needs an administrator
error-forbidden-lead = Your account may not open this page. Ask { $admins }.
error-forbidden-lead-nobody = Your account may not open this page. Ask your administrator.
error-misdirected-title = This server has another name
error-misdirected-lead = Nothing was sent. Open { $issuer } and begin again.
error-too-large-title = That was more than we take
error-too-large-lead = Nothing was stored. Send less and try again.
error-too-many-title = Too many requests
error-too-many-lead = { $seconds ->
    [one] Wait 1 second, then try again. Nothing was lost.
   *[other] Wait { $seconds } seconds, then try again. Nothing was lost.
}
error-busy-title = The server is busy
error-busy-lead = Nothing was lost. Wait a moment, then try again.
error-ours-title = Something broke here, not at your side
error-ours-lead = Nothing was lost. Try again; if it stays, tell { $admin } the number { $number }.
error-ours-lead-nobody = Nothing was lost. Try again; if it stays, tell your administrator the number { $number }.

error-for-app = For the person who looks after { $app }
error-for-somebody = For whoever looks after the app
error-means = It means
error-sent = The app sent
error-registered = Registered is
error-mend = Mend it by
