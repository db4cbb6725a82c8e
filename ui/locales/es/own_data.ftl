nav-data = Mis datos

data-title = Mis datos
data-export = Llévese sus datos
data-export-lead = Un archivo (JSON) con todo lo que este servidor guarda de usted: perfil, teléfonos y códigos sin sus secretos, sesiones abiertas, aplicaciones, actividad.
data-export-submit = Descargar mis datos
data-delete = Borre su cuenta
data-delete-lead = Su cuenta y todo lo que depende de ella desaparecen enseguida. Nadie lo recupera.
data-delete-open = Borrar mi cuenta …
data-delete-ask = Aquí borra las cuentas su administrador. Pregunte a { $admins }.
data-delete-ask-nobody = Aquí borra las cuentas su administrador.

delete-title = Borrar mi cuenta
delete-lead = No se puede deshacer.
delete-goes = Todas sus sesiones se cierran enseguida, y las aplicaciones ya no pueden usar su cuenta.
delete-phones = Sus teléfonos, llaves de acceso, códigos, foto y perfil se borran.
delete-apps = Lo que las aplicaciones guardaron de usted se queda en ellas. Pídales que lo borren.
delete-log = El registro de este servidor conserva que la cuenta estuvo aquí, con su nombre de usuario.
delete-never = Quien tenga más tarde el mismo nombre es otra persona para cada aplicación.
delete-type = Escriba su nombre de usuario { $username } para seguir
delete-submit = Borrar mi cuenta para siempre
delete-busy = Borrando …
delete-wrong = Ese no es su nombre de usuario.
delete-last-admin = <strong>Usted es el último administrador.</strong> Nombre primero a otro y después borre su cuenta.
delete-done-title = Su cuenta está borrada
delete-done-lead = Todas sus sesiones están cerradas. Hemos enviado un mensaje a su dirección.
