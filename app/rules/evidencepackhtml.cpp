#include "app/rules/evidencepack.h"

namespace candour {
namespace {

const QString& style() {
    static const QString css =
        uR"(
body{font:16px/1.5 Inter,"Open Sans","Noto Sans",sans-serif;color:#0b0c0c;background:#fff;
max-width:50rem;margin:2rem auto;padding:0 1rem}
h1{font-size:30px;line-height:1.2;margin:0 0 .5rem}
h2{font-size:24px;line-height:1.25;margin:2.5rem 0 .5rem;border-top:1px solid #c9cfd6;padding-top:1.5rem}
table{border-collapse:collapse;width:100%;margin:1rem 0}
caption{text-align:left;font-weight:600}
th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #dde1e6}
figure{margin:1rem 0;padding-left:1rem;border-left:4px solid #868e95}
blockquote,blockquote p,.note{margin:0}
figcaption,.small{color:#484949}
.gap{font-weight:600}
nav ol{padding-left:1.5rem}
a{color:#1a4f85}
a:focus{outline:3px solid #0b0c0c;background:#ffdd00}
@media print{body{max-width:none;margin:0}nav{display:none}h2{break-after:avoid}
figure,tr{break-inside:avoid}}
)"_qs;
    return css;
}

QString escaped(const QString& text) {
    return text.toHtmlEscaped();
}

QString anchor(const StatementEvidence& statement) {
    return u"statement-"_qs + QString::number(statement.number);
}

QString directionWord(const QString& direction) {
    if (direction == u"strength") return u"Strength"_qs;
    if (direction == u"shortfall") return u"Shortfall"_qs;
    return u"Neutral"_qs;
}

QString categoryTitle(const StatementEvidence& statement, const QString& name) {
    for (const CategoryEvidence& category : statement.categories)
        if (category.category == name) return category.title;
    return name;
}

/// Without the quotation marks that the inspector may have typed.
QString bare(QString words) {
    if (words.startsWith(u'“')) words.remove(0, 1);
    if (words.endsWith(u'”')) words.chop(1);
    return words;
}

QString said(const CategoryEvidence& category) {
    if (category.sources > 0) return escaped(category.voices);
    return category.needed ? u"<span class=\"gap\">Gap</span>"_qs : u"Not needed"_qs;
}

QString countTable(const StatementEvidence& statement) {
    QString rows;
    for (const CategoryEvidence& category : statement.categories)
        rows += u"<tr><th scope=\"row\">"_qs + escaped(category.title) + u"</th><td>"_qs +
                QString::number(category.sources) + u"</td><td>"_qs + said(category) +
                u"</td></tr>\n"_qs;
    return u"<table><caption>Independent sources</caption><thead><tr><th scope=\"col\">It comes "
           "from</th><th scope=\"col\">Sources</th><th scope=\"col\">What may be said</th></tr>"
           "</thead><tbody>\n"_qs +
           rows + u"</tbody></table>\n"_qs;
}

QString quoteHtml(const StatementEvidence& statement, const EvidenceQuote& quote) {
    const QString words =
        quote.ownWords
            ? u"<blockquote><p>“"_qs + escaped(bare(quote.words)) + u"”</p></blockquote>"_qs
            : u"<p class=\"note\">"_qs + escaped(quote.words) + u"</p>"_qs;
    QStringList about = {escaped(quote.who),
                         escaped(quote.when),
                         escaped(categoryTitle(statement, quote.category)),
                         directionWord(quote.direction),
                         quote.ownWords ? u"their words"_qs : u"our note"_qs,
                         quote.heardFrom ? u"heard from others"_qs : QString(),
                         quote.tally};
    about.removeAll(QString());
    return u"<figure>"_qs + words + u"<figcaption>"_qs + about.join(u" · "_qs) +
           u"</figcaption></figure>\n"_qs;
}

QString statementHtml(const StatementEvidence& statement) {
    QString html = u"<section><h2 id=\""_qs + anchor(statement) + u"\">"_qs +
                   QString::number(statement.number) + u" "_qs + escaped(statement.title) +
                   u"</h2>\n"_qs + countTable(statement);
    if (statement.quotes.empty() && statement.notQuoted == 0)
        html += u"<p>Nothing heard yet.</p>\n"_qs;
    for (const EvidenceQuote& quote : statement.quotes) html += quoteHtml(statement, quote);
    if (statement.notQuoted > 0)
        html +=
            u"<p class=\"small\">Counted without the words, because the person did not agree "
            "to be quoted: "_qs +
            QString::number(statement.notQuoted) + u".</p>\n"_qs;
    return html + u"</section>\n"_qs;
}

}  // namespace

QString evidencePackHtml(const EvidencePack& pack, const QString& prepared) {
    const QString title = escaped(pack.authority) + u": evidence pack"_qs;
    QString contents;
    QString sections;
    for (const StatementEvidence& statement : pack.statements) {
        contents += u"<li><a href=\"#"_qs + anchor(statement) + u"\">"_qs +
                    escaped(statement.title) + u"</a>, "_qs + QString::number(statement.sources) +
                    (statement.sources == 1 ? u" source</li>\n"_qs : u" sources</li>\n"_qs);
        sections += statementHtml(statement);
    }
    QString leftOut;
    if (pack.notEvidence > 0)
        leftOut =
            u"<p class=\"small\">Tagged passages left out, because they were not agreed to, "
            "were withdrawn, are thoughts or opinions, or are the council’s finances: "_qs +
            QString::number(pack.notEvidence) + u".</p>\n"_qs;
    return u"<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"_qs +
           title + u"</title>\n<style>"_qs + style() +
           u"</style>\n</head>\n<body>\n<header><h1>"_qs + title + u"</h1>\n<p>"_qs +
           escaped(pack.framework) +
           (pack.indicative ? u". A pilot: its rating is indicative"_qs : QString()) +
           u". Prepared "_qs + escaped(prepared) +
           u". People are codes; there are no names. What was heard in one meeting, or from one "
           "person, counts as one source.</p></header>\n<nav aria-label=\"Quality statements\">"
           "<ol>\n"_qs +
           contents + u"</ol></nav>\n<main>\n"_qs + sections + leftOut +
           u"</main>\n</body>\n</html>\n"_qs;
}

}  // namespace candour
