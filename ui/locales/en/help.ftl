help-errors-title = Errors of apps
help-errors-lead = What this server tells an app when it refuses something, what happened, and what mends it.
help-errors-told = The app is told
help-errors-cause = What happened
help-errors-all = All errors
