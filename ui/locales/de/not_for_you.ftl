not-for-you-title = { $app } ist für Sie nicht freigegeben
not-for-you-lead = Sie sind als { $name } angemeldet. { $app } ist für bestimmte Gruppen da, und Sie sind in keiner davon. Nichts wurde weitergegeben.
not-for-you-ask = Bitten Sie { $admin } um Zugang.
not-for-you-ask-somebody = Bitten Sie die Person um Zugang, die hier die Konten betreut.
not-for-you-back = Zurück zu { $app }
