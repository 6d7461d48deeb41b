import StanceTestSupport
import Testing

@testable import StanceLexicon

@Suite struct FrenchVerbTests {
  static let verb: FrenchVerb = {
    let table = PackageFiles.read("Lexicons/fr/conjugation.tsv") ?? []
    return (try? FrenchVerb(table: table, file: "fr/conjugation.tsv")) ?? FrenchVerb()
  }()

  /// Verb: forms that must be made; after `!`, forms that must not.
  static let closedList: [String] = [
    "parler: parle parles parlons parlez parlent parlais parlait parla parlèrent parlera parlerait parlé parlée parlés parlées parlant parlât",
    "placer: place plaçons placez plaçais plaçait placions plaça plaçant placera placèrent ! placons placait",
    "manger: mangeons mangeais mangeait mangions mangea mangeant mangèrent mangé ! mangons mangait",
    "appeler: appelle appelles appellent appelons appelait appellera appellerait appelé ! appèle",
    "rappeler: rappelle rappellera rappelons",
    "jeter: jette jettes jettent jetons jetait jettera jetterait jetant jetée",
    "projeter: projette projetons projettera",
    "geler: gèle gèlent gelons gèlera gelait ! gelle",
    "harceler: harcèle harcèlent harcelons harcèlera",
    "démanteler: démantèle démantèlera démantelé",
    "acheter: achète achètent achetons achètera achetait acheté ! achette",
    "payer: paie paye payons paiera payera paient payait payé",
    "employer: emploie emploies emploient employons emploiera employait employé ! employe",
    "appuyer: appuie appuient appuiera appuyons",
    "envoyer: envoie envoient enverra enverrait envoyons envoyé envoyait",
    "céder: cède cèdent cédons cédera cèdera cédait cédé cédant",
    "préférer: préfère préfèrent préférons préférera préféré",
    "régler: règle règlent réglons réglé",
    "intégrer: intègre intègrent intégrons intégré",
    "alléguer: allègue alléguons allégué",
    "disséquer: dissèque disséquons",
    "protéger: protège protègent protégeons protégeait protégea protégé",
    "régner: règne règnent régnait",
    "mener: mène mènent menons mènera menait mené",
    "lever: lève lèvent levons lèvera",
    "peser: pèse pèsent pesons pèsera pesait",
    "sevrer: sèvre sèvrent sevré",
    "créer: crée crées créent créons créera créé créée créées",
    "étudier: étudie étudions étudiions étudiera",
    "louer: loue louent loué",
    "tuer: tue tuent tué",
    "rester: reste restent reste ! rèste",
    "exceller: excelle excellent excellera",
    "aller: vais vas va allons vont ira irait allé aille",
    "emballer: emballe emballent emballé ! vais",
    "finir: finis finit finissons finissent finissait finira finirait finisse fini finie finies finissant",
    "investir: investit investissent investira investi",
    "réussir: réussit réussissent réussirait réussi réussissait",
    "répartir: répartissent réparti répartissait ! répartent",
    "convertir: convertit convertissent converti",
    "asservir: asservit asservissent asservi ! asservent",
    "haïr: hais hait haïssons haïssent haï haïe haïra",
    "venir: viens vient venons viennent venait vint vinrent viendra viendrait vienne venu venue venant",
    "devenir: devient deviennent deviendra devenu devint",
    "prévenir: prévient prévenu préviendra",
    "tenir: tient tiennent tenait tint tiendra tenu tienne",
    "soutenir: soutient soutiennent soutiendrait soutenu soutenue",
    "prendre: prends prend prenons prennent prenait prit prirent prendra prenne pris prise prises prenant",
    "comprendre: comprennent compris comprendrait comprise",
    "mettre: mets met mettons mettent mit mettra mis mise mette",
    "compromettre: compromet compromis compromettra",
    "faire: fais fait faisons faites font faisait fit fera ferait fasse faite faisant",
    "satisfaire: satisfait satisfont satisfera satisfasse",
    "dire: dis dit disons dites disent disait dira dise",
    "contredire: contredit contredisez contredisent contredira",
    "maudire: maudit maudissent maudissait maudira maudite",
    "voir: vois voit voyons voient voyait vit verra verrait voie vu vue",
    "prévoir: prévoit prévoient prévoira prévu",
    "savoir: sais sait savons savent savait sut saura saurait sache su",
    "pouvoir: peux peut pouvons peuvent pouvait put pourra pourrait puisse pu",
    "devoir: dois doit devons doivent devait dut devra devrait doive dû due dus dues",
    "vouloir: veux veut voulons veulent voudra voudrait veuille voulu",
    "recevoir: reçois reçoit recevons reçoivent recevait reçut recevra reçu reçue",
    "décevoir: déçoit déçoivent décevra déçu déçue déçus décevant",
    "conduire: conduis conduit conduisons conduisent conduisit conduira conduite",
    "détruire: détruit détruisent détruira détruite détruisant",
    "nuire: nuit nuisent nuisait nuira nui nuisant ! nuite",
    "craindre: crains craint craignons craignent craignait craindra crainte craigne",
    "peindre: peint peignent peignait peindra peinte",
    "joindre: joint joignent joindra jointe",
    "plaindre: plaint plaignent plaindrait",
    "battre: bats bat battons battent battait battit battra battu battue",
    "combattre: combat combattent combattu",
    "rompre: romps rompt rompons rompent rompu rompra",
    "corrompre: corrompt corrompu corrompue",
    "vaincre: vainc vainquons vainquent vainquit vaincra vaincu",
    "convaincre: convainc convainquent convaincu convaincra convaincrait",
    "suivre: suis suit suivent suivit suivra suivi suivie",
    "poursuivre: poursuit poursuivent poursuivi",
    "vivre: vis vit vivent vécut vivra vécu vive",
    "écrire: écris écrit écrivons écrivent écrivit écrira écrite",
    "courir: cours court courent courait courut courra courrait couru",
    "mourir: meurs meurt mourons meurent mourut mourra mort morte meure",
    "fuir: fuis fuit fuyons fuient fuyait fuira fui fuie",
    "ouvrir: ouvre ouvrent ouvrait ouvrit ouvrira ouvert ouverte",
    "offrir: offre offrent offrait offrirait offert offerte",
    "souffrir: souffre souffrent souffrait souffert",
    "sentir: sens sent sentent sentait sentit sentira senti sentie",
    "mentir: mens ment mentent mentait mentira menti",
    "partir: pars part partent partait partira parti",
    "sortir: sors sort sortent sortira sorti",
    "servir: sers sert servent servait servira servi",
    "dormir: dors dort dorment dormait dormira",
    "acquérir: acquiers acquiert acquérons acquièrent acquérait acquit acquerra acquis acquise",
    "conquérir: conquiert conquièrent conquis conquise conquerra",
    "conclure: conclus conclut concluent conclura conclu conclue",
    "inclure: inclut inclus incluse incluent",
    "résoudre: résout résolvent résolvait résolut résoudra résolu résolue",
    "absoudre: absout absolvent absous absoute",
    "plaire: plaît plaisent plaisait plut plaira plu plaise",
    "taire: tait taisent taira tu taise ! taît",
    "croire: croit croient croyait crut croira cru croie",
    "croître: croît croissent croissait croîtra crû croissant",
    "accroître: accroît accroissent accrut accroîtra accru accrue",
    "naître: naît naissent naquit naîtra né née",
    "connaître: connaît connaissent connaissait connut connaîtra connu connue",
    "disparaître: disparaît disparaissent disparu disparaîtra",
    "rire: ris rit rient riait rira ri",
    "suffire: suffit suffisent suffira suffisait suffi suffisant",
    "valoir: vaut valent valait valut vaudra vaille valu",
    "prévaloir: prévaut prévalent prévale prévaudra",
    "falloir: faut faudra faudrait fallu fallait faille",
    "bouillir: bout bouillent bouillait bouilli bouillira",
    "vêtir: vêt vêtent vêtu vêtira",
    "coudre: coud cousent cousu coudra",
    "moudre: moud moulent moulu moudra",
    "asseoir: assied asseyent assoit assis assise assiéra",
    "vendre: vends vend vendons vendent vendit vendra vendu vendue",
    "perdre: perds perd perdent perdait perdit perdra perdu perdue",
    "répondre: répond répondent répondu",
    "mordre: mord mordent mordu",
    "défendre: défend défendent défendu",
    "promouvoir: promeut promeuvent promu promue promouvra",
    "émouvoir: émeut émeuvent ému émue",
    "accueillir: accueille accueillent accueilli accueillera accueillait",
    "faillir: faillit failli faillira",
    "élire: élit élisent élu élue élira",
    "cuire: cuit cuisent cuite",
    "jaillir: jaillit jaillissent jailli",
    "être: suis est sommes sont était étaient fut sera serait soit été étant",
    "avoir: ai as a avons ont avait eut aura aurait ait eu eue ayant",
  ]

