// The keyboard and the finger: real events through the real pages.
#include "tests/support/northmere.h"
#include "tests/support/stage.h"

#include <QAccessible>
#include <QQmlListReference>
#include <QSignalSpy>
#include <QTest>
#include <qpa/qplatformaccessibility.h>
#include <qpa/qplatformintegration.h>
#include <qpa/qwindowsysteminterface.h>

#include <private/qguiapplication_p.h>

using namespace candour;
using namespace Qt::StringLiterals;

namespace {

struct Open {
    Open(northmere::Stage& stage, const northmere::Scene& scene, QSize size = {1280, 800})
        : models(clock, std::make_unique<northmere::HeldDelay>()) {
        models.shell.showLook(false, 1);
        scene.show(models);
        window = stage.raise(models, size);
        settle();
        if (northmere::press(*window, scene.presses) > 0) settle();
    }
    void settle() { (void)northmere::Stage::settle(*window); }
    [[nodiscard]] QQuickItem* focused() const { return window->activeFocusItem(); }
    /// The first one seen of that QML type; null if there is none.
    [[nodiscard]] QQuickItem* item(const char* type) const {
        const std::function<QQuickItem*(QQuickItem*)> find = [&](QQuickItem* from) -> QQuickItem* {
            if (!from->isVisible()) return nullptr;
            if (QByteArrayView(from->metaObject()->className()).startsWith(type)) return from;
            for (QQuickItem* child : from->childItems())
                if (QQuickItem* const found = find(child)) return found;
            return nullptr;
        };
        return find(window->contentItem());
    }

    northmere::SiteClock clock;
    WindowModels models;
    std::unique_ptr<QQuickWindow> window;
};

void type(const std::unique_ptr<QQuickWindow>& window, const QString& words) {
    for (const QChar sign : words) QTest::keyClick(window.get(), sign.toLatin1());
}

/// Hears what a screen reader is asked to say.
class Spoken {
  public:
    Spoken() : m_before(QAccessible::installUpdateHandler(&Spoken::hear)) {
        QAccessible::setActive(true);
        s_heard.clear();
    }
    ~Spoken() { QAccessible::installUpdateHandler(m_before); }
    Q_DISABLE_COPY_MOVE(Spoken)

    [[nodiscard]] QStringList take() const { return std::exchange(s_heard, {}); }

  private:
    static void hear(QAccessibleEvent* event) {
        if (event->type() == QAccessible::Alert)
            s_heard += event->accessibleInterface()->text(QAccessible::Name);
    }

    QAccessible::UpdateHandler m_before;
    static inline QStringList s_heard;
};

northmere::Scene sceneNamed(const QString& name) {
    for (const auto& scene : northmere::scenes())
        if (scene.name == name) return scene;
    return {};
}

/// One end of a pen goes down, a little to the right, and up.
void draw(QQuickWindow& window, QPointingDevice::PointerType end, QPointF from) {
    const QPointingDevice pen(
        u"pen"_s, 7, QInputDevice::DeviceType::Stylus, end,
        QInputDevice::Capability::Position | QInputDevice::Capability::Pressure, 1, 1);
    const auto at = [&](QPointF place, Qt::MouseButtons buttons) {
        QWindowSystemInterface::handleTabletEvent(&window, &pen, place, place, buttons,
                                                  buttons ? 0.75 : 0, 0, 0, 0, 0, 0);
        QCoreApplication::processEvents();
    };
    at(from, Qt::LeftButton);
    for (int step = 1; step < 8; ++step) at(from + QPointF(step * 10, 0), Qt::LeftButton);
    at(from + QPointF(70, 0), Qt::NoButton);
}

}  // namespace

