# Cartas. Quien lee una no siempre la pidió: qué pasó, los datos, qué hay que hacer.
mail-from = { $office }, inicio de sesión
mail-hello = Hola, { $name }:
mail-foot = Enviado por el servidor de inicio de sesión de su oficina. Nunca pide una contraseña ni un código por correo.
mail-type = O escriba esta dirección:
mail-local = Solo se abre en la red de la oficina.
mail-valid = El enlace sirve una vez, hasta el { $until }.
mail-nothing = Si fue usted, no hay nada que hacer.
mail-asked = Si usted lo pidió, no hay nada que hacer.
mail-nobody = No hay nada que hacer.
mail-not-you = ¿No fue usted?
mail-not-expected = ¿No lo pidió?

mail-fact-when = Cuándo
mail-fact-phone = Teléfono
mail-fact-before = Nombre anterior
mail-fact-account = Cuenta
mail-fact-browser = Navegador
mail-fact-address = Dirección
mail-fact-server = Servidor
mail-fact-tries = Intentos
mail-unknown = Desconocido

mail-open-account = Mirar mi cuenta
mail-open-devices = Mirar mis teléfonos
mail-open-sessions = Ver mis sesiones abiertas
mail-open-authenticator = Mirar mi aplicación de autenticación
mail-new-password = Inicie sesión, mire qué hay y elija una contraseña nueva. Si ya no puede iniciar sesión, avise enseguida a su administrador.

mail-invite-title = Su cuenta en { $office }
mail-invite-lead = Se creó una cuenta para usted. Elija una contraseña y podrá iniciar sesión en las aplicaciones de la oficina.
mail-invite-open = Elegir una contraseña
mail-invite-not = Entonces no haga nada. Sin contraseña nadie puede iniciar sesión.

mail-reset-title = Elija una contraseña nueva
mail-reset-lead = Alguien pidió una contraseña nueva para su cuenta. Con este enlace la elige usted.
mail-reset-open = Elegir una contraseña nueva
mail-reset-not = Entonces no haga nada. Su contraseña sigue igual.

mail-factors-reset-title = Configure de nuevo su segundo paso
mail-factors-reset-lead = Un administrador retiró el segundo paso de su inicio de sesión para que usted pueda configurar otro. Su contraseña sigue igual.
mail-factors-reset-open = Configurar un segundo paso
mail-factors-reset-not = Inicie sesión y deténgalo: se le pregunta en el próximo inicio de sesión. Después avise a su administrador.

mail-factor-added-title = Se añadió una aplicación de autenticación a su cuenta
mail-factor-added-lead = Desde ahora sus códigos confirman sus inicios de sesión.
mail-factor-removed-title = Se quitó la aplicación de autenticación de su cuenta
mail-factor-removed-lead = Sus códigos ya no confirman sus inicios de sesión.

mail-device-copied-title = Uno de sus teléfonos puede existir dos veces
mail-device-copied-lead = Dos mensajes de este teléfono llevaban el mismo número, así que quizá se copió su clave.
mail-device-copied-do = Qué hay que hacer
mail-device-copied-how = Quite el teléfono y vincúlelo de nuevo.
mail-device-stopped-title = Uno de sus teléfonos se detuvo
mail-device-stopped-lead = Dos mensajes de este teléfono llevaban otra vez el mismo número. Su clave parece existir dos veces, así que ya no confirma ningún inicio de sesión.

mail-device-linked-title = Se vinculó un teléfono con su cuenta
mail-device-linked-lead = Este teléfono ya puede confirmar sus inicios de sesión.
mail-device-linked-not = Inicie sesión, quite el teléfono y elija una contraseña nueva.
mail-device-waits-title = Se va a vincular un teléfono con su cuenta
mail-device-waits-lead = Un administrador vinculó este teléfono para usted. Desde el { $from } puede confirmar sus inicios de sesión.
mail-device-waits-not = Hasta entonces puede detenerlo: inicie sesión, quite el teléfono y elija una contraseña nueva.

mail-device-removed-title = Se quitó un teléfono de su cuenta
mail-device-removed-lead = Ya no puede confirmar sus inicios de sesión.
mail-device-renamed-title = Uno de sus teléfonos tiene otro nombre
mail-device-renamed-lead = Un administrador le dio otro nombre. No cambió nada más.

mail-not-me-title = Alguien conoce la contraseña de { $account }
mail-not-me-lead = A un inicio de sesión se respondió en el teléfono con «No soy yo». Quien lo intentó conoce la contraseña.
mail-not-me-do = Qué pasa ahora
mail-not-me-how = Durante 15 minutos solo pueden preguntar los navegadores que ya se usaron. En el próximo inicio de sesión se elige una contraseña nueva.

