check-working = Ce navigateur fait un court calcul, pour qu’aucun programme ne puisse essayer des mots de passe.
check-done = Le calcul est fait.
check-without-script = Sans JavaScript, vous attendez un peu plus longtemps entre les essais.
