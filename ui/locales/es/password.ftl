password-title-invite = Le damos la bienvenida. Elija una contraseña
password-title-reset = Elija una contraseña nueva
password-exposed = <strong>Alguien conocía su contraseña anterior.</strong> Usted lo detuvo en su teléfono. Elija una nueva y después siga.
password-lead = Para la cuenta de <strong>{ $name }</strong>, nombre de usuario { $username }.
password-new = Contraseña nueva
password-hint = Al menos { NUMBER($least) } caracteres. Unas cuantas palabras seguidas se recuerdan con facilidad.
password-submit = Guardar la contraseña
password-busy = Guardando …
password-done-title = Su contraseña está guardada
password-done-invite = Su cuenta está lista. Inicie sesión con ella.
password-done-reset = Sus sesiones en otros sitios se han cerrado. Inicie sesión con la contraseña nueva.

link-gone-title = Este enlace ya no se abre
link-gone-lead = Sirve una vez y por un tiempo limitado. Pida uno nuevo a { $admins }.
link-gone-lead-nobody = Sirve una vez y por un tiempo limitado. Pida uno nuevo a su administrador.
link-gone-sign-in = Ir al inicio de sesión

reset-title = Elegir una contraseña nueva
reset-lead = Su administrador le da un enlace con el que usted elige una nueva. Nadie puede leer la anterior, tampoco su administrador.
reset-who = Pregunte a una de estas personas
reset-nobody = Pregunte a la persona que se ocupa de este servidor.
reset-note = El enlace sirve una vez. Pídalo en persona o por teléfono: un correo en su nombre puede venir de otra persona.
reset-back = Volver al inicio de sesión
