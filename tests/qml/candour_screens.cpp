// Renders every page and its main states: landscape and portrait, light and dark, at 100 and 200 %
// text; with --sheet also one page of HTML that shows them side by side.
//   QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software candour_screens FOLDER [PART-OF-A-NAME]
//     --sheet FILE   a contact sheet beside the folder
//     --pseudo       every translated word 40 % longer and in accents: what is plain is not
//                    translated, what is cut has no room for another language
//     --rightward    laid out from right to left
//     --golden       small pictures of the main pages alone, for tst_golden
#include "tests/support/golden.h"
#include "tests/support/northmere.h"
#include "tests/support/pseudotranslator.h"
#include "tests/support/stage.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QTextStream>

using namespace candour;
using namespace candour::northmere;
using namespace Qt::StringLiterals;

namespace {

bool render(Stage& stage, const Scene& scene, const PictureLook& look, const QString& file,
            bool golden) {
    const SiteClock clock;
    WindowModels models(clock, std::make_unique<HeldDelay>());
    QImage frame = pictureOf(stage, models, scene, look);
    return (golden ? smallOf(frame) : frame).save(file);
}

/// A row for each scene, in the order of the mock-ups; a picture opens whole when it is clicked.
QString sheet(const QStringList& names, const QString& folder) {
    QString html =
        u"<!doctype html><html lang=\"en-GB\"><meta charset=\"utf-8\">"
        "<title>Candour: every page</title><style>"
        "body{font:16px Inter,sans-serif;margin:24px;background:#f3f4f6;color:#111}"
        "h2{font-size:18px;margin:32px 0 8px}"
        "div{display:flex;flex-wrap:wrap;gap:12px;align-items:flex-start}"
        "img{height:260px;border:1px solid #bbb;background:#fff}figure{margin:0}"
        "figcaption{font-size:13px;color:#444}</style><h1>Candour: every page and state</h1>"_s;
    for (const QString& name : names) {
        html += u"<h2>%1</h2><div>"_s.arg(name.toHtmlEscaped());
        for (const PictureLook& look : everyLook())
            html +=
                u"<figure><a href=\"%1/%2\"><img loading=\"lazy\" src=\"%1/%2\" alt=\"%3, "
                "%4\"></a><figcaption>%4</figcaption></figure>"_s.arg(
                    folder, look.fileFor(name), name.toHtmlEscaped(), look.words());
        html += u"</div>"_s;
    }
    return html + u"</html>\n"_s;
}

}  // namespace

int main(int argc, char** argv) {
    QGuiApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addPositionalArgument(u"folder"_s, u"Where the pictures go."_s);
    parser.addPositionalArgument(u"part"_s, u"Only scenes whose names contain this."_s,
                                 u"[part]"_s);
    const QCommandLineOption sheetFile(u"sheet"_s, u"A contact sheet."_s, u"file"_s);
    const QCommandLineOption pseudo(u"pseudo"_s, u"Words 40 % longer."_s);
    const QCommandLineOption rightward(u"rightward"_s, u"From right to left."_s);
    const QCommandLineOption golden(u"golden"_s, u"Small pictures of the main pages."_s);
    parser.addOptions({sheetFile, pseudo, rightward, golden});
    parser.addHelpOption();
    parser.process(app);
    const QStringList arguments = parser.positionalArguments();
    if (arguments.isEmpty()) parser.showHelp(2);
    const QDir folder(arguments[0]);
    if (!folder.mkpath(u"."_s)) return 1;
    PseudoTranslator longer;
    if (parser.isSet(pseudo)) QCoreApplication::installTranslator(&longer);
    if (parser.isSet(rightward)) QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    QTextStream out(stdout);
    Stage stage;
    QStringList names;
    for (const auto& scene : scenes()) {
        if (!scene.name.contains(arguments.value(1))) continue;
        if (parser.isSet(golden) && !isGolden(scene.name)) continue;
        for (const PictureLook& look : parser.isSet(golden) ? goldenLooks() : everyLook())
            if (!render(stage, scene, look, folder.filePath(look.fileFor(scene.name)),
                        parser.isSet(golden)))
                return 1;
        names += scene.name;
        out << scene.name << Qt::endl;
    }
    if (parser.isSet(sheetFile)) {
        QFile file(parser.value(sheetFile));
        if (!file.open(QIODevice::WriteOnly)) return 1;
        const QDir beside = QFileInfo(file).absoluteDir();
        file.write(sheet(names, beside.relativeFilePath(folder.absolutePath())).toUtf8());
    }
    const QStringList warnings = stage.takeWarnings();
    for (const QString& warning : warnings) out << warning << Qt::endl;
    return warnings.isEmpty() ? 0 : 1;
}
