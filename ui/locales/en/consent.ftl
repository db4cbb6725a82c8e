consent-title = May { $app } use your account?
consent-lead = You are asked once. You can take it back <a href="{ $apps }">in your account</a>.
consent-sees = { $app } will see
consent-optional = Also, if you like
consent-never = Never your password.
consent-allow = Allow
consent-deny = Don’t allow
consent-goes-to = You will go to <code>{ $address }</code>
consent-self-registered = This app registered itself. Nobody in your office has looked at it yet. Allow it only if you know it and came here on purpose.

claim-identifier = That it is you again
claim-identifier-value = A number that stands for you, the same at each visit
claim-name = Your name
claim-username = Your user name
claim-email = Your e-mail address
claim-phone = Your phone number
claim-address = Your postal address
claim-groups = Your groups
claim-groups-none = You are in none
claim-birthdate = Your date of birth
claim-gender = Your gender
claim-picture = Your picture
claim-website = Your pages on the web
claim-region = Your language and time zone
claim-offline = That you stay signed in
claim-offline-value = { $days ->
    [one] Until you sign out or take it back, at most 1 day without use
   *[other] Until you sign out or take it back, at most { $days } days without use
}
claim-other = { $name }
