"""The names of the months in the languages of the world's regulators, as they stand in dates on pages and in feeds."""

from __future__ import annotations

# A line is a month's number and its names: nominative, genitive and usual short forms, without dots, in lower case.
_NAMES = """
01 january jan januar januari janvier janv enero ene gennaio gen janeiro ιανουαρίου ιαν января январь янв січня
01 январи stycznia sty styczeń ledna leden január januára ianuarie ian jaanuar janvāris sausio tammikuuta tammikuu
01 ocak oca يناير जनवरी มกราคม janúar siječnja siječanj gener janvāri januarja януари
02 february feb februar februari février févr fév fevrier febrero febbraio fevereiro fev φεβρουαρίου φεβ февраля
02 февраль фев лютого lutego lut luty února únor február februára februarie veebruar februāris vasario helmikuuta
02 helmikuu şubat şub فبراير फरवरी กุมภาพันธ์ febrúar veljače veljača febrer februarja февруари
03 march mar marts märz maerz mrz maret mars marzo março marco μαρτίου μαρ марта март мар березня marca marzec
03 březen března marec március martie märts kovo maaliskuuta maaliskuu mart مارس मार्च มีนาคม ožujka ožujak març
03 maart mrt mac
04 april apr avril avr abril abr aprile απριλίου απρ апреля апрель апр квітня kwietnia kwi kwiecień duben dubna
04 apríl apríla április aprilie aprill aprīlis balandžio huhtikuuta huhtikuu nisan nis أبريل अप्रैल เมษายน travnja
04 travanj aprila април
05 may mai maj maio mayo maggio mag mei μαΐου μαϊ мая май травня maja květen května máj mája május maijs gegužės
05 toukokuuta toukokuu mayıs مايو मई พฤษภาคม svibnja svibanj maí maig
06 june jun juni juin junio giugno giu junho ιουνίου ιουν июня июнь июн червня czerwca cze czerwiec červen června
06 jún júna június iunie juuni jūnijs birželio kesäkuuta kesäkuu haziran haz يونيو जून มิถุนายน lipnja lipanj júní
06 juny junija юни
07 july jul juli juillet juil julio luglio lug julho ιουλίου ιουλ июля июль июл липня lipca lip lipiec červenec
07 července júl júla július iulie juuli jūlijs liepos heinäkuuta heinäkuu temmuz tem يوليو जुलाई กรกฎาคม srpnja
07 srpanj júlí juliol julija юли julai
08 august aug août aout agosto ago agustus agt αυγούστου αυγ августа август авг серпня sierpnia sie sierpień srpen
08 srpna augusta augusztus augusts rugpjūčio elokuuta elokuu ağustos ağu أغسطس अगस्त สิงหาคม kolovoza kolovoz ágúst
08 agost avgusta augustus ogos
09 september sep sept septembre septiembre setiembre settembre set setembro σεπτεμβρίου σεπ сентября сентябрь сен
09 сент вересня września wrz wrzesień září septembra szeptember septembrie septembris rugsėjo syyskuuta syyskuu
09 eylül eyl سبتمبر सितंबर กันยายน rujna rujan setembre септември
10 october oct octobre octubre ottobre ott outubro out oktober okt οκτωβρίου οκτ октября октябрь окт жовтня
10 października paź październik říjen října október októbra octombrie oktoober oktobris spalio lokakuuta lokakuu
10 ekim eki أكتوبر अक्टूबर ตุลาคม oktobra октомври
11 november nov novembre noviembre novembro νοεμβρίου νοε ноября ноябрь ноя нояб листопада listopada lis listopad
11 listopadu novembra noiembrie novembris lapkričio marraskuuta marraskuu kasım kas نوفمبر नवंबर พฤศจิกายน
11 studenoga studeni nóvember ноември
12 december dec décembre déc decembre diciembre dic dicembre dezembro dez dezember desember des δεκεμβρίου δεκ
12 декабря декабрь дек грудня grudnia gru grudzień prosinec prosince decembra decembrie detsember decembris
12 gruodžio joulukuuta joulukuu aralık ara ديسمبر दिसंबर ธันวาคม prosinca desembre декември disember
"""
# Croatian October is what Czech and Polish call November.
_BY_LANGUAGE = {("hr", "listopada"): 10, ("hr", "listopad"): 10}
_MONTHS = {name: int(line[:2]) for line in _NAMES.strip().splitlines() for name in line[3:].split()}


def month(name: str, *, lang: str | None = None) -> int | None:
    """The number of a month by its name or short form, 1 to 12; None if it is none."""
    word = name.casefold().strip(".")
    return _BY_LANGUAGE.get((lang or "", word)) or _MONTHS.get(word)