mail-password-changed-title = Se cambió su contraseña
mail-password-changed-lead = Desde ahora cuenta la contraseña nueva.
mail-password-changed-not = Avise enseguida a su administrador y pida un enlace para una contraseña nueva.

mail-new-browser-title = Un navegador nuevo inició sesión en su cuenta
mail-new-browser-lead = Su cuenta no conocía antes este navegador.
mail-new-browser-not = Inicie sesión, cierre esa sesión y elija una contraseña nueva.

mail-many-failures-title = Muchos intentos fallidos en la cuenta { $account }
mail-many-failures-lead = En una hora alguien escribió muchas contraseñas o códigos equivocados. Esos intentos no abrieron nada, y la espera entre ellos crece.
mail-many-failures-do = Qué hay que hacer
mail-many-failures-how = Si fue la propia persona, ayuda un enlace para una contraseña nueva. Si no, una contraseña larga y un segundo paso resisten.

mail-test-title = Mensaje de prueba
mail-test-lead = Este mensaje muestra que { $office } puede enviar correo. Lo pidió un administrador.
mail-confirm-title = Confirme su dirección
mail-confirm-lead = Alguien, según parece usted, pidió una cuenta en { $office } con esta dirección. Con este enlace la confirma y elige una contraseña.
mail-confirm-open = Confirmar la dirección
mail-confirm-not = Entonces no haga nada. Sin el enlace no hay cuenta.
mail-invited-title = Tiene una invitación a { $office }
mail-invited-lead = Con este enlace crea su cuenta: su nombre y una contraseña. Después puede iniciar sesión en las aplicaciones de la oficina.
mail-invited-open = Crear una cuenta
mail-invited-not = Entonces no haga nada. Sin el enlace no hay cuenta.
mail-known-title = Ya tiene una cuenta
mail-known-lead = Alguien, según parece usted, pidió una cuenta en { $office } con esta dirección. Ya hay una, y no se cambió nada.
mail-known-calm = Si fue usted, inicie sesión. Si ya no sabe la contraseña, la página de inicio de sesión lleva a una nueva. Si no fue usted, no hay nada que hacer.
mail-known-open = Iniciar sesión
mail-waits-title = { $name } le espera
mail-waits-lead = Alguien pidió una cuenta con este nombre, y la dirección está confirmada. Nadie puede iniciar sesión con ella antes de que un administrador esté de acuerdo.
mail-waits-open = Ver quién espera
mail-approved-title = Su cuenta en { $office } está lista
mail-approved-lead = Un administrador está de acuerdo. Inicie sesión con la contraseña que eligió.
mail-approved-open = Iniciar sesión
mail-refused-title = Sin cuenta en { $office }
mail-refused-lead = Un administrador no aceptó su petición de cuenta. No se creó ninguna cuenta, y lo que usted envió se olvidó.
mail-fact-passkey = Llave de acceso
mail-open-passkeys = Mirar mis llaves de acceso
mail-passkey-added-title = Se añadió una llave de acceso a su cuenta
mail-passkey-added-lead = Desde ahora puede iniciar su sesión.
mail-passkey-added-not = Inicie sesión, quite la llave de acceso y elija una contraseña nueva.
mail-passkey-removed-title = Se quitó una llave de acceso de su cuenta
mail-passkey-removed-lead = Ya no puede iniciar ninguna sesión.
mail-passkey-copied-title = Una de sus llaves de acceso puede existir dos veces
mail-account-locked-title = Su cuenta se bloqueó
mail-account-locked-lead = Todo lo que estaba abierto terminó, y nadie puede iniciar sesión. Sus teléfonos esperan a que la cuenta se active de nuevo.
mail-account-locked-do = ¿Y ahora?
mail-account-locked-how = Pregunte a su administrador. Cuando la cuenta esté activada de nuevo, elija una contraseña nueva.
mail-role-changed-title = Se cambiaron sus permisos
mail-role-changed-lead = Un administrador cambió lo que usted puede hacer aquí.
mail-role-changed-not = Avise a un administrador.
mail-fact-role = Usted puede
mail-role-member = iniciar sesión en aplicaciones y ocuparse de su propia cuenta
mail-role-helpdesk = ver a las personas y ayudarlas a volver a entrar
mail-role-admin = ver y cambiar todo aquí
mail-passkey-copied-lead = Dio un número que ya había dado, así que quizá se copió su clave.
mail-passkey-stopped-lead = Dio una vez más un número que ya había dado. Su clave parece existir dos veces, así que ya no inicia ninguna sesión.
mail-passkey-copied-how = Quite la llave de acceso y cree una nueva.
mail-passkey-stopped-title = Una de sus llaves de acceso se detuvo
