#include "tests/support/golden.h"

#include <cstdlib>

using namespace Qt::StringLiterals;

namespace candour::northmere {
namespace {

/// Of 255, in one of the three colours: less is the smoothing of a letter.
constexpr int visible = 40;

}  // namespace

QString PictureLook::words() const {
    return u"%1, %2, %3 %"_s
        .arg(portrait ? u"portrait"_s : u"landscape"_s, dark ? u"dark"_s : u"light"_s)
        .arg(percent);
}

QString PictureLook::fileFor(const QString& scene) const {
    return u"%1-%2-%3-%4.png"_s
        .arg(scene, portrait ? u"portrait"_s : u"landscape"_s, dark ? u"dark"_s : u"light"_s)
        .arg(percent);
}

std::vector<PictureLook> everyLook() {
    std::vector<PictureLook> looks;
    for (const bool portrait : {false, true})
        for (const bool dark : {false, true})
            for (const int percent : {100, 200}) looks.push_back({portrait, dark, percent});
    return looks;
}

std::vector<PictureLook> goldenLooks() {
    return {{false, false, 100}, {true, true, 200}};
}

QImage pictureOf(Stage& stage, WindowModels& models, const Scene& scene, const PictureLook& look) {
    models.shell.showLook(look.dark, look.percent / 100.0);
    scene.show(models);
    const auto window = stage.raise(models, look.portrait ? QSize(800, 1280) : QSize(1280, 800));
    const QImage before = Stage::settle(*window);
    return press(*window, scene.presses) > 0 ? Stage::settle(*window) : before;
}

bool isGolden(const QString& scene) {
    static const QStringList kept{u"01-unlock"_s,
                                  u"02-enrol-code"_s,
                                  u"03-today"_s,
                                  u"04-capture"_s,
                                  u"05-group"_s,
                                  u"06-agreement"_s,
                                  u"07-cases"_s,
                                  u"08-case"_s,
                                  u"09-review"_s,
                                  u"10-coverage"_s,
                                  u"10-huddle"_s,
                                  u"11-safeguarding"_s,
                                  u"12a-handover-review"_s,
                                  u"12b-handover-sending"_s,
                                  u"12c-handover-receipt"_s,
                                  u"13-conflict"_s,
                                  u"14-withdrawal"_s,
                                  u"15-search"_s,
                                  u"16-rating"_s,
                                  u"17-settings"_s,
                                  u"17-help"_s,
                                  u"23-lock-unsent"_s,
                                  u"24-capture-keyboard"_s,
                                  u"30-form"_s,
                                  u"31-documents"_s};
    return kept.contains(scene);
}

QImage smallOf(const QImage& picture) {
    return picture.scaled(picture.size() / 4, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .convertToFormat(QImage::Format_RGB32);
}

double differenceOf(const QImage& one, const QImage& other) {
    if (one.size() != other.size() || one.isNull()) return 1;
    qint64 differ = 0;
    for (int y = 0; y < one.height(); ++y)
        for (int x = 0; x < one.width(); ++x) {
            const QRgb a = one.pixel(x, y);
            const QRgb b = other.pixel(x, y);
            if (std::abs(qRed(a) - qRed(b)) > visible ||
                std::abs(qGreen(a) - qGreen(b)) > visible ||
                std::abs(qBlue(a) - qBlue(b)) > visible)
                ++differ;
        }
    return static_cast<double>(differ) / (static_cast<double>(one.width()) * one.height());
}

}  // namespace candour::northmere
