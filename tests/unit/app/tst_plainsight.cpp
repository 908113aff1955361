// What tells who somebody is, in texts where it does not belong (R12).
#include "app/rules/plainsight.h"
#include "tests/unit/app/assessment.h"

#include <QTest>

using namespace candour;
using namespace candour::testing;

class PlainSightTest : public QObject {
    Q_OBJECT

    static QString saidOf(const QString& text, const KnownNames& names = {}) {
        Assessment a;
        const RecordId line = a.line(u"said"_qs, a.person);
        a.set(line, u"text"_qs, text);
        QStringList said;
        for (const Breach& breach : inPlainSight(a.find(line), names)) {
            if (breach.rule != u"R12" || !breach.onlyListed || breach.refuses()) return u"!"_qs;
            said << breach.sentence;
        }
        return said.join(u'\n');
    }

  private Q_SLOTS:
    void r12_whatTellsHowToReachSomebody_isListed_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("what");
        const QString none;
        const QString telephone = u"a telephone number"_qs;
        for (const auto& number :
             {u"07700 900123"_qs, u"07700900123"_qs, u"ring 020 7946 0958."_qs,
              u"(01632) 960 123"_qs, u"+44 7700 900123"_qs, u"+44 (0)20 7946 0958"_qs,
              u"0800-1111-222"_qs, u"01632 960123, evenings"_qs, u"03069 990 123"_qs})
            QTest::newRow(qPrintable(number)) << number << telephone;
        QTest::newRow("a figure") << u"£10,423,500 in 2026"_qs << none;
        QTest::newRow("a time") << u"14:06 to 15:30, 09/03/2027"_qs << none;
        QTest::newRow("years") << u"2024 2025 2026 2027"_qs << none;
        QTest::newRow("an id") << u"01900000-0000-7000-8000-0000000000a1"_qs << none;
        QTest::newRow("a short code") << u"ring 0300 on the desk phone"_qs << none;
        QTest::newRow("too many digits") << u"0770 0900 1234 5678 9"_qs << none;
        QTest::newRow("e-mail") << u"write to jane.smith@example.org now"_qs
                                << u"an e-mail address"_qs;
        QTest::newRow("a handle") << u"@northmere says so"_qs << none;
        for (const auto& code :
             {u"SW1A 1AA"_qs, u"at m1 1ae"_qs, u"NE12AB."_qs, u"EC1A 1BB, by"_qs, u"S10 2TN"_qs})
            QTest::newRow(qPrintable(code)) << code << u"a postcode"_qs;
        QTest::newRow("half a postcode") << u"in SW1A"_qs << none;
        QTest::newRow("no such area") << u"D12 4TH"_qs << none;
        QTest::newRow("a person's code") << u"as C12AB says"_qs << none;
        QTest::newRow("an ordinal") << u"room S4 1st floor"_qs << none;
        QTest::newRow("NHS number") << u"NHS 943 476 5919"_qs << u"an NHS number"_qs;
        QTest::newRow("NHS number at once") << u"9434765919"_qs << u"an NHS number"_qs;
        QTest::newRow("another last digit") << u"943 476 5918"_qs << none;
        QTest::newRow("all the same") << u"3333333333"_qs << none;
        QTest::newRow("two of them") << u"07700 900123, jane@example.org"_qs
                                     << u"a telephone number and an e-mail address"_qs;
    }
    void r12_whatTellsHowToReachSomebody_isListed() {
        QFETCH(QString, text);
        QFETCH(QString, what);
        const QString said = saidOf(text);
        if (what.isEmpty()) {
            QCOMPARE(said, QString());
            return;
        }
        QVERIFY2(said.startsWith(u"“Text” seems to hold %1."_qs.arg(what)), qPrintable(said));
        // The sentence may be read by anybody.
        QVERIFY(!said.contains(text));
    }

    void r12_theNameOfACase_isListed_asWordsOfItsOwn() {
        const KnownNames names({u"Ada Lovely"_qs, u"Jo"_qs, QString(), u"O’Shea (Pat)"_qs});
        QVERIFY(
            saidOf(u"We met ada  lovely at home"_qs, names).contains(u"the name of somebody"_qs));
        QVERIFY(saidOf(u"O’Shea (Pat) rang"_qs, names).contains(u"the name of somebody"_qs));
        QCOMPARE(saidOf(u"Canada lovelyness"_qs, names), QString());
        QCOMPARE(saidOf(u"Jo job"_qs, names), QString());
        QCOMPARE(saidOf(u"Ada Lovely"_qs), QString());
        QVERIFY(!KnownNames(QStringList()).standIn(u"anything"_qs));
    }

    void r12_theNotebookOfNames_isWhereTheyBelong() {
        Assessment a;
        const RecordId slip = a.add(u"follow_up_slip"_qs, {{u"code"_qs, u"07700 900123"_qs}});
        QVERIFY(inPlainSight(a.find(slip)).empty());
        const RecordId who = a.participant(u"person"_qs);
        a.set(who, u"role"_qs, u"Mother, 07700 900123"_qs);
        QCOMPARE(inPlainSight(a.find(who)).size(), std::size_t{1});
    }

    void r12_whatIsListed_staysEvidence() {
        Assessment a;
        a.answer(a.person, u"given"_qs);
        const RecordId line = a.line(u"said"_qs, a.person);
        a.set(line, u"text"_qs, u"Ring 07700 900123"_qs);
        const RecordId tag = a.tag(line);
        QCOMPARE(inPlainSight(a.find(line)).size(), std::size_t{1});
        QCOMPARE(a.verdictOn(line), QStringList());
        QCOMPARE(a.verdictOn(tag), QStringList());
    }
};

QTEST_GUILESS_MAIN(PlainSightTest)
#include "tst_plainsight.moc"
