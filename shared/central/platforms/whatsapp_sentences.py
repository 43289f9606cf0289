"""What people are told about WhatsApp faults: (Portuguese, English, Spanish) by key, with the next step."""

SENTENCES: dict[str, tuple[str, str, str]] = {
    "token": (
        "A chave de acesso do WhatsApp venceu ou não vale mais. Um administrador precisa reconectar este canal.",
        "The WhatsApp access key has expired or is no longer valid. An administrator must reconnect this channel.",
        "La clave de acceso de WhatsApp venció o ya no es válida. Un administrador debe reconectar este canal.",
    ),
    "permission": (
        "Falta uma permissão do WhatsApp para este número. Um administrador precisa revisar a conexão do canal.",
        "A WhatsApp permission is missing for this number. An administrator must check the channel's connection.",
        "Falta un permiso de WhatsApp para este número. Un administrador debe revisar la conexión del canal.",
    ),
    "policy": (
        "O WhatsApp bloqueou o envio desta conta por regras de uso. Veja o aviso no Gerenciador do WhatsApp.",
        "WhatsApp blocked this account from sending because of its policies. See the notice in WhatsApp Manager.",
        "WhatsApp bloqueó los envíos de esta cuenta por sus políticas. Vea el aviso en el Administrador de WhatsApp.",
    ),
    "country": (
        "O WhatsApp não permite que a empresa escreva para o país desta pessoa. Use outro canal.",
        "WhatsApp does not allow this company to write to this person's country. Use another channel.",
        "WhatsApp no permite escribir al país de esta persona. Use otro canal.",
    ),
    "passing": (
        "O WhatsApp está com instabilidade. Tentaremos de novo em instantes.",
        "WhatsApp has a passing problem. We will try again shortly.",
        "WhatsApp tiene una falla pasajera. Lo intentaremos de nuevo en instantes.",
    ),
    "rate": (
        "Muitas mensagens ao mesmo tempo neste número. O envio continua sozinho em instantes.",
        "Too many messages at once from this number. Sending goes on by itself shortly.",
        "Demasiados mensajes a la vez desde este número. El envío sigue solo en instantes.",
    ),
    "pair_rate": (
        "Muitas mensagens seguidas para esta pessoa. O envio continua sozinho em alguns segundos.",
        "Too many messages in a row to this person. Sending goes on by itself in a few seconds.",
        "Demasiados mensajes seguidos a esta persona. El envío sigue solo en unos segundos.",
    ),
    "spam": (
        "O WhatsApp limitou este número porque pessoas o denunciaram ou bloquearam. Pause campanhas e tente mais "
        "tarde.",
        "WhatsApp limited this number because people blocked or reported it. Pause campaigns and try later.",
        "WhatsApp limitó este número porque hubo bloqueos o denuncias. Pause las campañas e intente más tarde.",
    ),
    "messaging_limit": (
        "A empresa atingiu o limite de novas conversas do WhatsApp em 24 horas. O envio volta quando o limite liberar.",
        "The company reached WhatsApp's limit of new conversations in 24 hours. Sending resumes when it frees up.",
        "La empresa llegó al límite de conversaciones nuevas de WhatsApp en 24 horas. El envío sigue cuando se libere.",
    ),
    "undeliverable": (
        "Não foi possível entregar: o número pode não ter WhatsApp ou usa um aplicativo antigo. Confira o número ou "
        "use outro canal.",
        "It could not be delivered: the number may have no WhatsApp or an old app. Check the number or use another "
        "channel.",
        "No se pudo entregar: el número puede no tener WhatsApp o usa una aplicación antigua. Revise el número "
        "o use otro canal.",
    ),
    "window_closed": (
        "Já passaram 24 horas da última mensagem desta pessoa. Envie um modelo aprovado para retomar a conversa.",
        "It has been over 24 hours since this person last wrote. Send an approved template to resume the conversation.",
        "Pasaron más de 24 horas desde el último mensaje de esta persona. Envíe una plantilla aprobada para retomar.",
    ),
    "ecosystem": (
        "O WhatsApp não entregou para esta pessoa não receber divulgação demais. Espere pelo menos 24 horas.",
        "WhatsApp did not deliver it so that this person does not get too much marketing. Wait at least 24 hours.",
        "WhatsApp no lo entregó para no saturar a esta persona de promociones. Espere al menos 24 horas.",
    ),
    "opted_out": (
        "Esta pessoa pediu para não receber divulgação desta empresa. Não envie mais campanhas a ela.",
        "This person asked not to receive marketing from this company. Do not send campaigns to them.",
        "Esta persona pidió no recibir promociones de esta empresa. No le envíe más campañas.",
    ),
    "experiment": (
        "O WhatsApp não entrega mensagens de divulgação a esta pessoa no momento. Espere que ela escreva ou use outro "
        "canal.",
        "WhatsApp does not deliver marketing to this person at the moment. Wait for them to write or use another "
        "channel.",
        "WhatsApp no entrega promociones a esta persona por ahora. Espere a que escriba o use otro canal.",
    ),
    "same_number": (
        "O número de destino é o mesmo número da empresa. Escolha outro contato.",
        "The recipient is the company's own number. Choose another contact.",
        "El destinatario es el mismo número de la empresa. Elija otro contacto.",
    ),
    "test_number": (
        "Este número de teste só escreve para pessoas cadastradas na Meta. Cadastre o destino ou use um número "
        "definitivo.",
        "This test number may only write to people registered at Meta. Register the recipient or use a real number.",
        "Este número de prueba solo escribe a personas registradas en Meta. Registre el destino o use un número "
        "definitivo.",
    ),
    "display_name": (
        "O nome de exibição do número ainda não foi aprovado pelo WhatsApp. Um administrador precisa ajustá-lo.",
        "The number's display name is not yet approved by WhatsApp. An administrator must fix it.",
        "WhatsApp todavía no aprobó el nombre para mostrar del número. Un administrador debe ajustarlo.",
    ),
    "payment": (
        "O WhatsApp parou o envio por falta de pagamento. Confira a forma de pagamento na Meta.",
        "WhatsApp stopped sending because of a payment problem. Check the payment method at Meta.",
        "WhatsApp detuvo los envíos por un problema de pago. Revise la forma de pago en Meta.",
    ),
    "not_registered": (
        "Este número da empresa não está registrado no WhatsApp. Um administrador precisa registrar o número.",
        "This company number is not registered with WhatsApp. An administrator must register it.",
        "Este número de la empresa no está registrado en WhatsApp. Un administrador debe registrarlo.",
    ),
    "registration_rate": (
        "O número foi registrado muitas vezes em pouco tempo. Espere algumas horas.",
        "The number was registered too often in a short time. Wait some hours.",
        "El número se registró demasiadas veces en poco tiempo. Espere algunas horas.",
    ),
    "type": (
        "O WhatsApp não aceita este tipo de mensagem. Envie de outra forma.",
        "WhatsApp does not accept this kind of message. Send it another way.",
        "WhatsApp no acepta este tipo de mensaje. Envíelo de otra forma.",
    ),
    "media_in": (
        "O WhatsApp não conseguiu entregar o arquivo desta pessoa. Peça que ela envie de novo.",
        "WhatsApp could not hand over this person's file. Ask them to send it again.",
        "WhatsApp no pudo entregar el archivo de esta persona. Pídale que lo envíe de nuevo.",
    ),
    "media_out": (
        "O WhatsApp não aceitou o arquivo. Confira o formato e o tamanho e envie de novo.",
        "WhatsApp did not accept the file. Check its format and size and send it again.",
        "WhatsApp no aceptó el archivo. Revise el formato y el tamaño y envíelo de nuevo.",
    ),
    "maintenance": (
        "O número está em manutenção rápida no WhatsApp. O envio continua sozinho em cerca de um minuto.",
        "The number is in short maintenance at WhatsApp. Sending goes on by itself in about a minute.",
        "El número está en un breve mantenimiento en WhatsApp. El envío sigue solo en cerca de un minuto.",
    ),
    "cursor": (
        "A lista mudou durante a leitura. Atualize a lista.",
        "The list changed while it was read. Refresh the list.",
        "La lista cambió durante la lectura. Actualice la lista.",
    ),
    "needs_phone": (
        "Este modelo só pode ser enviado a um número de telefone. Peça o telefone da pessoa.",
        "This template can only be sent to a phone number. Ask the person for their phone number.",
        "Esta plantilla solo puede enviarse a un número de teléfono. Pida el teléfono a la persona.",
    ),
    "marketing_off": (
        "O envio de divulgação está desligado para esta conta do WhatsApp. Um administrador precisa ativá-lo na Meta.",
        "Marketing messages are turned off for this WhatsApp account. An administrator must turn them on at Meta.",
        "Las promociones están desactivadas en esta cuenta de WhatsApp. Un administrador debe activarlas en Meta.",
    ),
    "marketing_only": (
        "Só modelos de divulgação podem ser enviados por aqui. Escolha outro modelo.",
        "Only marketing templates can be sent this way. Choose another template.",
        "Por aquí solo se envían plantillas de promoción. Elija otra plantilla.",
    ),
    "request": (
        "O WhatsApp não aceitou os dados desta mensagem. Revise o conteúdo e o número e envie de novo.",
        "WhatsApp did not accept this message's data. Check the content and the number and send it again.",
        "WhatsApp no aceptó los datos de este mensaje. Revise el contenido y el número y envíelo de nuevo.",
    ),
    "template_parameters": (
        "As variáveis não combinam com o modelo. Confira cada campo e envie de novo.",
        "The variables do not fit the template. Check every field and send it again.",
        "Las variables no coinciden con la plantilla. Revise cada campo y envíela de nuevo.",
    ),
    "template_missing": (
        "O modelo não existe neste idioma ou ainda não foi aprovado. Atualize a lista de modelos e escolha outro.",
        "The template does not exist in this language or is not approved yet. Refresh the templates and choose "
        "another.",
        "La plantilla no existe en este idioma o aún no fue aprobada. Actualice las plantillas y elija otra.",
    ),
    "template_long": (
        "O texto do modelo ficou longo demais com as variáveis. Encurte os campos.",
        "The template's text became too long with its variables. Shorten the fields.",
        "El texto de la plantilla quedó demasiado largo con las variables. Acorte los campos.",
    ),
    "template_policy": (
        "O conteúdo do modelo não segue as regras do WhatsApp. Edite o modelo e envie para aprovação.",
        "The template's content breaks WhatsApp's rules. Edit it and submit it for approval.",
        "El contenido de la plantilla no sigue las reglas de WhatsApp. Edítela y envíela a aprobación.",
    ),
    "template_paused": (
        "O WhatsApp pausou este modelo por baixa qualidade. Use outro modelo ou espere a liberação.",
        "WhatsApp paused this template because of low quality. Use another one or wait until it is released.",
        "WhatsApp pausó esta plantilla por baja calidad. Use otra o espere a que se libere.",
    ),
    "template_disabled": (
        "O WhatsApp desativou este modelo por baixa qualidade. Crie outro modelo.",
        "WhatsApp disabled this template because of low quality. Create another one.",
        "WhatsApp desactivó esta plantilla por baja calidad. Cree otra.",
    ),
    "template_syncing": (
        "O modelo ainda está sendo preparado pelo WhatsApp. Tentaremos de novo em cerca de 10 minutos.",
        "WhatsApp is still preparing the template. We will try again in about 10 minutes.",
        "WhatsApp todavía prepara la plantilla. Lo intentaremos de nuevo en unos 10 minutos.",
    ),
    "flow_blocked": (
        "O formulário deste modelo está bloqueado no WhatsApp. Corrija o formulário na Meta.",
        "This template's form is blocked at WhatsApp. Fix the form at Meta.",
        "El formulario de esta plantilla está bloqueado en WhatsApp. Corríjalo en Meta.",
    ),
    "identity": (
        "A identidade desta pessoa mudou no WhatsApp. Confirme com quem você fala antes de continuar.",
        "This person's identity changed at WhatsApp. Confirm who you are talking to before you go on.",
        "La identidad de esta persona cambió en WhatsApp. Confirme con quién habla antes de seguir.",
    ),
    "call": (
        "A chamada não pôde ser feita pelo WhatsApp. Escreva ou ligue de outra forma.",
        "The call could not be made through WhatsApp. Write or call another way.",
        "No se pudo hacer la llamada por WhatsApp. Escriba o llame de otra forma.",
    ),
    "block_list": (
        "O WhatsApp não conseguiu mudar a lista de bloqueio. Tente de novo mais tarde.",
        "WhatsApp could not change the block list. Try again later.",
        "WhatsApp no pudo cambiar la lista de bloqueo. Intente más tarde.",
    ),
    "timeout": (
        "O WhatsApp não respondeu a tempo.",
        "WhatsApp did not answer in time.",
        "WhatsApp no respondió a tiempo.",
    ),
    "unreachable": (
        "Não foi possível falar com o WhatsApp. Tentaremos de novo em instantes.",
        "WhatsApp could not be reached. We will try again shortly.",
        "No fue posible comunicarse con WhatsApp. Lo intentaremos de nuevo en instantes.",
    ),
    "media_gone": (
        "O arquivo não está mais disponível no WhatsApp. Peça que a pessoa envie de novo.",
        "The file is no longer available at WhatsApp. Ask the person to send it again.",
        "El archivo ya no está disponible en WhatsApp. Pida a la persona que lo envíe de nuevo.",
    ),
    "media_large": (
        "O arquivo é grande demais para ser guardado. Peça uma versão menor.",
        "The file is too large to be kept. Ask for a smaller version.",
        "El archivo es demasiado grande para guardarlo. Pida una versión más pequeña.",
    ),
    "media_damaged": (
        "O arquivo chegou incompleto. Tentaremos baixar de novo.",
        "The file arrived incomplete. We will download it again.",
        "El archivo llegó incompleto. Lo descargaremos de nuevo.",
    ),
    "blocked_address": (
        "O endereço informado não é permitido.",
        "The given address is not allowed.",
        "La dirección indicada no está permitida.",
    ),
    "unknown": (
        "O WhatsApp recusou a mensagem por um motivo que não conhecemos. Tente de outra forma ou avise o "
        "administrador.",
        "WhatsApp refused the message for a reason we do not know. Try another way or tell the administrator.",
        "WhatsApp rechazó el mensaje por un motivo desconocido. Intente de otra forma o avise al administrador.",
    ),
}
