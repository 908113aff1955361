// Forms made from the record list, over any page.
#include "app/tablet/tablet_engine.h"
#include "app/viewmodels/wording.h"

namespace candour {

void Tablet::connectForm() {
    FormModel& form = m_models.form;
    connect(&form, &FormModel::sheetRequested, this, &Tablet::showForm);
    connect(&form, &FormModel::draftChanged, this, [this](qint64 revision, const FormTexts& texts) {
        ask(
            [texts](Engine& engine) -> Status {
                if (!engine.form) return fail(Code::cancelled, "keep a form");
                return keepForm(*engine.vault, *engine.form, texts);
            },
            [this, revision] {
                m_models.form.showKept(revision, wording::hourMinuteSecond(wording::local(
                                                     m_clock.utc(), m_clock.zoneOffset())));
            },
            [this](const Error&) { m_models.form.showNotKept(); });
    });
    connect(&form, &FormModel::discardRequested, this, [this](const FormWish& wish) {
        ask(
            [](Engine& engine) -> Status {
                if (!engine.form) return {};
                return discardForm(*engine.vault, *engine.form);
            },
            [this, wish] { showForm(wish); });
    });
    connect(&form, &FormModel::saveRequested, this, [this](const FormTexts& texts) {
        struct Ended {
            QString type;
            FormOutcome outcome;
        };
        ask(
            [texts](Engine& engine) -> Result<Ended> {
                if (!engine.form) return fail(Code::cancelled, "save a form");
                TRY(FormOutcome outcome, saveForm(*engine.vault, *engine.form, texts));
                return Ended{engine.form->type->name, std::move(outcome)};
            },
            [this](const Ended& ended) {
                if (!ended.outcome.saved)
                    return m_models.form.showProblems(ended.outcome.problem, ended.outcome.byField);
                m_models.form.showSaved(ended.type, ended.outcome.saved->toString());
            },
            [this](const Error& error) { m_models.form.showProblems(error.sentence(), {}); });
    });
    // What was behind the form shows what was saved in it.
    connect(&form, &FormModel::saved, this, [this] {
        Q_EMIT m_models.shell.pageOpened(m_models.shell.page());
        if (m_models.shell.page() == ShellModel::Capture) refreshSitting();
    });
}

void Tablet::showForm(const FormWish& wish) {
    ask(
        [wish](Engine& engine) -> Result<FormSheet> {
            TRY(FilledForm filled, openForm(*engine.vault, engine.council, wish, engine.random));
            engine.form = std::move(filled.open);
            return std::move(filled.sheet);
        },
        [this](const FormSheet& sheet) { m_models.form.show(sheet); },
        [this](const Error& error) { m_models.form.showUnavailable(error.sentence()); });
}

void Tablet::openHalfFilled(const QString& draftOf) {
    ask(
        [draftOf](Engine& engine) -> Result<FormWish> {
            const auto record = RecordId::fromString(draftOf);
            if (!record) return fail(Code::notFound, "go on with a form");
            return wishOfDraft(*engine.vault, *record);
        },
        [this](const FormWish& wish) {
            if (!wish.record.isEmpty()) return m_models.form.amend(wish.type, wish.record);
            QVariantMap given;
            for (auto text = wish.given.begin(); text != wish.given.end(); ++text)
                given.insert(text.key(), *text);
            m_models.form.add(wish.type, given);
        });
}

}  // namespace candour