class TestWindow : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everySignIsDrawn_alsoAfterAPress_data() {
        QTest::addColumn<QSize>("size");
        for (const char* name : {"05-group-room", "04-capture-people", "04-capture-followups",
                                 "07-cases-balance", "12c-handover-receipt"}) {
            QTest::addRow("%s, landscape", name) << QSize(1280, 800);
            QTest::addRow("%s, portrait", name) << QSize(800, 1280);
        }
    }
    void everySignIsDrawn_alsoAfterAPress() {
        QFETCH(QSize, size);
        const QString name = QString::fromLatin1(QTest::currentDataTag()).section(u',', 0, 0);
        Open open(m_stage, sceneNamed(name), size);
        const QImage frame = northmere::Stage::settle(*open.window);
        int signs = 0;
        northmere::eachItem(open.window->contentItem(), [&](QQuickItem* item) {
            if (!item->inherits("candour::Glyph") || !northmere::isShown(item)) return;
            const QRectF whole = item->mapRectToScene(item->boundingRect());
            QRectF seen = whole & QRectF(frame.rect());
            for (auto* above = item->parentItem(); above != nullptr; above = above->parentItem())
                if (above->clip()) seen &= above->mapRectToScene(above->boundingRect());
            if (seen != whole || item->property("path").toString().isEmpty()) return;
            ++signs;
            QSet<QRgb> colours;
            for (int y = int(seen.top()); y < int(seen.bottom()); ++y)
                for (int x = int(seen.left()); x < int(seen.right()); ++x)
                    colours.insert(frame.pixel(x, y));
            QVERIFY2(colours.size() > 2,
                     qPrintable(u"%1 at %2, %3 is blank"_s.arg(northmere::pathOf(item))
                                    .arg(seen.x())
                                    .arg(seen.y())));
        });
        QVERIFY(signs > 10);
    }
    void capture_opensWithTheCaretWhereItWas() {
        Open open(m_stage, sceneNamed(u"04-capture"_s));
        QVERIFY(open.focused());
        QVERIFY(open.focused()->inherits("QQuickTextEdit"));
        QCOMPARE(open.focused()->property("cursorPosition").toInt(), open.models.capture.caret());
        QVERIFY(open.models.capture.caret() > 0);
    }
    void typing_goesThroughTheModel_andReturnStartsALine() {
        Open open(m_stage, sceneNamed(u"04-capture"_s));
        QStringList finished;
        connect(&open.models.capture, &CaptureModel::lineFinished, this,
                [&finished](const LineDraft& draft) { finished += draft.text; });
        const int before = open.models.capture.lines()->count();
        type(open.window, u" it"_s);
        QTest::keyClick(open.window.get(), Qt::Key_Return);
        QCOMPARE(finished.size(), 1);
        QVERIFY(finished.first().endsWith(u"starts after it"_s));
        QCOMPARE(open.models.capture.lines()->count(), before + 1);
        QCOMPARE(open.focused()->property("text").toString(), QString());
        type(open.window, u"next"_s);
        QCOMPARE(open.models.capture.text(), u"next"_s);
    }
    void keys_chooseTheVoice_tagAndMark() {
        Open open(m_stage, sceneNamed(u"04-capture"_s));
        QTest::keyClick(open.window.get(), Qt::Key_W, Qt::AltModifier);
        QCOMPARE(open.models.capture.kind(), LineListModel::Saw);
        QTest::keyClick(open.window.get(), Qt::Key_6, Qt::AltModifier);
        QCOMPARE(open.models.capture.lineTags().size(), 1);
        const int before = open.models.capture.lines()->count();
        QTest::keyClick(open.window.get(), Qt::Key_M, Qt::AltModifier);
        QCOMPARE(open.models.capture.lines()->count(), before + 1);
        QTest::keyClick(open.window.get(), Qt::Key_T, Qt::AltModifier);
        QCOMPARE(open.models.capture.kind(), LineListModel::Thought);
    }
    void penDraws_andItsOtherEndRubsOut() {
        Open open(m_stage, sceneNamed(u"04-capture-ink"_s));
        QQuickItem* const pad = open.item("candour::InkPad");
        QVERIFY(pad);
        InkModel& ink = open.models.ink;
        const int before = ink.strokes();
        const QPointF from = pad->mapToScene({pad->width() - 120, 20});
        draw(*open.window, QPointingDevice::PointerType::Pen, from);
        QCOMPARE(ink.strokes(), before + 1);
        const InkStroke stroke = ink.sheet().strokes.last();
        QCOMPARE(stroke.size(), 8);
        QCOMPARE(stroke.last().pressure, 0.75F);
        // The sheet was begun on a wider screen.
        QCOMPARE((stroke.last().x - stroke.first().x) * pad->property("share").toFloat(), 70.F);
        draw(*open.window, QPointingDevice::PointerType::Eraser, from);
        QCOMPARE(ink.strokes(), before);
        QVERIFY(!ink.rubbing());
        ink.undo();
        QCOMPARE(ink.strokes(), before + 1);
    }
    void cardOfKeys_isOfThePage_andDisturbsNobodyWhoWrites() {
        Open open(m_stage, sceneNamed(u"04-capture"_s));
        const QPointer<QQuickItem> writing = open.focused();
        const QString before = open.models.capture.text();
        open.models.shell.showKeys(true);
        open.settle();
        QQuickItem* const card = open.item("KeyCard");
        QVERIFY(card);
        QStringList words;
        northmere::eachItem(card, [&](QQuickItem* item) {
            if (northmere::isShown(item)) words += item->property("text").toString();
        });
        QVERIFY(words.contains(u"Mark this moment and write about it later"_s));
        QVERIFY(words.contains(u"Search"_s));
        QVERIFY(!words.contains(u"Compare with other evidence"_s));
        QCOMPARE(open.focused(), writing);
        type(open.window, u"x"_s);
        QCOMPARE(open.models.capture.text(), before + u'x');
        open.models.shell.showKeys(false);
        QVERIFY(!open.item("KeyCard"));
        QCOMPARE(open.focused(), writing);
    }
    void everyNamedKeyOfTheMap_isAShortcut_onItsPage() {
        int looked = 0;
        for (const auto& [page, scene] : {std::pair(ShellModel::Capture, u"04-capture"_s),
                                          {ShellModel::Review, u"09-review"_s}}) {
            Open open(m_stage, sceneNamed(scene));
            QSet<QString> there;
            const std::function<void(QObject*)> collect = [&](QObject* from) {
                for (QObject* child : from->children()) {
                    if (child->inherits("QQuickShortcut"))
                        for (const QVariant& key : child->property("sequences").toList())
                            there += child->property("name").toString() + u' ' + key.toString();
                    if (!child->inherits("QQuickItem")) collect(child);
                }
            };
            northmere::eachItem(open.window->contentItem(), collect);
            QQmlComponent asking(qmlEngine(open.window.get()));
            asking.setData(
                "import QtQml\nimport Candour.Ui\nQtObject { property QtObject map: KeyMap }", {});
            const std::unique_ptr<QObject> asked(asking.create());
            QVERIFY2(asked, qPrintable(asking.errorString()));
            auto* const map = asked->property("map").value<QObject*>();
            QVERIFY(map);
            const QQmlListReference groups(map, "groups");
            for (qsizetype i = 0; i < groups.count(); ++i) {
                bool here = groups.at(i)->property("pages").value<QList<int>>().isEmpty();
                here = here || groups.at(i)->property("pages").value<QList<int>>().contains(page);
                const QQmlListReference entries(groups.at(i), "entries");
                for (qsizetype k = 0; here && k < entries.count(); ++k) {
                    const QString name = entries.at(k)->property("name").toString();
                    if (name.isEmpty()) continue;
                    const int last = entries.at(k)->property("last").toInt();
                    QStringList keys = entries.at(k)->property("keys").toStringList();
                    if (last > 0)
                        keys = {entries.at(k)->property("row").toString() + QString::number(last)};
                    for (const QString& key : keys) {
                        QVERIFY2(there.contains(name + u' ' + key), qPrintable(name + u' ' + key));
                        ++looked;
                    }
                }
            }
        }
        QVERIFY(looked > 20);
    }
    void ctrlZ_undoes_inTheEditor() {
        Open open(m_stage, sceneNamed(u"04-capture"_s));
        const QString before = open.models.capture.text();
        type(open.window, u" six weeks"_s);
        QTest::keyClick(open.window.get(), Qt::Key_Z, Qt::ControlModifier);
        QTest::keyClick(open.window.get(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(open.models.capture.text(), before);
        QCOMPARE(open.focused()->property("text").toString(), before);
    }
    void tab_leavesTheNote_andPutsNoTabIntoIt() {
        Open open(m_stage, sceneNamed(u"04-capture"_s));
        const QString before = open.models.capture.text();
        QTest::keyClick(open.window.get(), Qt::Key_Tab);
        QVERIFY(!open.focused()->inherits("QQuickTextEdit"));
        QCOMPARE(open.models.capture.text(), before);
    }
    void ctrlNumbers_goToPlaces_andTheLineIsFinishedOnTheWay() {
        Open open(m_stage, sceneNamed(u"04-capture"_s));
        int finished = 0;
        connect(&open.models.capture, &CaptureModel::lineFinished, this,
                [&finished] { ++finished; });
        QTest::keyClick(open.window.get(), Qt::Key_K, Qt::ControlModifier);
        QCOMPARE(open.models.shell.page(), ShellModel::Search);
        QCOMPARE(finished, 1);
        QTest::keyClick(open.window.get(), Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(open.models.shell.page(), ShellModel::Today);
    }
    void f9_hidesEverything_andAnyKeyReturns() {
        Open open(m_stage, sceneNamed(u"04-capture"_s));
        QTest::keyClick(open.window.get(), Qt::Key_F9);
        QVERIFY(open.window->property("discreet").toBool());
        QTest::keyClick(open.window.get(), Qt::Key_Space);
        QVERIFY(!open.window->property("discreet").toBool());
        open.settle();
        QVERIFY(open.focused()->inherits("QQuickTextEdit"));
    }
    void passphrase_leavesTheFieldAsSoonAsItIsUsed() {
        Open open(m_stage, sceneNamed(u"01-unlock"_s));
        QByteArray given;
        connect(&open.models.unlock, &UnlockModel::unlockRequested, this,
                [&given](const SecretBytes& bytes) {
                    given = QByteArray(reinterpret_cast<const char*>(bytes.data()),
                                       static_cast<qsizetype>(bytes.size()));
                });
        type(open.window, u"four words are good"_s);
        auto* field = open.focused();
        QTest::keyClick(open.window.get(), Qt::Key_Return);
        QCOMPARE(given, QByteArray("four words are good"));
        QCOMPARE(field->property("text").toString(), QString());
    }
    void code_canBeTyped_andDeleted() {
        Open open(m_stage, sceneNamed(u"02-enrol-code"_s));
        type(open.window, u"z3"_s);
        QCOMPARE(open.models.enrol.code(), u"K7MP4XQ29TRDWZ3"_s);
        QTest::keyClick(open.window.get(), Qt::Key_Backspace);
        QCOMPARE(open.models.enrol.code(), u"K7MP4XQ29TRDWZ"_s);
    }
    void lockedScreen_namesNobody() {
        Open open(m_stage, sceneNamed(u"01-unlock-failed"_s));
        QVERIFY(!open.window->title().contains(u"Northmere"_s));
        QStringList texts;
        const std::function<void(QQuickItem*)> read = [&](QQuickItem* item) {
            if (northmere::isShown(item)) texts += item->property("text").toString();
            for (QQuickItem* child : item->childItems()) read(child);
        };
        read(open.window->contentItem());
        QVERIFY(texts.contains(u"1 urgent item is waiting"_s));
        QVERIFY(texts.filter(u"Northmere"_s).isEmpty());
    }
    void safeguarding_isOnePressAway_andTheCaretIsThere() {
        Open open(m_stage, sceneNamed(u"04-capture"_s));
        int finished = 0;
        connect(&open.models.capture, &CaptureModel::lineFinished, this,
                [&finished] { ++finished; });
        QTest::keyClick(open.window.get(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(open.models.shell.page(), ShellModel::Safeguarding);
        QCOMPARE(finished, 1);
        open.settle();
        QVERIFY(open.focused()->inherits("QQuickTextEdit"));
        type(open.window, u"No food"_s);
        QCOMPARE(open.models.safeguarding.what(), u"No food"_s);
        open.models.shell.back();
        QCOMPARE(open.models.shell.page(), ShellModel::Capture);
    }
    void safeguarding_hasAButtonWhereThereIsNoRail_data() {
        QTest::addColumn<QString>("scene");
        QTest::addColumn<QSize>("size");
        QTest::newRow("portrait") << u"03-today"_s << QSize(800, 1280);
        QTest::newRow("keyboard up") << u"24-capture-keyboard"_s << QSize(1280, 800);
    }
    void safeguarding_hasAButtonWhereThereIsNoRail() {
        QFETCH(QString, scene);
        QFETCH(QSize, size);
        Open open(m_stage, sceneNamed(scene), size);
        QCOMPARE(northmere::press(*open.window, {u"Safeguarding, raise an alert or concern"_s}), 1);
        QCOMPARE(open.models.shell.page(), ShellModel::Safeguarding);
    }
    void lockQuestion_keepsTheKeyboardInside_andEscGoesBack() {
        Open open(m_stage, sceneNamed(u"23-lock-unsent"_s));
        for (int i = 0; i < 8; ++i) {
            QTest::keyClick(open.window.get(), Qt::Key_Tab);
            QVERIFY2(northmere::pathOf(open.focused()).contains(u"LockQuestion"_s),
                     qPrintable(northmere::pathOf(open.focused())));
        }
        QTest::keyClick(open.window.get(), Qt::Key_Escape);
        QVERIFY(!open.models.shell.lockAsked());
        QCOMPARE(open.models.shell.page(), ShellModel::Safeguarding);
    }
    void lockQuestion_leadsToWhoWasTold() {
        Open open(m_stage, sceneNamed(u"23-lock-unsent"_s));
        QCOMPARE(northmere::press(*open.window, {u"I have told someone"_s}), 1);
        QVERIFY(!open.models.shell.lockAsked());
        QVERIFY(open.models.safeguarding.telling());
    }
    void shield_coversEverything_andGivesTheCaretBack() {
        Open open(m_stage, sceneNamed(u"04-capture"_s));
        QVERIFY(open.window->title().contains(u"Northmere"_s));
        open.models.shell.showShield(true);
        open.settle();
        QVERIFY(!open.window->title().contains(u"Northmere"_s));
        const QImage covered = open.window->grabWindow();
        const QColor canvas = covered.pixelColor(2, 2);
        // The page, its notes and the strip: one colour everywhere but in the middle.
        for (const QPoint at :
             {QPoint(120, 24), QPoint(300, 90), QPoint(400, 300), QPoint(1100, 90)})
            for (int x = 0; x < 60; ++x) QCOMPARE(covered.pixelColor(at + QPoint(x, 0)), canvas);
        const QString before = open.models.capture.text();
        QTest::keyClick(open.window.get(), Qt::Key_A);
        QVERIFY(!open.models.shell.shielded());
        QCOMPARE(open.models.capture.text(), before);
        open.settle();
        QVERIFY(open.focused()->inherits("QQuickTextEdit"));
    }
    void whatOthersSeeChange_isSpoken_once() {
        Open open(m_stage, sceneNamed(u"03-today"_s));
        const Spoken spoken;
        open.models.shell.showNotice(u"The disk is full."_s);
        QCOMPARE(spoken.take(), QStringList{u"The disk is full."_s});
        open.models.shell.showNotice(u"The disk is full."_s);
        QCOMPARE(spoken.take(), QStringList());
        HandOverProgress stopped;
        stopped.problem = u"Stopped at 22 of 41."_s;
        open.models.handOver.show(stopped);
        open.models.handOver.show(stopped);
        QCOMPARE(spoken.take(), QStringList{u"Stopped at 22 of 41."_s});
        HandOverReceipt receipt;
        receipt.captured = receipt.accepted = 41;
        open.models.handOver.show(receipt);
        QCOMPARE(spoken.take(), QStringList{u"Everything is handed over"_s});
        // Behind the locked screen there is nothing left to be read out.
        open.models.shell.lockNow();
        auto* const accessible =
            QAccessible::queryAccessibleInterface(open.item("candour::Announcer"));
        QVERIFY(accessible == nullptr || accessible->text(QAccessible::Name).isEmpty());
        QCOMPARE(spoken.take(), QStringList());
    }
    void savedIsSpoken_onlyWhenSomebodyAsks_andThatItFailedAtOnce() {
        Open open(m_stage, sceneNamed(u"04-capture"_s));
        const Spoken spoken;
        open.models.capture.showSaved(1'001, open.clock.utc());
        QCOMPARE(spoken.take(), QStringList());
        QTest::keyClick(open.window.get(), Qt::Key_F8);
        QCOMPARE(spoken.take(), QStringList{u"Saved 14:32:07"_s});
        open.models.capture.showNotSaved();
        QCOMPARE(spoken.take(), QStringList{open.models.capture.savedText()});
    }
    void firstSavedWords_moveNothing_howeverLongTheTitleIs() {
        for (int words = 2; words < 16; ++words) {
            CaptureState state = northmere::interview();
            state.draft.reset();
            state.title = u"Social workers "_s.repeated(words).trimmed();
            northmere::Scene scene = sceneNamed(u"04-capture"_s);
            scene.show = [show = scene.show, state](WindowModels& models) {
                show(models);
                models.capture.show(state);
            };
            Open open(m_stage, scene);
            QCOMPARE(open.models.capture.savedState(), CaptureModel::NothingYet);
            QQuickItem* const notes = open.item("Notebook_");
            QVERIFY(notes != nullptr);
            const qreal before = notes->mapToScene(QPointF()).y();
            open.models.capture.showSaved(1'000'000, open.clock.utc());
            open.settle();
            QCOMPARE(open.models.capture.savedState(), CaptureModel::Saved);
            QCOMPARE(notes->mapToScene(QPointF()).y(), before);
        }
    }
    void detailOfASession_isElidedWhereItIsTooLong_andNotLeftOut() {
        const QString detail = u"Carers’ forum with the voluntary sector alliance · You, JO"_s;
        DayPlan plan;
        plan.date = QDate(2027, 3, 9);
        plan.now = 500;
        for (int room = 0; room < 4; ++room) {
            plan.rooms += u"Room %1"_s.arg(room + 1);
            PlannedSession session;
            session.slotId = QString::number(room);
            session.title = u"Carers’ centre"_s;
            session.detail = detail;
            session.room = room;
            session.begins = 600;
            session.ends = 660;
            session.mine = true;
            plan.sessions += session;
        }
        northmere::Scene scene = sceneNamed(u"03-today"_s);
        scene.show = [show = scene.show, plan](WindowModels& models) {
            show(models);
            models.today.show(plan);
        };
        Open open(m_stage, scene);
        int details = 0;
        northmere::eachItem(open.window->contentItem(), [&](QQuickItem* item) {
            if (item->property("text").toString() != detail || !northmere::isShown(item)) return;
            ++details;
            QVERIFY(item->property("truncated").toBool());
            QVERIFY(item->parentItem()->height() <= item->parentItem()->parentItem()->height() + 1);
        });
        QCOMPARE(details, 4);
    }
    void help_isOneKeyAway_andFindsWords() {
        Open open(m_stage, sceneNamed(u"03-today"_s));
        QTest::keyClick(open.window.get(), Qt::Key_F1);
        QCOMPARE(open.models.shell.page(), ShellModel::Help);
        open.settle();
        const auto sayings = [&open] {
            QStringList texts;
            const std::function<void(QQuickItem*)> read = [&](QQuickItem* item) {
                if (northmere::isShown(item)) texts += item->property("text").toString();
                for (QQuickItem* child : item->childItems()) read(child);
            };
            read(open.window->contentItem());
            return texts;
        };
        QVERIFY(sayings().contains(u"Phone card"_s));
        QQuickItem* field = nullptr;
        const std::function<void(QQuickItem*)> find = [&](QQuickItem* item) {
            if (item->inherits("QQuickTextField") && northmere::isShown(item)) field = item;
            for (QQuickItem* child : item->childItems()) find(child);
        };
        find(open.window->contentItem());
        QVERIFY(field);
        field->forceActiveFocus();
        type(open.window, u"undo"_s);
        open.settle();
        QVERIFY(!sayings().contains(u"Phone card"_s));
        QVERIFY(sayings().contains(u"Undo, a hundred steps back"_s));
        QVERIFY(!sayings().contains(u"Mark this moment and write about it later"_s));
        open.models.shell.back();
        QCOMPARE(open.models.shell.page(), ShellModel::Today);
        open.settle();
        QTest::keyClick(open.window.get(), Qt::Key_Question);
        QCOMPARE(open.models.shell.page(), ShellModel::Help);
    }
    void questionMark_inANote_isASignLikeAnyOther() {
        Open open(m_stage, sceneNamed(u"04-capture-new"_s));
        QTest::keyClick(open.window.get(), '?', Qt::ShiftModifier);
        QCOMPARE(open.models.shell.page(), ShellModel::Capture);
        QCOMPARE(open.models.capture.text(), u"?"_s);
    }
    void ctrl2_goesToCases_andTheNameLeavesWithThePage() {
        Open open(m_stage, sceneNamed(u"07-cases-name"_s));
        QVERIFY(open.models.name.isOpen());
        QTest::keyClick(open.window.get(), Qt::Key_1, Qt::ControlModifier);
        QVERIFY(!open.models.name.isOpen());
        QTest::keyClick(open.window.get(), Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(open.models.shell.page(), ShellModel::Cases);
    }
    void holdingACase_asksWhoItIs_andATapOpensIt() {
        Open open(m_stage, sceneNamed(u"07-cases"_s));
        QStringList asked;
        QStringList opened;
        connect(&open.models.name, &NameModel::nameRequested, this,
                [&](const QString& id) { asked += id; });
        connect(&open.models.cases, &CasesModel::caseChosen, this,
                [&](const QString& id) { opened += id; });
        QQuickItem* const tile = open.item("CaseTile");
        QVERIFY(tile);
        QMetaObject::invokeMethod(tile, "pressAndHold");
        QCOMPARE(asked.size(), 1);
        QVERIFY(opened.isEmpty());
        QTest::mouseClick(
            open.window.get(), Qt::LeftButton, {},
            tile->mapToScene(QPointF(tile->width() / 3, tile->height() / 2)).toPoint());
        QCOMPARE(opened, asked);
    }
    void arrowKeys_moveAlongTheJourney() {
        Open open(m_stage, sceneNamed(u"08-case"_s));
        QCOMPARE(open.models.journey.stage(), 1);
        QQuickItem* stage = open.item("StageDot");
        while (stage != nullptr && !stage->property("chosen").toBool())
            stage = stage->nextItemInFocusChain(true);
        QVERIFY(stage);
        stage->forceActiveFocus(Qt::TabFocusReason);
        QTest::keyClick(open.window.get(), Qt::Key_Right);
        QCOMPARE(open.models.journey.stage(), 2);
        QVERIFY(open.focused()->property("chosen").toBool());
    }
    void form_isWrittenByKeysAlone_keepsEachOne_andEscLosesNothing() {
        Open open(m_stage, sceneNamed(u"30-form"_s));
        FormTexts kept;
        connect(&open.models.form, &FormModel::draftChanged, this,
                [&](qint64, const FormTexts& texts) { kept = texts; });
        for (int i = 0; i < 60 && !open.focused()->inherits("QQuickTextArea"); ++i)
            QTest::keyClick(open.window.get(), Qt::Key_Tab);
        QVERIFY(open.focused()->inherits("QQuickTextArea"));
        QTest::keyClick(open.window.get(), Qt::Key_End, Qt::ControlModifier);
        type(open.window, u" again"_s);
        QCOMPARE(kept.value(u"text"_s), u"I first rang in the middle of May. again"_s);
        QTest::keyClick(open.window.get(), Qt::Key_Escape);
        QVERIFY(!open.models.form.isOpen());
        QCOMPARE(kept.value(u"text"_s), u"I first rang in the middle of May. again"_s);
    }
    void copyOut_goesByKeysAlone_andEscPutsItAway() {
        Open open(m_stage, sceneNamed(u"12d-copyout"_s));
        CopyOutModel& model = open.models.copyOut;
        QSignalSpy wished(&model, &CopyOutModel::copyRequested);
        const auto tabTo = [&open](const std::function<bool(const QQuickItem*)>& wanted) {
            for (int i = 0; i < 20; ++i) {
                QTest::keyClick(open.window.get(), Qt::Key_Tab);
                if (open.focused() != nullptr && wanted(open.focused())) return true;
            }
            return false;
        };
        QVERIFY(
            tabTo([](const QQuickItem* item) { return item->property("text") == u"KINGSTON"_s; }));
        QTest::keyClick(open.window.get(), Qt::Key_Return);
        QVERIFY(model.inside());
        model.show({u"/media/stick"_s, {}});
        open.settle();
        QVERIFY(tabTo([](const QQuickItem* item) { return item->inherits("QQuickTextField"); }));
        QTest::keyClick(open.window.get(), Qt::Key_A, Qt::ControlModifier);
        type(open.window, u"tuesday"_s);
        QCOMPARE(model.name(), u"tuesday"_s);
        QTest::keyClick(open.window.get(), Qt::Key_Return);
        QCOMPARE(wished.size(), 1);
        open.settle();
        // What had the focus is gone with its step; the keys are still heard.
        QTest::keyClick(open.window.get(), Qt::Key_Escape);
        QVERIFY(!model.open());
        QCOMPARE(model.step(), CopyOutModel::Copying);
    }
    void review_keysWalkSelectTagAndLetGo() {
        Open open(m_stage, sceneNamed(u"09-review-empty"_s));
        ReviewModel& review = open.models.review;
        QList<TagWish> wishes;
        connect(&review, &ReviewModel::tagRequested, this,
                [&wishes](int, const TagWish& wish) { wishes += wish; });
        QList<int> steps;
        connect(&review, &ReviewModel::nextRequested, this,
                [&steps](int, int step) { steps += step; });
        type(open.window, u"1"_s);
        QVERIFY(wishes.isEmpty());
        QTest::keyClick(open.window.get(), Qt::Key_Down);
        QTest::keyClick(open.window.get(), Qt::Key_Down);
        QCOMPARE(review.current(), 1);
        QTest::keyClick(open.window.get(), Qt::Key_Right);
        QTest::keyClick(open.window.get(), Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(review.passage(), u"Tag “Four years”"_s);
        type(open.window, u"3np"_s);
        QCOMPARE(wishes.size(), 1);
        QCOMPARE(wishes.first().statement, 3);
        QCOMPARE(wishes.first().length, 10);
        QCOMPARE(steps, (QList<int>{1, -1}));
        QTest::keyClick(open.window.get(), Qt::Key_Escape);
        QCOMPARE(review.length(), 0);
        QTest::keyClick(open.window.get(), Qt::Key_Escape);
        QCOMPARE(review.current(), -1);
        QTest::keyClick(open.window.get(), Qt::Key_Escape);
        QVERIFY(!review.open());
    }
    void review_aDraggedSelectionIsWholeWords() {
        Open open(m_stage, sceneNamed(u"09-review-empty"_s));
        QQuickItem* editor = nullptr;
        const std::function<void(QQuickItem*)> find = [&](QQuickItem* item) {
            if (item->inherits("QQuickTextEdit") && editor == nullptr) editor = item;
            for (QQuickItem* child : item->childItems()) find(child);
        };
        find(open.window->contentItem());
        QVERIFY(editor != nullptr);
        const auto at = [&](int x) { return editor->mapToScene(QPointF(x, 12)).toPoint(); };
        QTest::mousePress(open.window.get(), Qt::LeftButton, {}, at(2));
        for (int x = 10; x <= 90; x += 20) QTest::mouseMove(open.window.get(), at(x));
        QTest::mouseRelease(open.window.get(), Qt::LeftButton, {}, at(90));
        QCOMPARE(open.models.review.current(), 0);
        QCOMPARE(open.models.review.passage(), u"Tag “Opening script”"_s);
        QCOMPARE(editor->property("selectedText").toString(), u"Opening script"_s);
    }
    void comparing_goesByKeysAndTaps_fromWhatIsInHandToTheRelation() {
        Open open(m_stage, sceneNamed(u"09-review-empty"_s));
        QStringList asked;
        connect(open.models.review.beside(), &ComparingModel::compareRequested, this,
                [&asked](const QString& one, const QString& other, const QString& relation) {
                    asked += QStringList{one, other, relation}.join(u' ');
                });
        for (int i = 0; i < 6; ++i) QTest::keyClick(open.window.get(), Qt::Key_Down);
        QTest::keyClick(open.window.get(), Qt::Key_C);
        open.settle();
        QVERIFY(open.models.review.beside()->active());
        // Numbers tag nothing while a piece is in hand.
        QSignalSpy tagged(&open.models.review, &ReviewModel::tagRequested);
        QTest::keyClick(open.window.get(), Qt::Key_Up);
        QTest::keyClick(open.window.get(), Qt::Key_3);
        QCOMPARE(tagged.size(), 0);
        open.settle();
        QCOMPARE(
            northmere::press(*open.window, {u"How it stands to what is in hand, Contradicts it"_s}),
            1);
        QCOMPARE(asked.size(), 1);
        QVERIFY(asked.first().endsWith(u"contradicts"_s));
        QTest::keyClick(open.window.get(), Qt::Key_Escape);
        QTest::keyClick(open.window.get(), Qt::Key_Escape);
        QVERIFY(!open.models.review.beside()->active());
        QVERIFY(open.models.review.open());
    }
    void struckLine_offersToStandOrToGo_andNothingElse() {
        Open open(m_stage, sceneNamed(u"13-conflict-struck"_s));
        QList<int> settled;
        connect(&open.models.conflict, &ConflictModel::settled, this,
                [&settled](const Dispute&, ConflictModel::Choice choice) { settled += choice; });
        QCOMPARE(northmere::press(*open.window, {u"Keep both"_s}), 0);
        QCOMPARE(northmere::press(*open.window, {u"Leave it struck out"_s}), 1);
        open.settle();
        QVERIFY(open.models.conflict.goes());
        QCOMPARE(open.models.conflict.settleWord(), u"Leave it struck out"_s);
        open.models.conflict.settle();
        QCOMPARE(settled, QList<int>{ConflictModel::UseTheirs});
    }
    void alertSentAnotherWay_asksWhy_andTellsTheCouncilOnlyThen() {
        Open open(m_stage, sceneNamed(u"11-safeguarding-rerouted"_s));
        QVERIFY(!open.models.safeguarding.routeProblem().isEmpty());
        QVERIFY(open.models.safeguarding.sheet().answers.toLead());
        QQuickItem* const reason = open.item("LongField");
        QVERIFY(reason != nullptr);
        QMetaObject::invokeMethod(reason, "take");
        type(open.window, u"The lead decided"_s);
        QVERIFY(open.models.safeguarding.routeProblem().isEmpty());
        QVERIFY(!open.models.safeguarding.sheet().answers.toLead());
        QVERIFY(open.models.safeguarding.routeTitle().contains(u"council’s safeguarding team"_s));
    }
    void coverage_arrowsMoveInsideTheGrid_andStopAtItsEdge() {
        Open open(m_stage, sceneNamed(u"10-coverage"_s));
        CoverageModel& coverage = open.models.coverage;
        QQuickItem* cell = nullptr;
        const std::function<void(QQuickItem*)> find = [&](QQuickItem* item) {
            if (item->property("chosen").toBool() && item->property("square").isValid())
                cell = item;
            for (QQuickItem* child : item->childItems()) find(child);
        };
        find(open.window->contentItem());
        QVERIFY(cell != nullptr);
        cell->forceActiveFocus(Qt::TabFocusReason);
        QTest::keyClick(open.window.get(), Qt::Key_Left);
        QCOMPARE(coverage.column(), 0);
        QTest::keyClick(open.window.get(), Qt::Key_Right);
        QTest::keyClick(open.window.get(), Qt::Key_Down);
        QCOMPARE(coverage.row(), 3);
        QCOMPARE(coverage.column(), 1);
        QVERIFY(open.focused()->property("chosen").toBool());
    }
    void hundredThousandLines_openAtTheEnd_withAScreenfulOfDelegates() {
        auto scene = sceneNamed(u"04-capture"_s);
        const auto show = scene.show;
        scene.show = [show](WindowModels& models) {
            show(models);
            auto* lines = models.capture.lines();
            QObject::connect(
                lines, &LineListModel::rowsNeeded, lines, [lines](int first, int count) {
                    QList<LineRow> rows(count);
                    for (int i = 0; i < count; ++i) {
                        rows[i].time = u"14:06"_s;
                        rows[i].text = u"Line %1 of many, said by nobody."_s.arg(first + i);
                    }
                    lines->showRows(first, rows);
                });
            lines->showCount(100'000);
        };
        Open open(m_stage, scene);
        open.settle();
        const auto last = open.models.capture.lines()->at(99'999);
        QVERIFY(last.has_value());
        int delegates = 0;
        const std::function<void(QQuickItem*)> count = [&](QQuickItem* item) {
            delegates += QByteArray(item->metaObject()->className()).startsWith("NoteLine") ? 1 : 0;
            for (QQuickItem* child : item->childItems()) count(child);
        };
        count(open.window->contentItem());
        QVERIFY2(delegates > 3 && delegates < 80, QByteArray::number(delegates).constData());
    }
    void cleanup() {
        const QStringList warnings = m_stage.takeWarnings();
        QVERIFY2(warnings.isEmpty(), qPrintable(warnings.join(u'\n')));
    }

  private:
    northmere::Stage m_stage;
};

int main(int argc, char** argv) {
    QGuiApplication app(argc, argv);
    // Before anything is loaded, and at the platform, or Controls stay nameless.
    QGuiApplicationPrivate::platformIntegration()->accessibility()->setActive(true);
    TestWindow test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_window.moc"
