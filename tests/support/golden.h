// Pictures of the pages: the ways they are looked at, and small copies to compare with those that
// somebody found good.
#pragma once

#include "tests/support/northmere.h"
#include "tests/support/stage.h"

#include <QImage>

namespace candour::northmere {

struct PictureLook {
    bool portrait = false;
    bool dark = false;
    int percent = 100;

    [[nodiscard]] QString words() const;  ///< "landscape, light, 100 %"
    [[nodiscard]] QString fileFor(const QString& scene) const;
};

/// The eight of them; and the two of which small copies are kept.
[[nodiscard]] std::vector<PictureLook> everyLook();
[[nodiscard]] std::vector<PictureLook> goldenLooks();

/// The scene as it is shown; the models are filled with it.
QImage pictureOf(Stage& stage, WindowModels& models, const Scene& scene, const PictureLook& look);

/// Whether small copies of this scene are kept: one of each page.
[[nodiscard]] bool isGolden(const QString& scene);
/// A quarter as wide and high.
[[nodiscard]] QImage smallOf(const QImage& picture);
/// How much of the one is visibly other than in the other, 0 to 1. Sizes that differ: 1.
[[nodiscard]] double differenceOf(const QImage& one, const QImage& other);

}  // namespace candour::northmere
