approval-title = Confirme en su teléfono
approval-signing-in = Inicio de sesión de <strong>{ $name }</strong>
approval-lead = Abra DOneLogin en su teléfono y haga una de estas cosas.
approval-lead-scan = Abra DOneLogin en su teléfono y escanee este código.
approval-type = Escriba estas seis cifras
approval-or = o
approval-scan = Escanee este código
approval-scan-only = Tras diez intentos fallidos, las cifras ya no cuentan. Escanee el código o use otra manera; después vuelven a contar.
approval-qr = Código QR que abre este inicio de sesión en su teléfono
approval-waiting = Esperando a <strong>{ $phone }</strong>. Esta página sigue por sí misma.
approval-waiting-many = { $count ->
    [0] Esperando a su teléfono. Esta página sigue por sí misma.
    [one] Esperando a su teléfono. Esta página sigue por sí misma.
   *[other] Esperando a uno de sus { $count } teléfonos. Esta página sigue por sí misma.
}
approval-plain = Válido hasta las { $time }. Cuando el teléfono muestre «Aprobado», pulse Continuar.
approval-still = Dejar de recargar
approval-approved = <strong>Aprobado en { $phone }.</strong> Ahora sigue adelante.
approval-continue = Continuar
approval-remember = { $days ->
    [one] No preguntar en este navegador hasta mañana
   *[other] No preguntar en este navegador durante { $days } días
}

approval-denied = <strong>Usted lo rechazó en su teléfono.</strong> No se abrió nada.
approval-blocked = <strong>Detenido, y { $admin } lo sabe.</strong> Durante 15 minutos solo pueden preguntar los navegadores que usted ya ha usado. En su próximo inicio de sesión elige una contraseña nueva.
approval-blocked-nobody = <strong>Detenido, y su administrador lo sabe.</strong> Durante 15 minutos solo pueden preguntar los navegadores que usted ya ha usado. En su próximo inicio de sesión elige una contraseña nueva.
approval-superseded = <strong>Usted volvió a preguntar en este navegador a las { $at }.</strong> Siga allí.
approval-wrong-codes = <strong>Tres códigos equivocados terminaron esta petición.</strong> Pregunte de nuevo.
approval-over = <strong>Los dos minutos han pasado.</strong> No ocurrió nada. Pregunte de nuevo.
approval-too-many = <strong>Ya esperan tres inicios de sesión.</strong> Responda a uno en su teléfono o espere dos minutos.
approval-not-asked = Su teléfono todavía no ha recibido la pregunta.
approval-ask = Preguntar a mi teléfono
approval-ask-again = Preguntar de nuevo
approval-asking = Preguntando …
approval-cancel = Cancelar el inicio de sesión

approval-other = ¿No tiene el teléfono a mano? Use otra manera
approval-code = Código de autenticación o de recuperación
approval-code-hint = Seis cifras de su aplicación de autenticación o uno de sus códigos de recuperación.
approval-no-other = ¿No tiene el teléfono a mano? Su administrador puede ayudarle.

dial-left = quedan <em>{ $time }</em>
dial-minute = Queda un minuto
dial-half-minute = Quedan 30 segundos
dial-ten = Quedan 10 segundos
dial-over = El tiempo ha terminado
