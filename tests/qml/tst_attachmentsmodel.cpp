// What is attached, by itself: which file is sealed, and what is shown out of memory.
#include "app/viewmodels/attachmentsmodel.h"

#include <QTest>

using namespace candour;
using namespace Qt::StringLiterals;

namespace {

struct Opened {
    Opened() {
        QObject::connect(&model, &AttachmentsModel::attachRequested,
                         [this](const AttachWish& wish) { wishes += wish; });
        QObject::connect(&model, &AttachmentsModel::pictureRequested,
                         [this](const QString& id) { looked += id; });
        model.turnTo(u"here"_s, u"Duty desk"_s);
    }
    void show(const QString& noPhotograph = {}) {
        AttachmentItem picture;
        picture.id = u"p"_s;
        picture.opens = true;
        AttachmentItem away;
        away.id = u"a"_s;
        away.fetchable = true;
        model.show({u"here"_s, {picture, away}, noPhotograph});
    }
    void chooses(const char* name) { model.choose(QUrl(QString::fromLatin1(name))); }

    AttachmentsModel model;
    QList<AttachWish> wishes;
    QStringList looked;
};

}  // namespace

class TestAttachments : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void answersOfAnotherRecord_areDropped() {
        Opened opened;
        opened.model.show({u"elsewhere"_s, {AttachmentItem()}, {}});
        QVERIFY(!opened.model.ready());
        opened.show();
        QCOMPARE(opened.model.count(), 2);
    }
    void photograph_needsEverybodysYes_aDocumentDoesNot() {
        Opened opened;
        opened.show(u"Not everybody"_s);
        opened.chooses("file:///card/board.jpg");
        QCOMPARE(opened.model.kind(), AttachmentsModel::Photograph);
        QVERIFY(!opened.model.mayAttach());
        opened.model.attach();
        QVERIFY(opened.wishes.isEmpty());
        opened.model.chooseKind(AttachmentsModel::Document);
        QVERIFY(opened.model.mayAttach());
        opened.model.chooseKind(AttachmentsModel::Photograph);
        opened.show();
        opened.model.attach();
        QCOMPARE(opened.wishes.size(), 1);
        QCOMPARE(opened.wishes.first().kind, u"photograph"_s);
        QCOMPARE(opened.wishes.first().about, u"here"_s);
    }
    void secondTap_sealsNothingTwice_andAFailureKeepsTheFile() {
        Opened opened;
        opened.show();
        opened.chooses("file:///card/rota.pdf");
        opened.model.caption()->write(u" The rota "_s);
        opened.model.attach();
        opened.model.attach();
        QCOMPARE(opened.wishes.size(), 1);
        QCOMPARE(opened.wishes.first().caption, u"The rota"_s);
        opened.model.showNotAttached(u"The disk is full."_s);
        QCOMPARE(opened.model.fileName(), u"rota.pdf"_s);
        QCOMPARE(opened.model.problem(), u"The disk is full."_s);
        opened.model.attach();
        QCOMPARE(opened.wishes.size(), 2);
        opened.model.showAttached();
        QVERIFY(opened.model.fileName().isEmpty());
    }
    void onlyFilesOfThisTablet_areTaken() {
        Opened opened;
        opened.show();
        opened.chooses("https://example.org/a.png");
        QVERIFY(opened.model.fileName().isEmpty());
        QVERIFY(!opened.model.problem().isEmpty());
    }
    void picture_isShownOnce_andLeavesMemoryWhenItIsClosed() {
        Opened opened;
        opened.show();
        opened.model.look(1);
        opened.model.look(7);
        QVERIFY(opened.looked.isEmpty());
        opened.model.look(0);
        QImage image(4, 4, QImage::Format_RGB32);
        opened.model.showPicture({u"other"_s, {}, {}, image});
        QVERIFY(!opened.model.looking());
        opened.model.showPicture({u"p"_s, u"Board"_s, {}, image});
        QVERIFY(opened.model.looking());
        opened.model.closePicture();
        QVERIFY(opened.model.picture().isNull());
        // Late, after it was closed or the tablet locked.
        opened.model.showPicture({u"p"_s, u"Board"_s, {}, image});
        QVERIFY(!opened.model.looking());
        opened.model.look(0);
        opened.model.forget();
        opened.model.showPicture({u"p"_s, u"Board"_s, {}, image});
        QVERIFY(!opened.model.looking());
        QVERIFY(!opened.model.open());
        QCOMPARE(opened.model.count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestAttachments)
#include "tst_attachmentsmodel.moc"
