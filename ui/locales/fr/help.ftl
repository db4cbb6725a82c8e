help-errors-title = Erreurs des applications
help-errors-lead = Ce que ce serveur dit à une application quand il refuse, ce qui s’est passé et ce qui aide. Les phrases du protocole sont en anglais.
help-errors-told = L’application apprend
help-errors-cause = Ce qui s’est passé
help-errors-all = Toutes les erreurs
