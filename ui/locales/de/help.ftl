help-errors-title = Fehler von Apps
help-errors-lead = Was dieser Server einer App sagt, wenn er etwas ablehnt, was geschehen ist und was hilft. Die Sätze des Protokolls sind englisch.
help-errors-told = Die App erfährt
help-errors-cause = Was geschehen ist
help-errors-all = Alle Fehler
