#include "app/vault/unlocktries.h"

#include "platform/atomicfile.h"
#include "sync/cbor.h"

#include <QFile>

#include <algorithm>

namespace candour {
namespace {

using namespace std::chrono_literals;

constexpr milliseconds firstWait = 30s;
constexpr milliseconds longestWait = 15min;
constexpr qsizetype mostBytes = 64;

}  // namespace

UnlockTries::UnlockTries(const QString& folder, const Clock& clock)
    : m_path(folder + QStringLiteral("/tries")), m_clock(clock) {
    const auto kept = readWhole(m_path, mostBytes).and_then([](const QByteArray& bytes) {
        return cbor::Value::decode(bytes);
    });
    if (!kept || kept->items().size() != 2) return;
    m_wrong = static_cast<int>(std::clamp<std::int64_t>(kept->items()[0].integer(), 0, 1'000'000));
    // Since the machine was started anew at least that much has passed.
    const milliseconds last(kept->items()[1].integer());
    m_last = last <= m_clock.sinceBoot() ? last : milliseconds(0);
}

milliseconds UnlockTries::wait() const {
    if (m_wrong < withoutWait) return 0ms;
    const milliseconds whole =
        std::min(firstWait * (1 << std::min(m_wrong - withoutWait, 10)), longestWait);
    return std::max(0ms, m_last + whole - m_clock.sinceBoot());
}

void UnlockTries::countOne() {
    ++m_wrong;
    m_last = m_clock.sinceBoot();
    (void)writeAtomically(m_path, cbor::Value::array({m_wrong, m_last.count()}).encode());
}

void UnlockTries::forget() {
    if (m_wrong > 0) QFile::remove(m_path);
    m_wrong = 0;
}

}  // namespace candour
