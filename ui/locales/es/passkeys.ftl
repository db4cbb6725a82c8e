nav-passkeys = Llaves de acceso

passkeys-title = Llaves de acceso
passkeys-lead = Con una llave de acceso inicia sesión sin contraseña, con la huella, el rostro o el PIN de su dispositivo. Ninguna página falsa puede usarla.
passkeys-empty-title = Todavía no hay llaves de acceso
passkeys-empty-lead = Añada una, y el inicio de sesión tarda un segundo.
passkeys-add = Añadir una llave de acceso
passkeys-add-hint = Su navegador pregunta dónde guardarla. Solo funciona en { $host }.
passkeys-sign-in-first = Primero inicia sesión una vez más: una llave de acceso abre su cuenta.
passkeys-step-up-first = Primero se pide su segundo paso: una llave de acceso abre su cuenta.
passkeys-without-script = Para añadir una llave de acceso hace falta JavaScript. Actívelo para esta página y recargue.
passkeys-full = <strong>Tiene { NUMBER($most) } llaves de acceso, y ese es el máximo.</strong> Quite una primero.
passkeys-made = Añadida el { $made }
passkeys-used = Añadida el { $made }, usada por última vez el { $used }
passkeys-here-only = En un solo dispositivo. Si se pierde, la llave de acceso se pierde con él.
passkeys-may-sync = El servicio que la guarda puede copiarla a sus otros dispositivos, y todavía no lo ha hecho.
passkeys-synced = Copiada a sus otros dispositivos por el servicio que se la guarda.
passkeys-elsewhere-pill = No funciona aquí
passkeys-elsewhere-note = Se creó cuando este servidor tenía otra dirección. Quítela y añada una nueva.
passkeys-suspended-note = La clave de esta llave de acceso parece existir dos veces. Quítela y añada una nueva.
passkeys-rename-title = Cambiar el nombre de una llave de acceso
passkeys-rename-wrong = Un nombre tiene de 1 a { NUMBER($most) } caracteres.
passkeys-remove = Quitar
passkeys-remove-title = ¿Quitar { $passkey }?
passkeys-remove-body = Ya no inicia su sesión. Su dispositivo puede seguir proponiéndola; quítela también allí.
passkeys-added = <strong>{ $passkey } está añadida.</strong> Úsela en su próximo inicio de sesión.
passkeys-renamed = La llave de acceso se llama ahora <strong>{ $passkey }</strong>.
passkeys-removed = <strong>La llave de acceso está quitada.</strong> Ya no inicia su sesión.
passkeys-last = <strong>Este es su último segundo paso.</strong> Aquí necesita uno: añada primero otra llave de acceso, vincule un teléfono o configure una aplicación de autenticación.
passkeys-known = <strong>Ya hay una llave de acceso de esta cuenta.</strong> No se añadió nada. Elija otro dispositivo o use la que tiene.
passkeys-refused = <strong>Esta llave de acceso no se puede usar aquí.</strong> No se añadió nada. Elija otro lugar para guardarla.

passkey-use = Usar una llave de acceso
passkey-untrusted = <strong>Este navegador todavía no confía en el servidor, así que aquí no usa llaves de acceso.</strong> No se envió nada. <a href="{ $trust }">Confíe en él una vez</a> e inténtelo de nuevo.
passkey-elsewhere = <strong>Las llaves de acceso de esta oficina solo funcionan en { $host }.</strong> <a href="{ $address }">Abra la página allí</a> e inténtelo de nuevo.
passkey-insecure = <strong>Las llaves de acceso necesitan la dirección propia de la oficina.</strong> <a href="{ $address }">Abra { $host }</a> e inténtelo de nuevo.
passkey-unsupported = <strong>Este navegador no conoce las llaves de acceso.</strong> Abra esta página en un Chrome, Edge, Firefox o Safari actual.
passkey-cancelled = <strong>No se usó ninguna llave de acceso.</strong> Usted canceló, el tiempo terminó o este dispositivo no tiene ninguna para usted. No se envió nada. Inténtelo de nuevo o use otra manera.
passkey-nobody = <strong>Aquí nada puede comprobar que es usted.</strong> Configure una huella, un rostro o un PIN para este dispositivo, o elija un teléfono o una llave de seguridad con PIN.
passkey-failed = <strong>El servidor no respondió como debía.</strong> No se perdió nada. Recargue esta página e inténtelo de nuevo.
passkey-too-old = <strong>Esta página estuvo abierta demasiado tiempo.</strong> No ocurrió nada. Inténtelo una vez más.
passkey-unknown = <strong>Ninguna cuenta de aquí conoce esta llave de acceso.</strong> Quizá se quitó. Use otra o su contraseña.
passkey-refused = <strong>Esta llave de acceso no se aceptó.</strong> No se abrió nada. Inténtelo de nuevo o use otra manera.
passkey-copied = <strong>La clave de esta llave de acceso parece existir dos veces, así que no se aceptó.</strong> Use otra manera y después quítela en Llaves de acceso.
mfa-lead-passkey = Ya casi está, { $name }. Use su llave de acceso.
mfa-without-script = Su llave de acceso necesita JavaScript. Actívelo para esta página y recargue.
mfa-or-code = O escriba un código
authenticator-removed-passkeys = Su aplicación de autenticación está quitada. Su llave de acceso sigue siendo su segundo paso.
authenticator-remove-body-passkeys = Sus códigos ya no cuentan. Su llave de acceso y sus códigos de recuperación se quedan.
mfa-hint-codes = Uno de sus códigos de recuperación.
