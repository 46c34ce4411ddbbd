# Signing in
sign-in-title = Sign in
sign-in = Sign in
sign-out = Sign out
sign-in-failed = The e-mail address or the password is not right.
sign-in-locked = Too many failed attempts. The account is locked for this network address for a while; please try again later.
sign-in-ended = Your session has ended. Please sign in again.
sign-in-forgot = Forgot the password? An administrator can give you a new one.
sign-in-notice = Internal system. What users do is logged and monitored under the rules on network security.
done-signed-out = Signed out.

# Fields
field-email = E-mail address
field-name = Name
field-roles = Roles
field-password = Password
field-password-current = Current password
field-password-new = New password
field-password-again = New password once more
field-language = Language
field-theme = Colours
field-address = Network address
field-scope = Scope
field-empty = This field is required.

# Password
password-title = Change password
password-change = Change password
password-forced = Please change the password you were given before you use the system.
password-hint = At least { $count } characters; a long sentence is better than odd characters. Not your name or address.
password-too-short = The password needs at least { $count } characters.
password-too-long = The password is too long.
password-own-name = The password must not contain your name or address.
password-too-common = This password is easy to guess. Please choose another.
password-current-wrong = The current password is not right.
password-again-wrong = The two new passwords are not the same.
password-same = The new password must differ from the current one.
done-password = Password changed. Your other sessions have ended.

# Profile
profile-title = Profile
profile-taste = Display
profile-sessions = Open sessions
session-browser = Browser
session-began = Began
session-seen = Last used
session-own = this session
session-end = End
session-end-others = End the other sessions
done-saved = Saved.
done-session-ended = The session has ended.
done-sessions-ended = The other sessions have ended.
language-vi = Tiếng Việt
language-en = English
theme-system = As the system
theme-light = Light
theme-dark = Dark
