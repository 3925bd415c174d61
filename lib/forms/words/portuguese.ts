import type { Words } from '@/lib/forms/words/words'

export const PORTUGUESE: Words = {
  language: 'pt',
  silent:
    'atual actual qual de do da dos das o a os as seu sua seus um uma por favor insira digite informe introduza indique em para obrigatorio opcional no na ao meu minha qual e como selecione escolha escreva impresso preencha',
  words: {
    'birth place': '=nascido em, =nascida em, =nascido a em, =onde nasceu',
    'shipping full name': 'destinatario',
    'unit flat': 'apto, apartamento, apt, ap, sala',
    name: 'nome, nomes',
    'first name': 'primeiro nome, nome proprio, nomes proprios, primeironome, nome de batismo',
    'last name': 'sobrenome, apelido, apelidos, ultimo nome, sobrenomes, nome familia, ultimonome',
    'middle name': 'nome do meio, segundo nome, nome meio',
    'full name':
      'nome requerente, nome do requerente, nome candidato, nome do candidato, nome declarante, nome do declarante, pessoa de contacto, pessoa de contato, pessoa contacto, pessoa contato, nome completo, nome e sobrenome, nome sobrenome, nome e apelido, nome apelido, nomecompleto, nome completo sem abreviacoes, primeiro e ultimo nome, nome destinatario, titular conta, titular da conta, nome do utente, nome utente',
    nick: 'como gostaria ser chamado, nome social, alcunha',
    prefix: 'tratamento, pronome tratamento, forma tratamento, saudacao',
    sex: 'sexo, genero',
    title: 'titulo',
    job: 'profissao, cargo, funcao, ocupacao',
    company:
      'empresa, razao social, organizacao, nome empresa, instituicao, companhia, nome fantasia, entidade',
    address:
      'endereco completo, endereco residencial, endereco comercial, endereco permanente, endereco de correspondencia, endereco, morada, logradouro, domicilio, endereco residencial, enderecos, residencia, moradas, endereco completo',
    street:
      'rua avenida, rua av, rua praca, rua ou avenida, avenida rua, rua, logradouro, nome rua, avenida, rua avenida, via, rua av, rua e numero, arruamento',
    'house number':
      'numero porta, numero casa, numero residencia, n porta, numero endereco, num porta, porta, numero imovel',
    unit: 'andar porta, andar, bloco, fraccao, fracao, lote, piso, predio, bl, edificio',
    'extra address':
      'complemento, complemento endereco, compl, morada 2, informacao adicional morada, endereco 2, morada adicional, complementar, endereco complementar, morada complementar',
    'line first-one': 'endereco 1, morada 1, endereco linha 1, linha 1, morada linha 1, linha endereco 1',
    'line second-one': 'endereco 2, morada 2, endereco linha 2, linha 2, morada linha 2, linha endereco 2',
    'line third-one': 'endereco 3, morada 3, linha 3, endereco linha 3',
    city: 'cidade, localidade, municipio, cidade localidade, concelho cidade, cidade municipio, concelho',
    district: 'concelho, bairro, freguesia, bairro distrito',
    region:
      'estado, uf, distrito, provincia, estado provincia, regiao, estado uf, unidade federativa, distrito regiao',
    postal: 'cep, codigo postal, cod postal, codpostal, codigopostal, c postal, cod postal',
    country: 'pais, pais residencia, pais regiao',
    phone:
      'celular com ddd, telefone com ddd, whatsapp com ddd, fone com ddd, telefone, telemovel, celular, tel, numero telefone, numero telemovel, telefone celular, contacto telefonico, telefone fixo, numero celular, fone, telefone contato, telefone residencial, telefones, telefone movel, whatsapp, tel celular, numero contacto, telefone comercial, contato telefonico, cel, fixo',
    fax: 'fax',
    email:
      'email, e mail, mail, correio eletronico, endereco email, endereco e mail, correio electronico, endereco de e mail, endereco eletronico',
    extension: 'ramal, extensao',
    area: 'ddd, codigo area, cod area',
    dial: 'ddi, indicativo, codigo pais, indicativo pais, prefixo, codigo do pais, indicativo internacional',
    website: 'site, pagina web, pagina internet, sitio, website',
    date: 'data, dt',
    day: 'dia',
    month: 'mes',
    year: 'ano, aaaa',
    birth: 'nascimento, nasc, aniversario, nascido',
    'birth date':
      'data nascimento, data nasc, datanascimento, datanasc, dt nascimento, dt nasc, aniversario, dtnascimento, dtnasc, data de nascimento, data aniversario',
    'birth year': 'ano nascimento',
    'birth month': 'mes nascimento',
    'birth day': 'dia nascimento',
    card: 'cartao, cartao credito, cartao debito, cartao de credito',
    'card number':
      'numero cartao, num cartao, n cartao, numero do cartao, numerocartao, numcartao, nr cartao',
    csc: 'codigo seguranca, cvv, cvc, codigo verificacao, codigo de seguranca, cod seguranca, codigo verificador, codigoseguranca, codigo validacao cartao, cod de seguranca',
    expiry:
      'expira, expira em, validade, data validade, vencimento, data vencimento, expiracao, data expiracao, valido ate, mm aa, validade cartao, datavalidade, caducidade, data de expiracao',
    'expiry month': 'mes validade, mes vencimento, mes expiracao',
    'expiry year': 'ano validade, ano vencimento, ano expiracao',
    holder:
      'titular, titular cartao, nome titular, nome no cartao, nome cartao, portador, nome impresso cartao, nome como cartao, nome portador, nome escrito cartao, nome impresso no cartao, nome do titular, nome que aparece cartao',
    'card kind': 'tipo cartao, bandeira, bandeira cartao, tipo de cartao',
    number: 'numero, num, n, nro, nr, no',
    code: 'codigo, cod',
    kind: 'tipo',
    place: 'local',
    confirm: 'confirmar, confirme, confirmacao, repetir, repita, confirma, novamente, repete',
    user: 'usuario, utilizador, nome utilizador, nome usuario, numero cliente, nome de utilizador, nome de usuario, codigo cliente',
    password: 'senha, palavra passe, palavra chave, password, palavrapasse, nova senha, palavra-passe',
    search:
      'pesquisar, busca, buscar, pesquisa, procurar, palavra chave pesquisa, o que procura, o que voce procura, encontrar',
    captcha: 'codigo imagem, caracteres imagem, texto imagem, letras imagem',
    once: 'codigo confirmacao, codigo verificacao sms, codigo sms, codigo ativacao, token, codigo recebido',
    comment:
      'mensagem, comentario, comentarios, observacoes, observacao, notas, obs, duvida, instrucoes, sua mensagem, descricao, assunto mensagem, sugestoes, motivo, recado, pedido especial, mais informacoes',
    bait: 'fins de validacao, fins validacao, deixar vazio, nao preencher, deixe este campo vazio, =nao preencha, deixe em branco, deixe vazio, este campo vazio, campo vazio, campo em branco',
    other:
      'estado do pedido, estado do pagamento, estado da encomenda, estado do envio, comarca, pais emissor, pais de emissao, pais emissao, local de emissao, nome fantasia, cartao nacional de saude, cartao nacional saude, cartao sus, cidade de prova, cidade prova, local de prova, local prova, cartao presente, vale presente, emissor, emissao, orgao, orgao emissor, orgao uf, cartao cidadao, cartao de cidadao, cidadao, cupom, cupao, codigo promocional, codigo desconto, desconto, vale, vale presente, vale compra, cartao presente, cartao oferta, cartao fidelidade, cartao cliente, cartao cidadao, quantidade, assunto, passaporte, numero passaporte, cpf, cnpj, cpf cnpj, nif, nipc, contribuinte, numero contribuinte, rg, inscricao estadual, inscricao municipal, documento, numero documento, tipo documento, bilhete identidade, identidade, orgao emissor, iban, nib, banco, conta, conta bancaria, agencia, nacionalidade, cidadania, matricula, placa, veiculo, carta conducao, nome solteira, idade, lingua, idioma, moeda, valor, preco, renda, ficheiro, arquivo, numero pedido, numero encomenda, referencia, fatura, estado civil, departamento, partida, chegada, destino, origem, ida, volta, data partida, data ida, data volta, data regresso, data chegada, data entrega, voo, adultos, criancas, quartos, hora, horario, metodo pagamento, forma pagamento, parcelas, produto, nome produto, nome ficheiro, nome arquivo, seguro, apolice, escola, naturalidade, local nascimento, cidade nascimento, pais nascimento, estado nascimento, nome mae, nome pai, nome da mae, nome do pai, identificacao endereco, nome endereco, apelido endereco, tamanho, peso, setor, como conheceu, ponto de encontro, data emissao, data pedido, pis, titulo eleitor, ponto referencia, ponto de referencia, tipo logradouro, cartao de cidadao',
    context:
      'aluno, aluna, do aluno, pedido, compra, viagem, encomenda, passageiro, passageiros, viajante, participante, pessoa, hospede, adulto, utente, do utente',
    someone:
      'emergencia, contato emergencia, conjuge, mae, pai, filho, amigo, beneficiario, indicacao, dependente, dependentes, acompanhante, morada anterior, endereco anterior, filhos, educando, pediatra, segundo condutor',
    shipping: 'entrega, envio, destinatario',
    billing: 'faturacao, cobranca, faturamento, facturacao',
  },
}
