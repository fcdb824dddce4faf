// The words of the page in English and Swedish, and the small grammar of counts, lists and times.
// Knows nothing of the map or of the document. Text of the map is never translated.

// [English, Swedish]; `|` parts the word for one from the word for many, after the first argument.
const WORDS = {
  "skip": ["To the picture", "Till bilden"],
  "find": ["Find", "Sök"],
  "find-hint": ["name, id, other name or owner  ( / )", "namn, id, annat namn eller ägare  ( / )"],
  "find-none": ["Nothing is called that", "Inget heter så"],
  "find-more": ["{0} more: type more letters", "{0} till: skriv fler bokstäver"],
  "copy": ["Copy link", "Kopiera länk"],
  "copied": ["The link is copied. It opens this file as it is shown now.", "Länken är kopierad. Den öppnar filen så som den visas nu."],
  "copy-failed": ["The browser does not let the page copy. The link is: {0}", "Webbläsaren tillåter inte kopiering. Länken är: {0}"],
  "save": ["Save picture", "Spara bild"],
  "saved": ["The picture is saved as {0}.", "Bilden är sparad som {0}."],
  "save-none": ["The table is no picture: open the map, the surroundings or the matrix to save one.", "Tabellen är ingen bild: öppna kartan, omgivningen eller matrisen för att spara en."],
  "language": ["Language", "Språk"],
  "help": ["Keys", "Kortkommandon"],
  "close": ["Close", "Stäng"],
  "toolbar": ["What is shown", "Vad som visas"],
  "views": ["Views", "Vyer"],
  "view.map": ["Map", "Karta"], "view.around": ["Around", "Omgivning"], "view.matrix": ["Matrix", "Matris"],
  "view.table": ["Table", "Tabell"],
  "direction": ["Direction", "Riktning"],
  "down": ["What rests on it", "Vad som behöver den"],
  "up": ["What it rests on", "Vad den behöver"],
  "steps": ["Steps", "Steg"],
  "all": ["all", "alla"],
  "overlay": ["Colours", "Färger"],
  "overlay.none": ["None", "Inga"], "overlay.impact": ["Outage", "Driftsavbrott"],
  "overlay.lifecycle": ["Lifecycle", "Livscykel"], "overlay.standard": ["Standard", "Standard"],
  "day": ["Day", "Dag"],
  "today": ["today", "i dag"],
  "map-day": ["the map's day", "kartans dag"],
  "zoom": ["Size", "Storlek"],
  "zoom-in": ["Larger", "Större"],
  "zoom-out": ["Smaller", "Mindre"],
  "fit": ["Fit", "Anpassa"],
  "crumbs": ["Where you are", "Var du är"],
  "whole-map": ["Whole map", "Hela kartan"],
  "legend": ["Legend", "Teckenförklaring"],
  "panel": ["Details", "Uppgifter"],
  "bad-link": ["The link does not fit this map ({0}); what could be understood is shown.", "Länken passar inte denna karta ({0}); det som gick att förstå visas."],

  "and": ["and", "och"],
  "at-once": ["at once", "genast"],
  "after": ["after {0}", "efter {0}"],
  "min": ["{0} min", "{0} min"],
  "hour": ["{0} h", "{0} tim"],
  "days": ["{0} day|{0} days", "{0} dygn|{0} dygn"],
  "weeks": ["{0} week|{0} weeks", "{0} vecka|{0} veckor"],
  "more": ["{0} more", "{0} till"],
  "elements": ["{0} element|{0} elements", "{0} element|{0} element"],

  "section.processes": ["process|processes", "verksamhetsprocess|verksamhetsprocesser"],
  "section.information": ["information object|information objects", "informationsobjekt|informationsobjekt"],
  "section.systems": ["system|systems", "system|system"],
  "section.integrations": ["integration|integrations", "integration|integrationer"],
  "section.technologies": ["technology|technologies", "teknisk komponent|tekniska komponenter"],
  "section.agreements": ["agreement|agreements", "avtal|avtal"],
  "lane.business": ["BUSINESS/PROCESSES", "VERKSAMHETS-/PROCESSER"],
  "lane.services": ["E-SERVICES", "E-TJÄNSTER"], "lane.systems": ["SYSTEMS", "SYSTEM"],
  "lane.information": ["INFORMATION", "INFORMATION"], "lane.platforms": ["PLATFORMS", "PLATTFORMAR"],
  "lane.technology": ["TECHNOLOGY", "TEKNIK"], "lane.delivery": ["AGREEMENTS", "AVTAL"],

  "start.status": ["{0} in use on {1}. Choose one to see what rests on it.|{0} in use on {1}. Choose one to see what rests on it.", "{0} i drift {1}. Välj ett för att se vad som är beroende av det.|{0} i drift {1}. Välj ett för att se vad som är beroende av det."],
  "start.empty": ["This map has no elements yet.", "Systemkartan har inga element ännu."],
  "start.how": ["Choose a box, or find an element by name. You see at once what rests on it, what its outage would do, when and why, and whom to tell.", "Välj en ruta eller sök efter ett element. Du ser genast vad som är beroende av det, vad ett driftsavbrott skulle medföra, när och varför, och vem som ska underrättas."],
  "start.counts": ["The map holds", "Systemkartan innehåller"],
  "start.most": ["On these most elements rest", "Flest element är beroende av dessa"],
  "start.not-in-use": ["{0} more is not in use on that day|{0} more are not in use on that day", "Ytterligare {0} är inte i drift den dagen|Ytterligare {0} är inte i drift den dagen"],

  "rests-on-it": ["{0} element rests on {1}|{0} elements rest on {1}", "{0} element är beroende av {1}|{0} element är beroende av {1}"],
  "it-rests-on": ["{1} rests on {0} element|{1} rests on {0} elements", "{1} är beroende av {0} element|{1} är beroende av {0} element"],
  "nothing-rests": ["Nothing rests on {0}, as far as the map knows", "Inget är beroende av {0}, såvitt kartan vet"],
  "nothing-but-work": ["Nothing that {1} could disrupt, but {0} element has work when it changes|Nothing that {1} could disrupt, but {0} elements have work when it changes", "Inget som {1} kan störa, men {0} element får arbete när den ändras|Inget som {1} kan störa, men {0} element får arbete när den ändras"],
  "rests-on-nothing": ["{0} rests on nothing, as far as the map knows", "{0} är inte beroende av något, såvitt kartan vet"],
  "directly": ["{0} directly", "{0} direkt"],
  "through-others": ["{0} through others", "{0} via andra"],
  "all-directly": ["all directly", "alla direkt"],
  "within": ["within {0} step|within {0} steps", "inom {0} steg|inom {0} steg"],
  "and-integrations": ["{0} integration too|{0} integrations too", "även {0} integration|även {0} integrationer"],
  "not-in-use": ["{0} is not in use on {1}", "{0} är inte i drift {1}"],
  "step": ["{0} step|{0} steps", "{0} steg|{0} steg"],
  "is-pile": ["{0} stands for {1}", "{0} står för {1}"],

  "if-stops": ["If {0} stops: {1}", "Om {0} stannar: {1}"],
  "if-stops-none": ["If {0} stops, nothing else stops or works with less, as far as the map knows", "Om {0} stannar påverkas inget annat, såvitt kartan vet"],
  "of-business": ["of processes and e-services: {0}", "av verksamhetsprocesser och e-tjänster: {0}"],
  "business-none": ["no process or e-service is hit", "ingen verksamhetsprocess eller e-tjänst drabbas"],
  "first-process": ["The first of the processes and e-services: {0}.", "Först av verksamhetsprocesser och e-tjänster: {0}."],
  "reading": ["on {0}, until further notice; opening hours are not looked at", "{0}, tills vidare; öppettider beaktas inte"],
  "told-of": ["{0} of {1} told", "{0} av {1} visas"],
  "rows-left": ["Shown are {0} of {1}; the command below gives all.", "Här visas {0} av {1}; kommandot nedan ger alla."],

  "n.cause": ["the cause", "orsaken"],
  "n.stops": ["{0} stops|{0} stop", "{0} stannar|{0} stannar"],
  "n.may-stop": ["{0} may stop", "{0} kan stanna"],
  "n.less": ["{0} works with less|{0} work with less", "{0} får nedsatt funktion|{0} får nedsatt funktion"],
  "n.may-less": ["{0} may work with less", "{0} kan få nedsatt funktion"],
  "n.replace": ["{0} must find a replacement", "{0} måste ersätta den"],
  "n.may-replace": ["{0} may have to find a replacement", "{0} kan behöva ersätta den"],
  "n.adapt": ["{0} must be adapted", "{0} måste anpassas"],
  "n.may-adapt": ["{0} may have to be adapted", "{0} kan behöva anpassas"],
  "n.test": ["{0} must be tested", "{0} måste testas"],
  "n.may-test": ["{0} may have to be tested", "{0} kan behöva testas"],
  "n.protected": ["{0} is kept from it|{0} are kept from it", "{0} skyddas|{0} skyddas"],
  "n.may-protected": ["{0} may be kept from it", "{0} skyddas kanske"],
  "n.freed": ["{0} is needed by nothing any more|{0} are needed by nothing any more", "{0} behövs inte längre|{0} behövs inte längre"],
  "look.cause": ["The outage", "Driftsavbrottet"], "look.stops": ["Stops", "Stannar"],
  "look.may-stop": ["May stop", "Kan stanna"], "look.less": ["Works with less", "Får nedsatt funktion"],
  "look.may-less": ["May work with less", "Kan få nedsatt funktion"],
  "look.replace": ["Must find a replacement", "Måste ersätta den"],
  "look.may-replace": ["May have to find a replacement", "Kan behöva ersätta den"],
  "look.adapt": ["Must be adapted", "Måste anpassas"],
  "look.may-adapt": ["May have to be adapted", "Kan behöva anpassas"],
  "look.test": ["Must be tested", "Måste testas"],
  "look.may-test": ["May have to be tested", "Kan behöva testas"],
  "look.protected": ["Kept from it", "Skyddas"],
  "look.may-protected": ["May be kept from it", "Skyddas kanske"],
  "look.freed": ["Needed by nothing any more", "Behövs inte längre"],
  "chip.cause": ["OUTAGE", "AVBROTT"], "chip.stops": ["STOPS", "STANNAR"],
  "chip.may-stop": ["MAY STOP", "KAN STANNA"], "chip.less": ["LESS", "NEDSATT"],
  "chip.may-less": ["MAYBE LESS", "KANSKE NEDSATT"], "chip.replace": ["REPLACE", "ERSÄTT"],
  "chip.may-replace": ["MAYBE REPLACE", "KANSKE ERSÄTT"], "chip.adapt": ["ADAPT", "ANPASSA"],
  "chip.may-adapt": ["MAYBE ADAPT", "KANSKE ANPASSA"], "chip.test": ["TEST", "TESTA"],
  "chip.may-test": ["MAYBE TEST", "KANSKE TESTA"], "chip.protected": ["KEPT", "SKYDDAD"],
  "chip.may-protected": ["MAYBE KEPT", "KANSKE SKYDDAD"], "chip.freed": ["FREED", "FRIGJORD"],
  "chip.planned": ["PLANNED", "PLANERAD"], "chip.leaving": ["LEAVING", "AVVECKLAS"],
  "chip.extended": ["EXTENDED", "FÖRLÄNGD"], "chip.unsupported": ["UNSUPPORTED", "UTAN SUPPORT"],
  "chip.retired": ["RETIRED", "AVVECKLAD"], "chip.full": ["FULL", "FULL"],
  "chip.concept": ["CONCEPT", "KONCEPT"], "chip.free": ["FREE", "FRITT"],
  "chip.not_concerned": ["N/A", "BERÖRS EJ"], "chip.not_said": ["NOT SAID", "EJ ANGIVET"],
  "chip.mixed": ["MIXED", "BLANDAT"], "chip.of": ["{0} OF {1}", "{0} AV {1}"],
  "state.planned": ["planned, not yet in use", "planerad, ännu inte i drift"],
  "state.in_use": ["in use", "i drift"],
  "state.leaving": ["being left", "under avveckling"],
  "state.extended": ["in use, extended support only", "i drift med förlängt leverantörsstöd"],
  "state.unsupported": ["in use, and nobody supports it", "i drift utan leverantörsstöd"],
  "state.retired": ["out of use", "avvecklad"],
  "standard.full": ["full standard, common operation", "fullt genomförd standard, gemensam drift"],
  "standard.concept": ["standard concept, local operation", "standardiserat koncept, lokalt genomförande"],
  "standard.free": ["free choice", "fritt val"],
  "standard.not_concerned": ["not concerned in this phase", "berörs inte i denna etapp"],
  "standard.not_said": ["nobody has said", "inte angivet"],
  "standard.none": ["no standard is set for these", "ingen standard gäller för dessa"],

  "owner-is": ["owner {0}", "ägare {0}"],
  "no-owner": ["nobody has said who owns it", "ingen ägare angiven"],
  "fact.id": ["Id", "Id"],
  "more-facts": ["More facts", "Fler uppgifter"],
  "fact.owner": ["Owner", "Ägare"], "fact.contact": ["Contact", "Kontakt"], "fact.state": ["State", "Status"],
  "fact.standard": ["Standard", "Standard"], "fact.place": ["Written in", "Källfil"],
  "field.aliases": ["Also called", "Kallas även"], "field.agreement": ["Agreement", "Avtal"],
  "field.class": ["Class", "Klass"], "field.cost": ["Cost", "Kostnad"],
  "field.criticality": ["Criticality", "Kritikalitet"],
  "field.description": ["Description", "Beskrivning"], "field.lifecycle": ["Dates", "Datum"],
  "field.manager": ["Manager", "Förvaltare"], "field.operator": ["Operator", "Driftsansvarig"],
  "field.supplier": ["Supplier", "Leverantör"], "field.reviewed": ["Reviewed", "Granskad"],
  "field.schedule": ["Schedule", "Intervall"], "field.scope": ["Scope", "Omfattning"],
  "field.service_hours": ["Open", "Öppettider"], "field.sla": ["Promised", "Servicenivå"],
  "field.source": ["Source", "Källa"], "field.successor": ["Followed by", "Ersätts av"],
  "field.version": ["Version", "Version"], "field.adaptable": ["Adaptable", "Kan anpassas"],
  "field.flow": ["Flow", "Flöde"], "field.links": ["Links", "Länkar"],
  "field.personal_data": ["Personal data", "Personuppgifter"], "field.product": ["Product", "Produkt"],
  "field.properties": ["Properties", "Egenskaper"], "field.protection": ["Protection", "Skyddsbehov"],
  "field.protocol": ["Protocol", "Protokoll"], "field.support": ["Support", "Leverantörsstöd"],
  "field.tags": ["Tags", "Etiketter"],
  "value.criticality.critical": ["critical", "kritisk"], "value.criticality.high": ["high", "hög"],
  "value.criticality.medium": ["medium", "medel"], "value.criticality.low": ["low", "låg"],
  "value.source.documents": ["documents", "dokument"], "value.source.assumed": ["assumed", "antagande"],
  "value.scope.common": ["common to the city", "stadsgemensam"], "value.scope.local": ["local", "lokal"],
  "value.kind.platform": ["platform", "plattform"], "value.kind.e-service": ["e-service", "e-tjänst"],
  "value.kind.business": ["business system", "verksamhetssystem"],
  "value.kind.support": ["support system", "stödsystem"],
  "value.kind.external": ["somebody else's system", "externt system"],
  "value.kind.network": ["network", "nät"], "value.kind.database": ["database", "databas"],
  "value.kind.server": ["server", "server"], "value.kind.client": ["client", "klient"],
  "value.kind.facility": ["facility", "lokal"], "value.kind.storage": ["storage", "lagring"],
  "value.kind.operating-system": ["operating system", "operativsystem"],
  "value.class.differentiating": ["differentiating", "särskiljande"],
  "value.class.foundational": ["foundational", "grundläggande"],
  "value.class.experimental": ["experimental", "försök"],
  "value.schedule.realtime": ["in real time", "i realtid"],
  "value.schedule.hourly": ["every hour", "varje timme"],
  "value.schedule.nightly": ["every night", "varje natt"], "value.schedule.daily": ["every day", "varje dag"],
  "value.schedule.weekly": ["every week", "varje vecka"],
  "value.schedule.monthly": ["every month", "varje månad"],
  "value.schedule.yearly": ["every year", "varje år"],
  "relation.depends_on": ["depends on", "är beroende av"],
  "relation.consumes": ["receives", "tar emot"],
  "relation.provides": ["comes from", "kommer från"],
  "relation.via": ["goes through", "går via"],
  "relation.runs_on": ["runs on", "körs på"],
  "relation.any_of": ["rests on", "är beroende av"],
  "relation.part_of": ["is a part of", "är en del av"],
  "relation.contains": ["consists of", "består av"],
  "relation.mastered_by": ["is kept in", "har sin källa i"],
  "relation.uses": ["uses", "använder"],
  "relation.reads": ["reads", "läser"],
  "relation.carries": ["carries", "för över"],
  "relation.agreement": ["is under", "omfattas av"],
  "hard": ["stops without", "stannar om den faller bort"],
  "soft": ["can do without", "klarar sig utan"],
  "undeclared": ["strength not declared", "oklart hur beroende"],
  "tolerates": ["can wait {0}", "klarar {0}"],
  "group": ["{0} of {1} needed", "{0} av {1} behövs"],
  "it": ["it {0}", "den {0}"],
  "which": ["which {0}", "som {0}"],
  "beside": ["{0} is lost too", "även {0} är borta"],
  "does.cause": ["is down", "är nere"],
  "does.stops": ["stops {0}", "stannar {0}"],
  "does.may-stop": ["may stop {0}", "kan stanna {0}"],
  "does.less": ["works with less {0}", "får nedsatt funktion {0}"],
  "does.may-less": ["may work with less {0}", "kan få nedsatt funktion {0}"],
  "does.less-first": ["works with less {0}", "får nedsatt funktion {0}"],
  "surely.stopped": ["surely stops {0}", "stannar med säkerhet {0}"],
  "surely.degraded": ["surely works with less {0}", "får med säkerhet nedsatt funktion {0}"],
  "kept.group": ["is kept from it: {0} of {1} still up, {2} needed", "skyddas: {0} av {1} kvar, {2} behövs"],
  "kept.tolerance": ["is kept from it: bridged, {0} to spare", "skyddas: överbryggas med {0} marginal"],
  "kept.closed": ["is kept from it: closed at that time", "skyddas: stängd då"],
  "felt": ["felt {0}, when it opens", "märks {0}, när den öppnar"],
  "work": ["and has work: {0}", "och får arbete: {0}"],
  "assumed": ["assumed", "antaget"],
  "declared": ["declared", "angivet"],
  "part.effects": ["What an outage does", "Vad ett driftsavbrott medför"],
  "part.threats": ["Whose outage hits it", "Avbrott som drabbar den"],
  "part.down": ["What rests on it", "Vad som behöver den"],
  "part.up": ["What it rests on", "Vad den behöver"],
  "part.people": ["People to tell", "Att underrätta"],
  "part.time": ["Over time", "Över tid"],
  "part.conflicts": ["Conflicts in time", "Konflikter i tid"],
  "part.findings": ["Findings", "Anmärkningar"],
  "part.cautions": ["What the map cannot see", "Vad kartan inte ser"],
  "part.command": ["The whole answer", "Hela svaret"],
  "part.members": ["Stands for", "Står för"],
  "command.note": ["In a terminal, with hours and dates if wanted:", "I ett terminalfönster, med tider och datum om så önskas:"],
  "none-known": ["Nothing, as far as the map knows.", "Inget, såvitt kartan vet."],
  "show-around": ["Show around it", "Visa omgivningen"],
  "open-pile": ["Open", "Öppna"],
  "clear": ["Clear", "Rensa"],
  "tell.causes": ["owns what is down: {0}", "äger det som är nere: {0}"],
  "tell.operates": ["operates {0}", "sköter driften av {0}"],
  "tell.elements": ["hit: {0}", "drabbas: {0}"],
  "tell.integrations": ["has a part in {0}", "har del i {0}"],
  "tell.bound": ["has work with {0}", "får arbete med {0}"],
  "no-contact": ["no contact", "ingen kontakt"],
  "conflict.not_in_use": ["{0} rests on {1}, which is not in use", "{0} är beroende av {1}, som inte är i drift"],
  "conflict.retired": ["{0} rests on {1}, which is out of use", "{0} är beroende av {1}, som är avvecklad"],
  "conflict.not_yet_active": ["{0} rests on {1}, which is not yet in use", "{0} är beroende av {1}, som ännu inte är i drift"],
  "conflict.unsupported": ["{0} rests on {1}, which nobody supports", "{0} är beroende av {1}, som saknar leverantörsstöd"],
  "conflict.agreement_ended": ["{0} is under {1}, which has ended", "{0} omfattas av {1}, som har upphört"],
  "since-until": ["{0} until {1}", "{0} till {1}"],
  "since": ["from {0}", "från {0}"],
  "until": ["until {0}", "till {0}"],
  "always": ["always", "alltid"],
  "level.error": ["error", "fel"], "level.warning": ["warning", "varning"],
  "level.note": ["note", "anmärkning"],

  "around.none": ["Choose an element: find it, or go back to the map and choose a box. Here it stands in the middle, with what rests on it to the left and what it rests on to the right.", "Välj ett element: sök det, eller gå tillbaka till kartan och välj en ruta. Här står det i mitten, med det som är beroende av det till vänster och det som det är beroende av till höger."],
  "around.more": ["+{0} more are not shown: choose fewer steps, or the table.", "+{0} till visas inte: välj färre steg, eller tabellen."],
  "around.left": ["Rests on it", "Behöver den"],
  "around.right": ["It rests on", "Den behöver"],
  "around.chosen": ["Chosen", "Vald"],
  "matrix.status": ["A mark: the row rests on the column.", "En markering: raden är beroende av kolumnen."],

  "legend.box": ["An element in use", "Ett element i drift"],
  "legend.focus": ["Chosen", "Vald"],
  "legend.pile": ["Stands for several", "Står för flera"],
  "legend.depends": ["Depends on", "Är beroende av"],
  "legend.soft": ["Can do without, or has a choice", "Klarar sig utan, eller har ett val"],
  "legend.strong": ["Shortest way", "Kortaste vägen"],
  "legend.outside": ["Not touched", "Berörs inte"],
  "legend.stop": ["Brings the stop", "Sprider stoppet"],
  "legend.less": ["Brings less", "Sprider nedsättningen"],
  "legend.risk": ["Rests on what it cannot rest on that day", "Är beroende av något som inte håller den dagen"],
  "legend.choose": ["Choose an element to see what its outage does.", "Välj ett element för att se vad ett driftsavbrott medför."],
  "legend.dashed": ["A dashed border and “may” are by assumption: somebody has not said how strongly one needs the other.", "Streckad kant och ”kan” är antaganden: någon har inte angett hur starkt beroendet är."],
  "legend.hidden": ["{0} more in use that day, but not on {1}, the day of the map, is not drawn; the table has it.|{0} more in use that day, but not on {1}, the day of the map, are not drawn; the table has them.", "Ytterligare {0} som är i drift den dagen men inte {1}, kartans dag, ritas inte; tabellen har det.|Ytterligare {0} som är i drift den dagen men inte {1}, kartans dag, ritas inte; tabellen har dem."],
  "legend.drawn": ["{0} arrow farther away is not drawn.|{0} arrows farther away are not drawn.", "{0} pil längre bort ritas inte.|{0} pilar längre bort ritas inte."],
  "on-day": ["On {0}, of {2} on the map: {1}", "Den {0}, av {2} på kartan: {1}"],

  "table.caption": ["{0}; choose a heading to sort, a row to see everything about it.", "{0}; välj en rubrik för att sortera, en rad för att se allt om den."],
  "table.found": ["{0} of {1} fit “{2}”", "{0} av {1} passar ”{2}”"],
  "col.name": ["Name", "Namn"], "col.id": ["Id", "Id"], "col.section": ["Kind", "Typ"],
  "col.owner": ["Owner", "Ägare"], "col.state": ["State", "Status"], "col.standard": ["Standard", "Standard"],
  "col.dependents": ["Rest on it", "Behövs av"], "col.dependencies": ["Rests on", "Behöver"],
  "col.steps": ["Steps", "Steg"], "col.effect": ["Outage", "Avbrott"], "col.after": ["After", "Efter"],

  "keys.title": ["Keys", "Kortkommandon"],
  "key./": ["find", "sök"],
  "key.↑ ↓": ["to what rests on the box, to what it rests on", "till det som är beroende av rutan, till det som den är beroende av"],
  "key.← →": ["to the next box beside", "till nästa ruta bredvid"],
  "key.Enter": ["choose the box", "välj rutan"],
  "key.Esc": ["clear the choice, or back to the whole map", "rensa valet, eller tillbaka till hela kartan"],
  "key.+ − 0": ["larger, smaller, fit", "större, mindre, anpassa"],
  "key.m a x t": ["map, around, matrix, table", "karta, omgivning, matris, tabell"],
  "key.d": ["what rests on it, or what it rests on", "vad som behöver den, eller vad den behöver"],
  "key.o": ["next colours", "nästa färger"],
  "key.[ ]": ["day before, day after", "föregående dag, nästa dag"],
  "key.?": ["these keys", "dessa tangenter"],
};

