#include "app/vault/verification.h"

#include <algorithm>

namespace candour {
namespace {

constexpr int slice = 250;  // changes: some milliseconds

}  // namespace

Result<bool> Verification::goOn() {
    switch (m_part) {
        case Part::ledgerFile:
            TRY_OK(m_vault.ledger().database().verify());
            m_part = Part::keyFile;
            return false;
        case Part::keyFile:
            TRY_OK(m_vault.ledger().keys().database().verify());
            m_part = Part::ledger;
            return false;
        case Part::ledger: {
            if (!m_walk) {
                TRY(m_walk, m_vault.ledger().beginVerify());
            }
            TRY(const bool whole, m_vault.ledger().verifyMore(*m_walk, m_vault.signer(), slice));
            if (!whole) return false;
            m_report = m_walk->report;
            if (!m_report.faults.empty()) {
                TRY(m_report, m_vault.ledger().verify(m_vault.signer()));
            }
            m_part = Part::done;
            return true;
        }
        case Part::done:
            break;
    }
    return true;
}

double Verification::share() const {
    if (m_part == Part::done) return 1;
    if (!m_walk || m_walk->total == 0) return 0;
    return std::clamp(static_cast<double>(m_walk->seen) / static_cast<double>(m_walk->total), 0.0,
                      1.0);
}

}  // namespace candour
