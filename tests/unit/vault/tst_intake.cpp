// What may be attached: judged by how a file begins, whatever it is called.
#include "app/vault/intake.h"
#include "platform/limits.h"
#include "tests/support/bytesource.h"
#include "tests/support/must.h"

#include <QTest>

#include <algorithm>

using namespace candour;
using test::sourceOf;

namespace {

constexpr char document[] = "application/vnd.oasis.opendocument.text";

}  // namespace

class IntakeTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aFile_isWhatItBeginsAs_data();
    void aFile_isWhatItBeginsAs();
    void whatWasLookedAt_isAllThereAfterwards();
    void aTextCutInTheMiddleOfASign_isText();
    void eachKind_hasItsLimit();
};

void IntakeTest::aFile_isWhatItBeginsAs_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("found");  // empty: refused
    const QByteArray jpeg("\xff\xd8\xff\xe1 and so on");
    const QByteArray zip("PK\x03\x04 and so on");
    const auto row = [](const char* name, const QByteArray& bytes, const char* kind,
                        const char* said, const char* found) {
        QTest::newRow(name) << bytes << QString::fromLatin1(kind) << QString::fromLatin1(said)
                            << QString::fromLatin1(found);
    };
    row("a photograph", jpeg, "photograph", "image/jpeg", "image/jpeg");
    row("a photograph that is called something else", jpeg, "photograph", "application/pdf",
        "image/jpeg");
    row("a paper", "%PDF-1.7", "document", "", "application/pdf");
    row("an office paper, by its word", zip, "document", document, document);
    row("an archive", zip, "document", "application/zip",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    row("words", "Wörter, one after the other.", "document", "", "text/plain");
    row("a table", "a,b\n1,2\n", "document", "text/csv", "text/csv");
    row("a page that calls itself a picture", "<script>", "document", "image/png", "text/plain");
    row("handwriting", "<ink/>", "ink", "application/inkml+xml", "application/inkml+xml");
    row("sound", "OggS...", "audio", "", "audio/ogg");
    row("sound as a paper", "OggS...", "document", "", "");
    row("words as a photograph", "words", "photograph", "image/jpeg", "");
    row("a paper as sound", "%PDF-1.7", "audio", "audio/ogg", "");
    row("a program",
        QByteArray("\x7f"
                   "ELF\x02\x01\x01\0\0",
                   9),
        "document", "application/pdf", "");
    row("words in no known spelling", "caf\xe9", "document", "text/plain", "");
    row("nothing", "", "document", "application/pdf", "");
}

void IntakeTest::aFile_isWhatItBeginsAs() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, kind);
    QFETCH(QString, said);
    QFETCH(QString, found);
    const auto taken = Intake::look(sourceOf(bytes), kind, said);
    QCOMPARE(taken.has_value(), !found.isEmpty());
    if (taken)
        QCOMPARE(taken->mediaType(), found);
    else
        QCOMPARE(taken.error().code, Code::badInput);
}

void IntakeTest::whatWasLookedAt_isAllThereAfterwards() {
    for (const int size : {1, 4'095, 4'096, 4'097, 100'000}) {
        const QByteArray bytes = "%PDF-" + QByteArray(size, 'x');
        auto intake = must(Intake::look(sourceOf(bytes), QStringLiteral("document"), {}));
        const BlobSource source = intake.source();
        QByteArray all;
        std::vector<std::uint8_t> piece(3'000);
        while (const std::size_t got = must(source(piece)))
            all.append(reinterpret_cast<const char*>(piece.data()), static_cast<qsizetype>(got));
        QCOMPARE(all, bytes);
    }
}

void IntakeTest::aTextCutInTheMiddleOfASign_isText() {
    for (int before = 4'090; before < 4'098; ++before) {
        const QByteArray bytes = QByteArray(before, 'x') + QByteArray("\xe2\x82\xac") + "words";
        QVERIFY(Intake::look(sourceOf(bytes), QStringLiteral("document"), {}).has_value());
    }
}

void IntakeTest::eachKind_hasItsLimit() {
    const auto givesUpAfter = [](const char* kind, const QByteArray& begins) {
        std::int64_t given = 0;
        auto intake = must(Intake::look(
            [&](std::span<std::uint8_t> out) -> Result<std::size_t> {
                std::fill(out.begin(), out.end(), std::uint8_t{0});
                if (given == 0) std::copy(begins.begin(), begins.end(), out.begin());
                given += static_cast<std::int64_t>(out.size());
                return out.size();
            },
            QString::fromLatin1(kind), {}));
        const BlobSource source = intake.source();
        std::vector<std::uint8_t> piece(1024 * 1024);
        while (source(piece)) {
        }
        return given;
    };
    QVERIFY(givesUpAfter("photograph", "\xff\xd8\xff") < limits::paper + 2 * 1024 * 1024);
    QVERIFY(givesUpAfter("audio", "OggS") > limits::attachment / 2);
}

QTEST_APPLESS_MAIN(IntakeTest)
#include "tst_intake.moc"
