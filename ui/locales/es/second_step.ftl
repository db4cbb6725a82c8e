step-second = Su segundo paso
nav-second-step = Códigos

login-again-here = Inicie sesión una vez más, { $name }. Lo que quiere cambiar es solo para usted.

mfa-title = Su segundo paso
mfa-lead = Ya casi está, { $name }. Escriba el código que muestra su aplicación de autenticación.
mfa-lead-codes = Ya casi está, { $name }. Escriba uno de sus códigos de recuperación.
mfa-code = Código
mfa-hint = Seis cifras o uno de sus códigos de recuperación.
mfa-hint-app = Seis cifras.
mfa-submit = Seguir
mfa-wrong = <strong>Este código no es válido.</strong> Escriba el que su aplicación muestra ahora; cada uno sirve una vez.
mfa-stopped = { $count ->
    [one] <strong>{ $phone } está detenido:</strong> su clave parece existir dos veces. Cuando tenga la sesión abierta, quítelo y vincúlelo de nuevo.
   *[other] <strong>Hay teléfonos detenidos ({ $phone }):</strong> sus claves parecen existir dos veces. Cuando tenga la sesión abierta, quítelos y vincúlelos de nuevo.
}
mfa-lost = ¿No tiene a mano la aplicación ni un código de recuperación? Su administrador puede ayudarle.

step-up-title = Un paso más
step-up-lead = { $app } quiere estar más segura de que es usted. Su sesión sigue abierta; solo se pide su segundo paso.
step-up-here = Para seguir aquí se pide su segundo paso. Su sesión sigue abierta.
step-up-submit = Seguir
step-up-cancel = Volver a la aplicación

authenticator-title = Aplicación de autenticación
authenticator-lead = Una aplicación muestra seis cifras, y cuentan como su segundo paso. Quien solo conoce su contraseña no entra.
authenticator-lead-required = Aquí necesita un segundo paso. Configúrelo una vez y después siga.
authenticator-begin = Configurar una aplicación de autenticación
authenticator-scan = Abra una aplicación de autenticación en su teléfono y escanee esto:
authenticator-qr = Código QR para su aplicación de autenticación
authenticator-type = O escriba esto en la aplicación:
authenticator-code = El código que la aplicación muestra ahora
authenticator-confirm = Confirmar
authenticator-name = Aplicación de autenticación
authenticator-since = Desde el { $since }
authenticator-remove = Quitar
authenticator-to-codes = Códigos de recuperación
authenticator-added = Su aplicación de autenticación cuenta desde ahora.
authenticator-removed = Su aplicación de autenticación está quitada. El inicio de sesión pide solo su contraseña.
authenticator-removed-phones = Su aplicación de autenticación está quitada. Su teléfono sigue siendo su segundo paso.
authenticator-wrong = <strong>Este código no es válido.</strong> Escriba el que su aplicación muestra ahora. Si sigue igual, compruebe la hora de su teléfono.
authenticator-phone = ¿Tiene un teléfono a mano? <a href="{ $link }">Vincúlelo y confirme con su rostro</a>
authenticator-remove-title = ¿Quitar su aplicación de autenticación?
authenticator-remove-body = El inicio de sesión pedirá entonces solo su contraseña, y sus códigos de recuperación dejan de valer.
authenticator-remove-body-phones = Sus códigos ya no cuentan. Su teléfono y sus códigos de recuperación se quedan.

codes-title = Códigos de recuperación
codes-lead = Cada uno reemplaza su segundo paso una vez, para el día en que no tenga el teléfono a mano. Su contraseña se pide igualmente.
codes-left = { $count ->
    [0] No queda ninguno
    [one] Queda 1
   *[other] Quedan { $count }
}
codes-without-factor = Reemplazan un segundo paso. Configure uno primero.
codes-renew = Crear códigos nuevos
codes-renew-hint = Recibe diez nuevos. Los que tiene dejan entonces de valer.
codes-back = Volver
codes-once = Imprímalos o anótelos. Cada uno sirve una vez, en lugar de su segundo paso. Los ve hasta que diga que los ha guardado.
codes-whose = Para { $owner } en { $host }, creados el { $made }
codes-kept = Ya los he guardado
codes-download = Descargar como archivo
codes-print = Imprimir
lost-title = ¿Qué teléfono se perdió?
lost-lead = Desde este momento ya no aprueba nada. Después vincula el nuevo.
lost-this = Este
lost-this-named = { $phone } se perdió
lost-used = Último uso el { $time }
lost-note = Si nadie lo encuentra, cambie también su contraseña cuando termine.
lost-none = Ninguno de ellos
mfa-lost-phone = Perdí mi teléfono: quitarlo después
devices-lost = Perdí un teléfono
