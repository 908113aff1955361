#include "tests/qml/pagefaults.h"

#include "tests/support/stage.h"

#include <QAccessible>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace candour::northmere;
using namespace Qt::StringLiterals;

namespace candour {

QRectF seenOf(const QQuickItem* item) {
    QRectF seen = item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
    for (auto* above = item->parentItem(); above != nullptr; above = above->parentItem())
        if (above->clip() || above->parentItem() == nullptr)
            seen &= above->mapRectToScene(QRectF(0, 0, above->width(), above->height()));
    return seen;
}

namespace {

constexpr int touch = 48;
/// What draws a tick, an edge or another ground where something is chosen.
constexpr const char* ticked[] = {"covered", "ticked", "chosen", "current"};

bool isButton(const QQuickItem* item) {
    return item->inherits("QQuickAbstractButton");
}

QAccessible::Role roleOf(const QQuickItem* button) {
    if (button->inherits("QQuickCheckBox")) return QAccessible::CheckBox;
    if (button->inherits("QQuickRadioButton")) return QAccessible::RadioButton;
    if (button->inherits("QQuickItemDelegate")) return QAccessible::ListItem;
    return button->inherits("QQuickTabButton") ? QAccessible::PageTab : QAccessible::Button;
}

bool isReachable(const QQuickItem* item) {
    return isShown(item) && item->isEnabled() && (item->activeFocusOnTab() || isButton(item));
}

QString nameOf(QQuickItem* item) {
    auto* const accessible = QAccessible::queryAccessibleInterface(item);
    if (accessible == nullptr) return {};
    const QString name = accessible->text(QAccessible::Name);
    // Qt hides the name of a password field, lest it be the password: its group says it.
    return name.isEmpty() && accessible->parent() != nullptr && item->inherits("QQuickTextField")
               ? accessible->parent()->text(QAccessible::Name)
               : name;
}

/// Lifts above whatever page there is, and is put away by its own button.
bool floats(const QQuickItem* item) {
    const QString path = pathOf(item);
    return path.contains(u"/NameCard/"_s) || path.contains(u"/StandingNotice/"_s) ||
           path.contains(u"/KeyCard/"_s);
}

/// Where a text is really written: its item is often as wide as the page.
QRectF inkOf(const QQuickItem* text) {
    QRectF ink = seenOf(text);
    ink.setWidth(std::min(ink.width(), text->property("contentWidth").toReal()));
    return ink;
}

bool lieOver(const QRectF& one, const QRectF& other) {
    const QRectF common = one & other;
    return common.width() > 2 && common.height() > 2;
}

/// A session's tile is as high as its hour; what does not fit there is in its name.
bool isDetailOfATile(QQuickItem* text) {
    for (auto* above = text->parentItem(); above; above = above->parentItem())
        if (QByteArrayView(above->metaObject()->className()).startsWith("SessionTile"))
            return above->property("detail") == text->property("text");
    return false;
}

/// A text is whole when it is no larger than its item, and its item than whatever clips it
/// sideways.
QString cutShort(QQuickItem* item) {
    if (!item->inherits("QQuickText") || !isShown(item) ||
        item->property("text").toString().isEmpty())
        return {};
    if (item->property("truncated").toBool())
        return isDetailOfATile(item) ? QString() : u"truncated"_s;
    if (item->property("contentWidth").toReal() > item->width() + 1.5)
        return u"wider than its place"_s;
    const bool plain = item->property("textFormat").toInt() != Qt::RichText;
    if (plain && item->property("contentHeight").toReal() > item->height() + 1.5)
        return u"higher than its place"_s;
    for (auto* above = item->parentItem(); above; above = above->parentItem()) {
        if (!above->clip() && above->parentItem()) continue;
        const QRectF box = item->mapRectToItem(above, QRectF(0, 0, item->width(), item->height()));
        const bool scrolls = above->inherits("QQuickFlickable");
        const bool sideways =
            scrolls && above->property("contentWidth").toReal() > above->width() + 1.5;
        if (sideways) return {};
        if (box.left() < -1.5 || box.right() > above->width() + 1.5) return u"cut at a side"_s;
        if (!scrolls && (box.top() < -1.5 || box.bottom() > above->height() + 1.5))
            return u"cut above or below"_s;
        if (scrolls) return {};
    }
    return {};
}

QStringList faultsOf(QQuickItem* item) {
    QStringList faults;
    const QString where = pathOf(item);
    auto* const accessible = QAccessible::queryAccessibleInterface(item);
    const QString name = nameOf(item);
    if (name.isEmpty()) faults += u"no name: "_s + where;
    if (accessible == nullptr || accessible->role() == QAccessible::NoRole)
        faults += u"no role: "_s + where;
    else if (isButton(item) && (accessible->actionInterface() == nullptr ||
                                accessible->actionInterface()->actionNames().isEmpty()))
        faults += u"nothing can be done with it: %1 in %2"_s.arg(name, where);
    // A choice is no push button, and what is ticked to the eye is said to be.
    const bool choice = item->inherits("QQuickCheckBox") || item->inherits("QQuickRadioButton");
    const auto* const draws =
        std::find_if(std::begin(ticked), std::end(ticked),
                     [&](const char* one) { return item->property(one).isValid(); });
    const bool drawn = draws != std::end(ticked) && item->property(*draws).toBool();
    if (accessible != nullptr && isButton(item)) {
        if (accessible->role() != roleOf(item))
            faults += u"said to be another thing: %1 in %2"_s.arg(name, where);
        if (item->inherits("QQuickTabButton") && drawn != bool(accessible->state().selected))
            faults +=
                u"whether it is the one that is open is not said: %1 in %2"_s.arg(name, where);
        if (choice && drawn != bool(accessible->state().checked))
            faults += u"whether it is ticked is not said: %1 in %2"_s.arg(name, where);
    }
    // What people type here must not enter a keyboard's dictionary.
    const QVariant hints = item->property("inputMethodHints");
    constexpr int wanted = Qt::ImhSensitiveData | Qt::ImhNoPredictiveText;
    if (hints.isValid() && !item->property("readOnly").toBool() &&
        (hints.toInt() & wanted) != wanted)
        faults += u"a keyboard learns from it: %1 in %2"_s.arg(name, where);
    if (item->width() < touch - 0.5 || item->height() < touch - 0.5)
        faults += u"%1x%2 is too small: %3 in %4"_s.arg(item->width())
                      .arg(item->height())
                      .arg(name, where);
    return faults;
}

/// A list has its own row in hand, whichever way one comes to it.
bool isInList(const QQuickItem* item) {
    for (; item != nullptr; item = item->parentItem())
        if (item->inherits("QQuickListView")) return true;
    return false;
}

/// Where a key takes the focus, one after the other, until it comes round.
QList<QPointer<QQuickItem>> wayOf(QQuickWindow& window, Qt::Key key) {
    constexpr int longest = 400;
    QList<QPointer<QQuickItem>> way;
    for (int i = 0; i < longest; ++i) {
        QTest::keyClick(&window, key);
        QQuickItem* const now = window.activeFocusItem();
        if (now == nullptr || way.contains(now)) break;
        // A column that was folded away lets go of the focus, and the next key goes on from there.
        if (!now->inherits("QQuickLayout")) way += now;
    }
    return way;
}

// Contrast -----------------------------------------------------------------------------

double channel(double value) {
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour) {
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) +
           0.0722 * channel(colour.blueF());
}

double contrast(const QColor& one, const QColor& other) {
    const double a = luminance(one) + 0.05;
    const double b = luminance(other) + 0.05;
    return std::max(a, b) / std::min(a, b);
}

/// The colour that most of this place has.
QColor groundIn(const QImage& frame, const QRect& place) {
    QHash<QRgb, int> counts;
    for (int y = place.top(); y <= place.bottom(); ++y)
        for (int x = place.left(); x <= place.right(); ++x) ++counts[frame.pixel(x, y)];
    QRgb most = 0;
    for (auto each = counts.cbegin(); each != counts.cend(); ++each)
        if (each.value() > counts.value(most)) most = each.key();
    return QColor(most);
}

/// What lies over the page, if something does: then the page is not for reading.
QQuickItem* coverOf(QQuickWindow& window) {
    QQuickItem* cover = nullptr;
    for (const char* type : {"KeyCard", "LockQuestion", "PhoneCard", "Shield"})
        eachItem(window.contentItem(), [&](QQuickItem* item) {
            if (QByteArrayView(item->metaObject()->className()).startsWith(type) && isShown(item))
                cover = item;
        });
    return cover;
}

}  // namespace

