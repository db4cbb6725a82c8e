approval-title = Confirm on your phone
approval-signing-in = Signing in as <strong>{ $name }</strong>
approval-lead = Open DOneLogin on your phone, then do one of these.
approval-lead-scan = Open DOneLogin on your phone and scan this code.
approval-type = Type these six digits
approval-or = or
approval-scan = Scan this code
approval-scan-only = After ten wrong tries digits no longer count. Scan the code, or use another way; then they count again.
approval-qr = QR code that opens this sign-in on your phone
approval-waiting = Waiting for <strong>{ $phone }</strong>. This page goes on by itself.
approval-waiting-many = { $count ->
    [0] Waiting for your phone. This page goes on by itself.
    [one] Waiting for your phone. This page goes on by itself.
   *[other] Waiting for one of your { $count } phones. This page goes on by itself.
}
approval-plain = Valid until { $time }. When the phone says “Approved”, press Continue.
approval-still = Stop reloading
approval-approved = <strong>Approved on { $phone }.</strong> You go on now.
approval-continue = Continue
approval-remember = { $days ->
    [one] Do not ask in this browser until tomorrow
   *[other] Do not ask in this browser for { $days } days
}

approval-denied = <strong>You denied this on your phone.</strong> Nothing was opened.
approval-blocked = <strong>Stopped, and { $admin } knows.</strong> For 15 minutes only browsers you have used before may ask. At your next sign-in you set a new password.
approval-blocked-nobody = <strong>Stopped, and your administrator knows.</strong> For 15 minutes only browsers you have used before may ask. At your next sign-in you set a new password.
approval-superseded = <strong>You asked again in this browser at { $at }.</strong> Go on there.
approval-wrong-codes = <strong>Three wrong codes ended this request.</strong> Ask again.
approval-over = <strong>The two minutes are over.</strong> Nothing happened. Ask again.
approval-too-many = <strong>Three sign-ins wait already.</strong> Answer one on your phone, or wait two minutes.
approval-not-asked = Your phone was not asked yet.
approval-ask = Ask my phone
approval-ask-again = Ask again
approval-asking = Asking …
approval-cancel = Cancel sign-in

approval-other = No phone at hand? Use another way
approval-code = Authenticator code or recovery code
approval-code-hint = Six digits from your authenticator app, or one of your recovery codes.
approval-no-other = No phone at hand? Your administrator can help.

dial-left = <em>{ $time }</em> left
dial-minute = One minute left
dial-half-minute = 30 seconds left
dial-ten = 10 seconds left
dial-over = The time is over
