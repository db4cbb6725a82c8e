not-for-you-title = { $app } no está disponible para usted
not-for-you-lead = Ha iniciado sesión como { $name }. { $app } es para ciertos grupos y usted no está en ninguno de ellos. No se ha compartido nada.
not-for-you-ask = Pida acceso a { $admin }.
not-for-you-ask-somebody = Pida acceso a quien se ocupa de las cuentas aquí.
not-for-you-back = Volver a { $app }