QStringList faultsOf(QQuickWindow& window) {
    QStringList faults;
    std::vector<std::pair<QQuickItem*, QRectF>> controls;
    std::vector<std::pair<QQuickItem*, QRectF>> texts;
    eachItem(window.contentItem(), [&](QQuickItem* item) {
        if (const QString cut = cutShort(item); !cut.isEmpty())
            faults +=
                cut + u": \""_s + item->property("text").toString() + u"\" in "_s + pathOf(item);
        if (item->inherits("QQuickText") && isShown(item)) texts.emplace_back(item, inkOf(item));
        if (!isReachable(item)) return;
        faults += faultsOf(item);
        controls.emplace_back(item, seenOf(item));
    });
    for (std::size_t i = 0; i < controls.size(); ++i) {
        const auto& [one, place] = controls[i];
        for (std::size_t k = i + 1; k < controls.size(); ++k) {
            const auto& [other, otherPlace] = controls[k];
            if (lieOver(place, otherPlace) && !one->isAncestorOf(other) &&
                !other->isAncestorOf(one) && !floats(one) && !floats(other))
                faults += u"%1 lies over %2: %3 and %4"_s.arg(nameOf(other), nameOf(one),
                                                              pathOf(other), pathOf(one));
        }
        // The one thing that floats above the pages.
        if (!pathOf(one).endsWith(u"SafeguardButton"_s)) continue;
        for (const auto& [text, textPlace] : texts)
            if (lieOver(place, textPlace) && !one->isAncestorOf(text) && !floats(text))
                faults += u"Safeguarding lies over \"%1\" in %2"_s.arg(
                    text->property("text").toString(), pathOf(text));
    }
    return faults;
}

