#include "tests/support/samples.h"

#include "app/vault/vault.h"

#include <QFile>

namespace candour::test {

QString sampleFile(const char* name) {
    return QStringLiteral(CANDOUR_SAMPLES) + u'/' + QString::fromLatin1(name) +
           QStringLiteral(".ndjson");
}

void takeSample(Vault& vault, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        QFile file(sampleFile(name));
        if (!file.open(QIODevice::ReadOnly)) qFatal("no sample %s", name);
        const auto taken = vault.apply(file, OnConflict::refuse, {}, OnBreach::keep);
        if (!taken || !taken->faults.empty()) qFatal("the sample %s was not taken", name);
    }
}

}  // namespace candour::test