  @Test(arguments: closedList) func closed(line: String) throws {
    let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
    let lists = parts[1].split(separator: "!").map { $0.split(separator: " ").map(String.init) }
    let forms = Set(Self.verb.forms(of: parts[0]).map(\.text))
    for form in lists[0] {
      #expect(forms.contains(form), "\(parts[0]) should make \(form)")
    }
    if lists.count > 1 {
      for form in lists[1] {
        #expect(!forms.contains(form), "\(parts[0]) should not make \(form)")
      }
    }
  }

  @Test func conditionalIsMarked() {
    let forms = Self.verb.forms(of: "réussir")
    #expect(forms.first { $0.text == "réussirait" }?.traits.contains(.conditional) == true)
    #expect(forms.first { $0.text == "réussissait" }?.traits.contains(.conditional) == false)
    let pass = Self.verb.forms(of: "montrer")
    #expect(pass.first { $0.text == "montrait" }?.traits.contains(.conditional) == false)
    #expect(pass.first { $0.text == "montrerait" }?.traits.contains(.conditional) == true)
  }

  @Test func noFormTwice() {
    for verb in ["parler", "finir", "prendre", "être", "céder"] {
      let forms = Self.verb.forms(of: verb).map(\.text)
      #expect(Set(forms).count == forms.count, "\(verb)")
      #expect(forms.first == verb)
    }
  }

  @Test func wrongTableIsAnError() {
    #expect(throws: LexiconError.self) {
      try FrenchVerb(table: Array("ending\tclass\n".utf8), file: "x.tsv")
    }
    let header = FrenchVerb.columns.joined(separator: "\t")
    #expect(throws: LexiconError.self) {
      try FrenchVerb(table: Array((header + "\ner\tnothing\n").utf8), file: "x.tsv")
    }
    #expect(throws: LexiconError.self) {
      try FrenchVerb(table: Array((header + "\nvoir\town\tvois\n").utf8), file: "x.tsv")
    }
  }
}
