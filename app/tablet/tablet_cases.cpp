// Tracked cases, and what was given to us in writing. An answer that comes when the tablet has been
// locked shows nothing.
#include "app/tablet/casebook.h"
#include "app/tablet/casefile.h"
#include "app/tablet/papers.h"
#include "app/tablet/tablet_engine.h"

namespace candour {

void Tablet::connectCases() {
    connect(&m_models.cases, &CasesModel::caseChosen, this,
            [this](const QString& id) { openCase(id); });
    connect(&m_models.journey, &JourneyModel::reviewRequested, this,
            [this](const QString& id) { openTagging(id); });
    connect(&m_models.today, &TodayModel::caseRequested, this,
            [this](const QString& id) { openCase(id); });
    connect(&m_models.name, &NameModel::nameRequested, this, [this](const QString& id) {
        ask([id](Engine& engine) { return openCaseName(*engine.vault, engine.council, id); },
            [this](const CaseName& name) {
                m_models.name.show(name);
                refreshSoon();
            });
    });
}

void Tablet::showCases() {
    ask([](Engine& engine) { return readCaseBoard(*engine.vault, engine.council, engine.now()); },
        [this](CaseBoard board) {
            if (m_models.shell.open()) m_models.cases.show(std::move(board));
        },
        [this](const Error& error) { m_models.cases.showProblem(error.sentence()); });
}

/// The page comes when there is something to show on it.
void Tablet::openCase(const QString& id, const QString& list) {
    ask(
        [id](Engine& engine) {
            return readCaseFile(*engine.vault, engine.council, id, engine.now());
        },
        [this, list](CaseFile file) {
            if (!m_models.shell.open()) return;
            m_models.journey.show(std::move(file));
            if (!list.isEmpty()) m_models.journey.showList(list);
            m_models.shell.go(ShellModel::Case);
        });
}

void Tablet::showCase(const QString& id) {
    ask(
        [id](Engine& engine) {
            return readCaseFile(*engine.vault, engine.council, id, engine.now());
        },
        [this](CaseFile file) {
            if (m_models.shell.open()) m_models.journey.show(std::move(file));
        },
        [this](const Error& error) { m_models.journey.showProblem(error.sentence()); });
}

// Documents
// ---------------------------------------------------------------------------------------------------

void Tablet::connectDocuments() {
    connect(&m_models.documents, &DocumentsModel::paperRequested, this, &Tablet::showPaper);
    connect(&m_models.documents, &DocumentsModel::reviewRequested, this,
            [this](const QString& paper) { openTagging(paper); });
    connect(&m_models.documents, &DocumentsModel::tagRequested, this,
            [this](const QString& extract, int statement, bool add) {
                ask(
                    [=](Engine& engine) {
                        return tagExtract(*engine.vault, engine.council, extract, statement, add);
                    },
                    [this](const QString& paper) {
                        showPaper(paper);
                        refreshSoon();
                    });
            });
}

void Tablet::showDocuments() {
    ask([](Engine& engine) { return readPapers(*engine.vault, engine.council, engine.now()); },
        [this](const PaperRegister& papers) {
            if (m_models.shell.open()) m_models.documents.show(papers);
        },
        [this](const Error& error) { m_models.documents.showProblem(error.sentence()); });
    if (const QString open = m_models.documents.paperId(); !open.isEmpty()) showPaper(open);
}

void Tablet::showPaper(const QString& id) {
    ask([id](Engine& engine) { return readPaper(*engine.vault, engine.council, id); },
        [this](const Paper& paper) { m_models.documents.showPaper(paper); });
}

}  // namespace candour
