help-errors-title = Errores de las aplicaciones
help-errors-lead = Lo que este servidor dice a una aplicación cuando rechaza algo, qué ha ocurrido y qué lo arregla. Las frases del protocolo están en inglés.
help-errors-told = La aplicación recibe
help-errors-cause = Qué ha ocurrido
help-errors-all = Todos los errores
