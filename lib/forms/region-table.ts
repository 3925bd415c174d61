/**
 * First-level divisions of countries whose forms have lists of them, by the part of their ISO 3166-2 code behind the hyphen, with their
 * names: as official there, in English and as people shorten them. Italy and Spain have both of their levels, as their forms do.
 * Places that are called the same everywhere need no line.
 */
export const REGIONS: { readonly [country: string]: string } = {
  US: `AK Alaska;AL Alabama;AR Arkansas;AS American Samoa;AZ Arizona;CA California;CO Colorado;CT Connecticut;
    DC District of Columbia/Washington DC/Washington D.C./D.C.;DE Delaware;FL Florida;GA Georgia;GU Guam;HI Hawaii;IA Iowa;ID Idaho;
    IL Illinois;IN Indiana;KS Kansas;KY Kentucky;LA Louisiana;MA Massachusetts;MD Maryland;ME Maine;MI Michigan;MN Minnesota;
    MO Missouri;MP Northern Mariana Islands/Saipan;MS Mississippi;MT Montana;NC North Carolina;ND North Dakota;NE Nebraska;
    NH New Hampshire;NJ New Jersey;NM New Mexico;NV Nevada;NY New York;OH Ohio;OK Oklahoma;OR Oregon;PA Pennsylvania;PR Puerto Rico;
    RI Rhode Island;SC South Carolina;SD South Dakota;TN Tennessee;TX Texas;UT Utah;VA Virginia;
    VI Virgin Islands, U.S./US Virgin Islands/Virgin Islands;VT Vermont;WA Washington;WI Wisconsin;WV West Virginia;WY Wyoming`,
  CA: `AB Alberta;BC British Columbia/Colombie-Britannique;MB Manitoba;NB New Brunswick/Nouveau-Brunswick;
    NL Newfoundland and Labrador/Newfoundland/Terre-Neuve-et-Labrador;NS Nova Scotia/Nouvelle-Écosse;
    NT Northwest Territories/Territoires du Nord-Ouest;NU Nunavut;ON Ontario;PE Prince Edward Island/Île-du-Prince-Édouard/PEI;
    QC Quebec/Québec;SK Saskatchewan;YT Yukon/Yukon Territory`,
  AU: `ACT Australian Capital Territory;NSW New South Wales;NT Northern Territory;QLD Queensland;SA South Australia;TAS Tasmania;
    VIC Victoria;WA Western Australia`,
  BR: `AC Acre;AL Alagoas;AM Amazonas;AP Amapá;BA Bahia;CE Ceará;DF Distrito Federal;ES Espírito Santo;GO Goiás;MA Maranhão;
    MG Minas Gerais;MS Mato Grosso do Sul;MT Mato Grosso;PA Pará;PB Paraíba;PE Pernambuco;PI Piauí;PR Paraná;RJ Rio de Janeiro;
    RN Rio Grande do Norte;RO Rondônia;RR Roraima;RS Rio Grande do Sul;SC Santa Catarina;SE Sergipe;SP São Paulo;TO Tocantins`,
  MX: `AGU Aguascalientes/AGS;BCN Baja California/BC;BCS Baja California Sur;CAM Campeche;CHH Chihuahua/CHIH;CHP Chiapas/CHIS;
    CMX Ciudad de México/Mexico City/CDMX/Distrito Federal/DF;COA Coahuila de Zaragoza/Coahuila;COL Colima;DUR Durango/DGO;
    GRO Guerrero;GUA Guanajuato/GTO;HID Hidalgo/HGO;JAL Jalisco;MEX México/Estado de México/State of Mexico/Edomex;
    MIC Michoacán de Ocampo/Michoacán;MOR Morelos/MOR;NAY Nayarit;NLE Nuevo León/NL;OAX Oaxaca;PUE Puebla;
    QUE Querétaro/QRO/Querétaro de Arteaga;ROO Quintana Roo/QR;SIN Sinaloa;SLP San Luis Potosí;SON Sonora;TAB Tabasco;
    TAM Tamaulipas/TAMPS;TLA Tlaxcala/TLAX;VER Veracruz de Ignacio de la Llave/Veracruz;YUC Yucatán;ZAC Zacatecas`,
  IN: `AN Andaman and Nicobar Islands/Andaman & Nicobar Islands;AP Andhra Pradesh;AR Arunachal Pradesh;AS Assam;BR Bihar;CH Chandigarh;
    CT Chhattisgarh/CG;DH Dadra and Nagar Haveli and Daman and Diu/Dadra and Nagar Haveli/Daman and Diu/DN;
    DL Delhi/National Capital Territory of Delhi/New Delhi;GA Goa;GJ Gujarat;HP Himachal Pradesh;HR Haryana;JH Jharkhand;
    JK Jammu and Kashmir/Jammu & Kashmir;KA Karnataka;KL Kerala;LA Ladakh;LD Lakshadweep;MH Maharashtra;ML Meghalaya;MN Manipur;
    MP Madhya Pradesh;MZ Mizoram;NL Nagaland;OR Odisha/Orissa/OD;PB Punjab;PY Puducherry/Pondicherry;RJ Rajasthan;SK Sikkim;
    TG Telangana/TS;TN Tamil Nadu;TR Tripura;UP Uttar Pradesh;UT Uttarakhand/Uttaranchal/UK;WB West Bengal`,
  IT: `21 Piemonte/Piedmont;23 Valle d'Aosta/Val d'Aoste/Aosta Valley/Aosta;25 Lombardia/Lombardy;32 Trentino-Alto Adige;34 Veneto;
    36 Friuli Venezia Giulia;42 Liguria;45 Emilia-Romagna;52 Toscana/Tuscany;55 Umbria;57 Marche;62 Lazio;65 Abruzzo;67 Molise;
    72 Campania;75 Puglia/Apulia;77 Basilicata;78 Calabria;82 Sicilia/Sicily;88 Sardegna/Sardinia;AG Agrigento;AL Alessandria;
    AN Ancona;AP Ascoli Piceno;AQ L'Aquila;AR Arezzo;AT Asti;AV Avellino;BA Bari;BG Bergamo;BI Biella;BL Belluno;BN Benevento;
    BO Bologna;BR Brindisi;BS Brescia;BT Barletta-Andria-Trani/BAT;BZ Bolzano/Bozen/Bolzano/Bozen;CA Cagliari;CB Campobasso;
    CE Caserta;CH Chieti;CL Caltanissetta;CN Cuneo;CO Como;CR Cremona;CS Cosenza;CT Catania;CZ Catanzaro;EN Enna;
    FC Forlì-Cesena/Forlì;FE Ferrara;FG Foggia;FI Firenze/Florence;FM Fermo;FR Frosinone;GE Genova/Genoa;GO Gorizia;GR Grosseto;
    IM Imperia;IS Isernia;KR Crotone;LC Lecco;LE Lecce;LI Livorno;LO Lodi;LT Latina;LU Lucca;
    MB Monza e Brianza/Monza e della Brianza/Monza;MC Macerata;ME Messina;MI Milano/Milan;MN Mantova/Mantua;MO Modena;
    MS Massa-Carrara/Massa;MT Matera;NA Napoli/Naples;NO Novara;NU Nuoro;OR Oristano;PA Palermo;PC Piacenza;PD Padova/Padua;
    PE Pescara;PG Perugia;PI Pisa;PN Pordenone;PO Prato;PR Parma;PT Pistoia;PU Pesaro e Urbino/Pesaro;PV Pavia;PZ Potenza;RA Ravenna;
    RC Reggio Calabria/Reggio di Calabria;RE Reggio Emilia/Reggio nell'Emilia;RG Ragusa;RI Rieti;RM Roma/Rome;RN Rimini;RO Rovigo;
    SA Salerno;SI Siena;SO Sondrio;SP La Spezia;SR Siracusa/Syracuse;SS Sassari;SU Sud Sardegna;SV Savona;TA Taranto;TE Teramo;
    TN Trento;TO Torino/Turin;TP Trapani;TR Terni;TS Trieste;TV Treviso;UD Udine;VA Varese;VB Verbano-Cusio-Ossola/Verbania;
    VC Vercelli;VE Venezia/Venice;VI Vicenza;VR Verona;VT Viterbo;VV Vibo Valentia;AO Aosta`,
  ES: `A Alicante/Alacant;AB Albacete;AL Almería;AN Andalucía/Andalusia;AR Aragón;AS Asturias/Principado de Asturias;AV Ávila;
    B Barcelona;BA Badajoz;BI Bizkaia/Vizcaya/Biscay;BU Burgos;C A Coruña/La Coruña/Coruña;CA Cádiz;CB Cantabria;CC Cáceres;CE Ceuta;
    CL Castilla y León/Castile and León;CM Castilla-La Mancha;CN Canarias/Islas Canarias/Canary Islands;CO Córdoba;CR Ciudad Real;
    CS Castellón/Castelló/Castellón de la Plana;CT Cataluña/Catalunya/Catalonia;CU Cuenca;EX Extremadura;GA Galicia;GC Las Palmas;
    GI Girona/Gerona;GR Granada;GU Guadalajara;H Huelva;HU Huesca;IB Illes Balears/Islas Baleares/Baleares/Balearic Islands;J Jaén;
    L Lleida/Lérida;LE León;LO La Rioja/Rioja;LU Lugo;M Madrid/Comunidad de Madrid;MA Málaga;MC Región de Murcia;ML Melilla;
    MU Murcia;NA Navarra/Nafarroa/Navarre;O Asturias;OR Ourense/Orense;P Palencia;
    PM Illes Balears/Islas Baleares/Baleares/Balears/Balearic Islands;PO Pontevedra;
    PV País Vasco/Euskadi/Euskal Herria/Basque Country;S Cantabria;SA Salamanca;SE Sevilla/Seville;SG Segovia;SO Soria;
    SS Gipuzkoa/Guipúzcoa;T Tarragona;TE Teruel;TF Santa Cruz de Tenerife/Tenerife;TO Toledo;V Valencia/València;VA Valladolid;
    VC Comunidad Valenciana/Comunitat Valenciana/Valencian Community;VI Álava/Araba;Z Zaragoza/Saragossa;ZA Zamora`,
  DE: `BB Brandenburg;BE Berlin;BW Baden-Württemberg;BY Bayern/Bavaria;HB Bremen/Freie Hansestadt Bremen;HE Hessen/Hesse;
    HH Hamburg/Freie und Hansestadt Hamburg;MV Mecklenburg-Vorpommern/Mecklenburg-West Pomerania/Mecklenburg-Western Pomerania;
    NI Niedersachsen/Lower Saxony;NW Nordrhein-Westfalen/North Rhine-Westphalia/NRW;RP Rheinland-Pfalz/Rhineland-Palatinate;
    SH Schleswig-Holstein;SL Saarland;SN Sachsen/Saxony;ST Sachsen-Anhalt/Saxony-Anhalt;TH Thüringen/Thuringia`,
  AT: `1 Burgenland/Bgld;2 Kärnten/Carinthia/Ktn;3 Niederösterreich/Lower Austria/NÖ;4 Oberösterreich/Upper Austria/OÖ;5 Salzburg/Sbg;
    6 Steiermark/Styria/Stmk;7 Tirol/Tyrol;8 Vorarlberg/Vbg;9 Wien/Vienna`,
  CH: `AG Aargau/Argovie;AI Appenzell Innerrhoden/Appenzell Inner-Rhodes/Appenzell Rhodes-Intérieures;
    AR Appenzell Ausserrhoden/Appenzell Outer-Rhodes/Appenzell Rhodes-Extérieures;BE Bern/Berne/Berna;
    BL Basel-Landschaft/Bâle-Campagne/Baselland;BS Basel-Stadt/Bâle-Ville;FR Freiburg/Fribourg/Friburgo;
    GE Genève/Genf/Geneva/Ginevra;GL Glarus/Glaris;GR Graubünden/Grisons/Grigioni/Grischun;JU Jura;LU Luzern/Lucerne/Lucerna;
    NE Neuchâtel/Neuenburg;NW Nidwalden/Nidwald;OW Obwalden/Obwald;SG Sankt Gallen/St. Gallen/Saint-Gall/San Gallo;
    SH Schaffhausen/Schaffhouse;SO Solothurn/Soleure/Soletta;SZ Schwyz;TG Thurgau/Thurgovie;TI Ticino/Tessin;UR Uri;VD Vaud/Waadt;
    VS Valais/Wallis/Vallese;ZG Zug/Zoug;ZH Zürich/Zurich/Zurigo`,
  JP: `01 北海道/Hokkaido;02 青森県/Aomori;03 岩手県/Iwate;04 宮城県/Miyagi;05 秋田県/Akita;06 山形県/Yamagata;07 福島県/Fukushima;08 茨城県/Ibaraki;
    09 栃木県/Tochigi;10 群馬県/Gunma;11 埼玉県/Saitama;12 千葉県/Chiba;13 東京都/Tokyo;14 神奈川県/Kanagawa;15 新潟県/Niigata;16 富山県/Toyama;
    17 石川県/Ishikawa;18 福井県/Fukui;19 山梨県/Yamanashi;20 長野県/Nagano;21 岐阜県/Gifu;22 静岡県/Shizuoka;23 愛知県/Aichi;24 三重県/Mie;25 滋賀県/Shiga;
    26 京都府/Kyoto;27 大阪府/Osaka;28 兵庫県/Hyogo;29 奈良県/Nara;30 和歌山県/Wakayama;31 鳥取県/Tottori;32 島根県/Shimane;33 岡山県/Okayama;
    34 広島県/Hiroshima;35 山口県/Yamaguchi;36 徳島県/Tokushima;37 香川県/Kagawa;38 愛媛県/Ehime;39 高知県/Kochi;40 福岡県/Fukuoka;41 佐賀県/Saga;
    42 長崎県/Nagasaki;43 熊本県/Kumamoto;44 大分県/Oita;45 宮崎県/Miyazaki;46 鹿児島県/Kagoshima;47 沖縄県/Okinawa`,
  CN: `AH 安徽省/Anhui;BJ 北京市/Beijing/Peking;CQ 重庆市/Chongqing;FJ 福建省/Fujian;GD 广东省/Guangdong;GS 甘肃省/Gansu;GX 广西壮族自治区/广西/Guangxi;
    GZ 贵州省/Guizhou;HA 河南省/Henan;HB 湖北省/Hubei;HE 河北省/Hebei;HI 海南省/Hainan;HK 香港特别行政区/香港/Hong Kong;HL 黑龙江省/Heilongjiang;HN 湖南省/Hunan;
    JL 吉林省/Jilin;JS 江苏省/Jiangsu;JX 江西省/Jiangxi;LN 辽宁省/Liaoning;MO 澳门特别行政区/澳门/Macao/Macau;NM 内蒙古自治区/内蒙古/Inner Mongolia/Nei Mongol;
    NX 宁夏回族自治区/宁夏/Ningxia;QH 青海省/Qinghai;SC 四川省/Sichuan;SD 山东省/Shandong;SH 上海市/Shanghai;SN 陕西省/Shaanxi;SX 山西省/Shanxi;TJ 天津市/Tianjin;
    TW 台湾省/Taiwan;XJ 新疆维吾尔自治区/新疆/Xinjiang;XZ 西藏自治区/西藏/Tibet/Xizang;YN 云南省/Yunnan;ZJ 浙江省/Zhejiang`,
  KR: `11 서울특별시/서울/Seoul;26 부산광역시/부산/Busan;27 대구광역시/대구/Daegu;28 인천광역시/인천/Incheon;29 광주광역시/광주/Gwangju;30 대전광역시/대전/Daejeon;
    31 울산광역시/울산/Ulsan;41 경기도/경기/Gyeonggi;42 강원특별자치도/강원도/강원/Gangwon;43 충청북도/충북/North Chungcheong/Chungcheongbuk;
    44 충청남도/충남/South Chungcheong/Chungcheongnam;45 전북특별자치도/전라북도/전북/North Jeolla/Jeollabuk;46 전라남도/전남/South Jeolla/Jeollanam;
    47 경상북도/경북/North Gyeongsang/Gyeongsangbuk;48 경상남도/경남/South Gyeongsang/Gyeongsangnam;49 제주특별자치도/제주도/제주/Jeju;
    50 세종특별자치시/세종시/세종/Sejong`,
  TW: `TPE 臺北市/Taipei;NWT 新北市/New Taipei;TAO 桃園市/Taoyuan;TXG 臺中市/Taichung;TNN 臺南市/Tainan;KHH 高雄市/Kaohsiung;KEE 基隆市/Keelung;
    HSZ 新竹市/Hsinchu City;HSQ 新竹縣/Hsinchu County;MIA 苗栗縣/Miaoli;CHA 彰化縣/Changhua;NAN 南投縣/Nantou;YUN 雲林縣/Yunlin;CYI 嘉義市/Chiayi City;
    CYQ 嘉義縣/Chiayi County;PIF 屏東縣/Pingtung;ILA 宜蘭縣/Yilan;HUA 花蓮縣/Hualien;TTT 臺東縣/Taitung;PEN 澎湖縣/Penghu;KIN 金門縣/Kinmen;
    LIE 連江縣/Lienchiang/Matsu`,
  AR: `A Salta;B Buenos Aires/Provincia de Buenos Aires;C Ciudad Autónoma de Buenos Aires/Capital Federal/CABA/Buenos Aires City;
    D San Luis;E Entre Ríos;F La Rioja;G Santiago del Estero;H Chaco;J San Juan;K Catamarca;L La Pampa;M Mendoza;N Misiones;
    P Formosa;Q Neuquén;R Río Negro;S Santa Fe;T Tucumán;U Chubut;
    V Tierra del Fuego/Tierra del Fuego, Antártida e Islas del Atlántico Sur;W Corrientes;X Córdoba;Y Jujuy;Z Santa Cruz`,
  NL: `DR Drenthe;FL Flevoland;FR Friesland/Fryslân;GE Gelderland;GR Groningen;LI Limburg;NB Noord-Brabant/North Brabant;
    NH Noord-Holland/North Holland;OV Overijssel;UT Utrecht;ZE Zeeland;ZH Zuid-Holland/South Holland`,
  PL: `02 Dolnośląskie/Lower Silesian;04 Kujawsko-pomorskie/Kuyavian-Pomeranian;06 Lubelskie/Lublin;08 Lubuskie/Lubusz;10 Łódzkie/Łódź;
    12 Małopolskie/Lesser Poland;14 Mazowieckie/Masovian;16 Opolskie/Opole;18 Podkarpackie/Subcarpathian;20 Podlaskie/Podlaskie;
    22 Pomorskie/Pomeranian;24 Śląskie/Silesian;26 Świętokrzyskie/Holy Cross;28 Warmińsko-mazurskie/Warmian-Masurian;
    30 Wielkopolskie/Greater Poland;32 Zachodniopomorskie/West Pomeranian`,
  IE: `CE Clare;CN Cavan;CO Cork;CW Carlow;D Dublin;DL Donegal;G Galway;KE Kildare;KK Kilkenny;KY Kerry;LD Longford;LH Louth;
    LK Limerick;LM Leitrim;LS Laois;MH Meath;MN Monaghan;MO Mayo;OY Offaly;RN Roscommon;SO Sligo;TA Tipperary;WD Waterford;
    WH Westmeath;WW Wicklow;WX Wexford`,
  ZA: `EC Eastern Cape;FS Free State;GP Gauteng/GT;KZN Kwazulu-Natal/KZ/NL;LP Limpopo;MP Mpumalanga;NC Northern Cape;
    NW North-West/North West;WC Western Cape`,
  NZ: `AUK Auckland;BOP Bay of Plenty;CAN Canterbury;GIS Gisborne;HKB Hawke's Bay/Hawkes Bay;MBH Marlborough;
    MWT Manawatu-Wanganui/Manawatu-Whanganui;NSN Nelson;NTL Northland;OTA Otago;STL Southland;TAS Tasman;TKI Taranaki;WGN Wellington;
    WKO Waikato;WTC West Coast`,
  MY: `01 Johor;02 Kedah;03 Kelantan;04 Melaka/Malacca;05 Negeri Sembilan;06 Pahang;07 Pulau Pinang/Penang;08 Perak;09 Perlis;
    10 Selangor;11 Terengganu;12 Sabah;13 Sarawak;14 Wilayah Persekutuan Kuala Lumpur/Kuala Lumpur/WP Kuala Lumpur;
    15 Wilayah Persekutuan Labuan/Labuan;16 Wilayah Persekutuan Putrajaya/Putrajaya`,
  PT: `01 Aveiro;02 Beja;03 Braga;04 Bragança;05 Castelo Branco;06 Coimbra;07 Évora;08 Faro;09 Guarda;10 Leiria;11 Lisboa/Lisbon;
    12 Portalegre;13 Porto/Oporto;14 Santarém;15 Setúbal;16 Viana do Castelo;17 Vila Real;18 Viseu;
    20 Região Autónoma dos Açores/Açores/Azores;30 Região Autónoma da Madeira/Madeira`,
  AE: `AJ عجمان/Ajman;AZ أبو ظبي/Abu Dhabi;DU دبي/Dubai;FU الفجيرة/Fujairah/Al Fujairah;RK رأس الخيمة/Ras Al Khaimah;
    SH الشارقة/Sharjah/Al Sharjah;UQ أم القيوين/Umm Al Quwain`,
  GB: `ENG England;NIR Northern Ireland;SCT Scotland;WLS Wales/Cymru`,
}