QStringList faintTexts(QQuickWindow& window, const QImage& frame) {
    QStringList faults;
    QQuickItem* const cover = coverOf(window);
    // What lies under a card is not for reading either.
    QList<QRectF> cards;
    eachItem(window.contentItem(), [&](QQuickItem* item) {
        if (isShown(item) && floats(item)) cards += seenOf(item);
    });
    eachItem(cover != nullptr ? cover : window.contentItem(), [&](QQuickItem* item) {
        if (!item->inherits("QQuickText") || !isShown(item) || !item->isEnabled()) return;
        const QString text = item->property("text").toString();
        const QRect place = seenOf(item).toRect() & frame.rect();
        if (text.isEmpty() || place.width() < 8 || place.height() < 12) return;
        if (!floats(item) && std::any_of(cards.begin(), cards.end(), [&](const QRectF& card) {
                return card.intersects(place);
            }))
            return;
        const auto font = item->property("font").value<QFont>();
        const bool large =
            font.pixelSize() >= 24 || (font.weight() >= QFont::DemiBold && font.pixelSize() >= 19);
        const QColor ground = groundIn(frame, place);
        const auto ink = item->property("color").value<QColor>();
        const double seen = contrast(ink, ground);
        if (seen < (large ? 3 : 4.5))
            faults += u"%1 of %2 on %3: \"%4\" in %5"_s.arg(seen, 0, 'f', 2)
                          .arg(ink.name(), ground.name(), text, pathOf(item));
    });
    return faults;
}

QStringList faultsOfTheWayByTab(QQuickWindow& window) {
    const auto scrolledTo = [&] {
        QList<qreal> places;
        eachItem(window.contentItem(), [&](QQuickItem* item) {
            if (item->inherits("QQuickFlickable"))
                places += item->property("contentY").toReal();
            else if (item->activeFocusOnTab())
                places += isShown(item) ? 1 : 0;
        });
        return places;
    };
    const QList<qreal> before = scrolledTo();
    const QList<QPointer<QQuickItem>> way = wayOf(window, Qt::Key_Tab);
    const bool scrolled = before != scrolledTo();
    QStringList faults;
    eachItem(window.contentItem(), [&](QQuickItem* item) {
        if (!isShown(item) || !item->isEnabled() || !item->activeFocusOnTab()) return;
        // Of a list, what it has in hand.
        const bool reached = std::any_of(way.begin(), way.end(), [&](const auto& there) {
            return there == item || item->isAncestorOf(there);
        });
        if (!reached) faults += u"not reached: "_s + nameOf(item) + pathOf(item);
    });
    // The last key came round to the first again.
    // A list that scrolled on the way, or a page that turned over, has others on the way back.
    for (auto there = way.crbegin(); !scrolled && there < way.crend(); ++there) {
        QTest::keyClick(&window, Qt::Key_Backtab);
        if (window.activeFocusItem() == *there) continue;
        if (isInList(*there)) break;
        faults += u"back from there goes to "_s + pathOf(window.activeFocusItem()) +
                  u" and not to "_s + pathOf(*there);
        break;
    }
    return faults;
}

QStringList faultsOfPressing(QQuickWindow& window) {
    QList<QPointer<QQuickItem>> buttons;
    eachItem(window.contentItem(), [&](QQuickItem* item) {
        if (isReachable(item) && isButton(item)) buttons += item;
    });
    QStringList faults;
    int pressed = 0;
    // What one press takes away cannot be pressed any more: one button of each page does.
    for (const QPointer<QQuickItem>& button : buttons) {
        if (button == nullptr || !isReachable(button)) continue;
        const QString name = nameOf(button) + u" in "_s + pathOf(button);
        QSignalSpy clicks(button, SIGNAL(clicked()));
        auto* const actions = QAccessible::queryAccessibleInterface(button)->actionInterface();
        if (actions == nullptr || actions->actionNames().isEmpty()) continue;
        // Tabs and rows offer to take the focus before they offer to be pressed.
        const QStringList offered = actions->actionNames();
        const QString press = QAccessibleActionInterface::pressAction();
        actions->doAction(offered.contains(press) ? press : offered.constFirst());
        if (clicks.isEmpty()) faults += name;
        if (++pressed == 3) break;
    }
    return faults;
}

}  // namespace candour