let tongue = 0;

// Sets the language of all that is said from now on.
function speak(language) {
  tongue = language === "sv" ? 1 : 0;
}

// The words for a key; the first argument decides between one and many.
function say(key, ...args) {
  const entry = WORDS[key];
  if (!entry) return key;
  const [one, many = one] = entry[tongue].split("|");
  const text = args.length && args[0] !== 1 && typeof args[0] === "number" ? many : one;
  return text.replace(/\{(\d)\}/g, (_, n) => number(args[n]));
}

// Whether there are words for a key.
function isWord(key) {
  return Object.hasOwn(WORDS, key);
}

// Numbers are grouped by thousands as the language does it.
function number(value) {
  if (typeof value !== "number") return String(value ?? "");
  return String(value).replace(/\B(?=(\d{3})+$)/g, tongue ? "\u00a0" : ",");
}

// "1 system", "2 systems".
function countedSection(section, n) {
  return `${number(n)} ${say(`section.${section}`, n)}`;
}

// "a, b and c"; at most so many are named, the rest is counted.
function listed(parts, most = Infinity) {
  const named = parts.length > most ? [...parts.slice(0, most), say("more", parts.length - most)] : parts;
  if (named.length < 2) return named.join("");
  return `${named.slice(0, -1).join(", ")} ${say("and")} ${named.at(-1)}`;
}

// Minutes in the two largest units that they have.
function duration(minutes) {
  const units = [["weeks", 10080], ["days", 1440], ["hour", 60], ["min", 1]];
  const parts = [];
  let rest = Math.round(minutes);
  for (const [unit, size] of units) {
    // Up to two days are told in hours, as service levels are.
    if (unit === "days" && rest <= 2880 && parts.length === 0) continue;
    const n = Math.floor(rest / size);
    if (n > 0) parts.push(say(unit, n));
    rest -= n * size;
  }
  return parts.slice(0, 2).join(" ") || say("min", 0);
}

// "at once", "after 4 h".
function when(minutes) {
  return minutes > 0 ? say("after", duration(minutes)) : say("at-once");
}

// Upper case first.
function capital(text) {
  return text ? text[0].toLocaleUpperCase() + text.slice(1) : text;
}

// For comparing: no accents, no case. Dots and rings are dropped too, so that "forskola" finds "förskola".
function plainly(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
