#include "app/viewmodels/namemodel.h"

namespace candour {

NameModel::NameModel(std::unique_ptr<Delay> delay, QObject* parent)
    : QObject(parent), m_delay(std::move(delay)) {}

void NameModel::ask(const QString& caseId) {
    hide();
    m_asked = caseId;
    Q_EMIT nameRequested(caseId);
}

void NameModel::show(const CaseName& name) {
    if (m_asked.isEmpty() || name.caseId != m_asked) return;
    m_name = name;
    m_facts.show(name.facts);
    m_delay->start(shownFor, [this] { hide(); });
    Q_EMIT changed();
}

void NameModel::hide() {
    m_delay->stop();
    m_asked.clear();
    if (!isOpen()) return;
    m_name = {};
    m_facts.show({});
    Q_EMIT changed();
}

}  // namespace candour
