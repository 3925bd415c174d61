import type { Words } from '@/lib/forms/words/words'

export const SPANISH: Words = {
  language: 'es',
  silent:
    'actual cual de del la el los las tu su sus un una por favor introduce introduzca ingresa ingrese escribe escriba en para obligatorio opcional mi al es cual como aparece seleccione selecciona elige',
  words: {
    'birth place': '=nacido en, =nacida en, =nacido a en, =donde nacio, =donde naciste',
    'shipping full name': 'destinatario',
    'unit flat':
      'int, no int, num int, numero int, departamento oficina, departamento piso, piso departamento, departamento oficina etc, piso, puerta, numero interior, num interior, no interior, departamento numero, depto, dpto, interior, apartamento, piso puerta, piso depto, num int, no int, oficina',
    name: 'nombre, nombres',
    'first name':
      '~nom, nombre pila, nombre s, primer nombre, nombre de pila, nombres propios, nombre propio',
    'last name':
      'cognom, cognoms, apellido, apellidos, primer apellido, apellido paterno, apellido 1, apellido s, paterno, apellido1, primerapellido, apellidopaterno, 1er apellido, 1 apellido',
    'last second-one':
      'segundo apellido, apellido materno, apellido 2, materno, apellido2, segundoapellido, apellidomaterno, 2 apellido, 2do apellido',
    'middle name': 'segundo nombre',
    'full name':
      'persona de contacto, persona contacto, nombre completo, nombre y apellidos, nombre y apellido, nombres y apellidos, nombre apellidos, nombre apellido, apellidos y nombre, nombres apellidos, apellido y nombre, apellidos nombre, nombre o razon social, titular cuenta, titular de la cuenta',
    nick: 'apodo',
    prefix: 'trato, tratamiento, tratamiento cortesia, sr sra',
    sex: 'sexo, genero',
    title: 'titulo',
    job: 'cargo, profesion, puesto, ocupacion',
    company: 'empresa, compania, razon social, organizacion, nombre empresa, institucion, entidad, negocio',
    address:
      'direccion completa, direccion particular, direccion exacta, direccion permanente, direccion fiscal, direccion principal, domicilio particular, domicilio actual, domicilio legal, domicilio real, direccion de correspondencia, direccion laboral, adreca, direccion, domicilio, direccion postal, direcciones, dir',
    street:
      'calle avenida, calle o avenida, calle plaza, avenida calle, carrer, calle, via, nombre calle, nombre via, avenida, calle y numero, calle numero, vialidad',
    'house number':
      'numero exterior, num exterior, no exterior, n exterior, numero ext, num ext, no ext, numero casa, numero calle, numero portal, altura, numero via, num calle',
    unit: 'escalera, bloque, portal, planta, entre calles, torre, edificio',
    'extra address':
      'complemento direccion, informacion adicional direccion, datos adicionales, direccion adicional, direccion complementaria, direccion 2, resto direccion, complemento, direccion continuacion, informacion adicional',
    'line first-one': 'direccion 1, direccion linea 1, linea 1, linea direccion 1, domicilio 1',
    'line second-one':
      'direccion 2, direccion linea 2, linea 2, linea direccion 2, domicilio 2, direccion continuacion',
    'line third-one': 'direccion 3, direccion linea 3, linea 3, linea direccion 3',
    city: 'poblacio, ciudad, poblacion, localidad, municipio, ciudad localidad, ciudad poblacion, delegacion, alcaldia, delegacion municipio, alcaldia municipio, pueblo, delegacion o municipio, cd',
    district: 'colonia, barrio, urbanizacion, distrito, asentamiento',
    region:
      'provincia, estado, comunidad autonoma, region, departamento, estado provincia, provincia estado, entidad federativa, comunidad, edo',
    postal:
      'codi postal, codigo postal, cp, c p, cod postal, codpostal, codigopostal, cpostal, postal, cod post, codigo pos',
    country: 'pais, pais residencia, pais region, pais de residencia',
    phone:
      'telefon, mobil, telefono con codigo de area, celular con codigo de area, telefono, tel, movil, celular, telefono movil, telefono fijo, numero telefono, numero movil, telefono contacto, numero celular, telefonos, tfno, tlf, telf, fijo, telefono celular, nro telefono, numero contacto, whatsapp, tlfno, cel',
    fax: 'fax',
    email:
      'correu electronic, correu, email, e mail, mail, correo, correo electronico, direccion correo, direccion correo electronico, direccion email, direccion e mail, mail, correo e, correos, correoelectronico',
    extension: 'extension, ext, interno, anexo',
    area: 'codigo area, clave lada, lada, caracteristica, prefijo area, codigo de area, cod area',
    dial: 'prefijo, codigo pais, prefijo internacional, prefijo pais, prefijo telefonico, codigo de pais, cod pais, codigo internacional, indicativo, lada pais',
    website: 'sitio web, pagina web, web',
    date: 'fecha, fec',
    day: 'dia',
    month: 'mes',
    year: 'ano, anio, aaaa',
    birth: 'nacimiento, nac, nacido, nacio',
    'birth date':
      'data de naixement, data naixement, fecha nacimiento, fecha nac, fechanacimiento, fechanac, cumpleanos, fnac, f nacimiento, fec nac, fec nacimiento, fecnac',
    'birth year': 'ano nacimiento',
    'birth month': 'mes nacimiento',
    'birth day': 'dia nacimiento',
    card: 'tarjeta, tarjeta credito, tarjeta debito, tarjeta bancaria',
    'card number':
      'numero tarjeta, num tarjeta, no tarjeta, n tarjeta, nro tarjeta, numero de tarjeta, numerotarjeta, numtarjeta, nro de tarjeta',
    csc: 'codigo seguridad, cvv, cvc, codigo verificacion, codigo de seguridad, cod seguridad, codigo seguridad tarjeta, codigo de verificacion, clave seguridad, codigo cvv, codigoseguridad',
    expiry:
      'expira, caducidad, vencimiento, expiracion, fecha caducidad, fecha vencimiento, fecha expiracion, vence, valida hasta, validez, mm aa, fechavencimiento, vto, fechacaducidad, venc, caduca, valido hasta',
    'expiry month': 'mes caducidad, mes vencimiento, mes expiracion',
    'expiry year': 'ano caducidad, ano vencimiento, ano expiracion',
    holder:
      'titular, titular tarjeta, nombre titular, nombre en tarjeta, nombre tarjeta, tarjetahabiente, nombre impreso tarjeta, nombre que aparece tarjeta, propietario tarjeta, nombre del titular, nombretarjeta',
    'card kind': 'tipo tarjeta, tipo de tarjeta, marca tarjeta',
    number: 'numero, num, nro, n, numeros',
    code: 'codigo, cod, clave',
    kind: 'tipo, marca',
    place: 'lugar',
    confirm:
      'confirmar, confirma, repetir, repite, repita, confirmacion, confirme, verificar, =de nuevo, nuevamente',
    user: 'usuario, nombre usuario, identificador, numero cliente, numero socio, nombre de usuario, nombreusuario',
    password: 'contrasena, clave acceso, clave secreta, password, nueva contrasena, contrasenia, pin secreto',
    search:
      'buscar, busqueda, buscador, busca, palabra clave, palabras clave, que buscas, que estas buscando',
    captcha: 'codigo imagen, caracteres imagen, texto imagen, codigo captcha, no soy robot',
    once: 'codigo confirmacion, codigo verificacion sms, codigo sms, codigo activacion, codigo unico, codigo recibido, codigo de confirmacion',
    comment:
      'mensaje, comentario, comentarios, observaciones, notas, instrucciones, consulta, pregunta, tu mensaje, indicaciones, descripcion, sugerencias, motivo, nota, instrucciones entrega, mas informacion',
    bait: 'campo de validacion, campo validacion, dejar vacio, no rellenar, deja este campo vacio, no llenar, dejar campo vacio, dejar este campo en blanco, deje este campo en blanco, este campo vacio, campo vacio',
    other:
      'estado pedido, estado del pedido, estado pago, estado del pago, estado envio, estado del envio, estado solicitud, alias, nombre en el timbre, nombre del timbre, pais de expedicion, pais expedicion, lugar de expedicion, pais emisor, tarjeta regalo, tarjeta de regalo, entre calles, referencias, cupon, codigo promocional, codigo descuento, promocional, descuento, vale, tarjeta regalo, cheque regalo, codigo regalo, tarjeta fidelidad, cantidad, asunto, tema, pasaporte, numero pasaporte, dni, nif, nie, cif, nif cif, cif nif, dni nif, cedula, rfc, curp, cuit, cuil, rut, ruc, numero documento, documento, tipo documento, documento identidad, identificacion, seguridad social, iban, banco, cuenta, cuenta bancaria, clabe, nacionalidad, ciudadania, matricula, vehiculo, placa, licencia, apellido soltera, edad, idioma, moneda, importe, monto, precio, ingresos, archivo, numero pedido, pedido numero, referencia, numero factura, factura, estado civil, departamento area, origen, salida, llegada, destino, ida, vuelta, fecha salida, fecha ida, fecha vuelta, fecha regreso, fecha llegada, fecha entrega, fecha entrada, vuelo, adultos, ninos, habitaciones, hora, horario, metodo pago, forma pago, medio pago, producto, nombre producto, nombre archivo, seguro, poliza, escuela, colegio, universidad, lugar nacimiento, pais nacimiento, ciudad nacimiento, provincia nacimiento, alias direccion, nombre direccion, talla, peso, sector, cuotas, numero socio, condicion iva, iva, giro, fecha emision, fecha pedido, recoger, referencias',
    context:
      'alumno, alumna, pedido, compra, viaje, pasajero, pasajeros, viajero, participante, persona, huesped, adulto',
    someone:
      'emergencia, contacto emergencia, conyuge, madre, padre, hijo, amigo, beneficiario, padrino, amiga, acompanante, acompana, direccion anterior, domicilio anterior, hijos, conductor adicional, segundo conductor, dependiente, avalista',
    shipping: 'enviar a, envio, entrega, destinatario',
    billing: 'facturacion',
  },
}
