// What words become: tags, and what they cover.
#include "app/tablet/huddling.h"
#include "app/tablet/rating.h"
#include "app/tablet/tablet_engine.h"
#include "app/tablet/tomorrow.h"
#include "app/viewmodels/wording.h"

namespace candour {

// Review
// -------------------------------------------------------------------------------------------------

/// Of the session that is open for review. Without one nothing happens: it was left meanwhile.
template <class Work, class Then>
void Tablet::askTagging(Work work, Then then) {
    using Answer = std::invoke_result_t<Work&, Tagging&, QDate>;
    ask(
        [work = std::move(work)](Engine& engine) mutable -> Answer {
            if (!engine.tagging) return fail(Code::cancelled, "ask for tags");
            return work(*engine.tagging, wallTime(engine.now()).date());
        },
        std::move(then));
}

void Tablet::connectReview() {
    ReviewModel& review = m_models.review;
    connect(&review, &ReviewModel::choiceChosen, this,
            [this](const QString& key) { openTagging(key); });
    connect(&review, &ReviewModel::closed, this, &Tablet::showReviewChoices);
    connect(review.lines(), &LineListModel::rowsNeeded, this, [this](int first, int count) {
        askTagging([=](Tagging& tagging, QDate) { return tagging.rows(first, count); },
                   [this, first](const QList<LineRow>& rows) {
                       m_models.review.lines()->showRows(first, rows);
                   });
    });
    connect(&review, &ReviewModel::nextRequested, this, [this](int row, int step) {
        askTagging([=](Tagging& tagging, QDate) { return tagging.nextUntagged(row, step); },
                   [this](int next) { m_models.review.showNext(next); });
    });
    connect(&review, &ReviewModel::filterRequested, this, [this](int statement) {
        askTagging([=](Tagging& tagging, QDate) { return tagging.showOnly(statement); },
                   [=, this](int lines) { m_models.review.showOnly(statement, lines); });
    });
}

void Tablet::connectTags() {
    ReviewModel& review = m_models.review;
    const auto shown = [this](const Tagging::Answer& answer) {
        if (!answer.refusal.isEmpty()) return m_models.review.showRefusal(answer.refusal);
        m_models.review.showTagged(answer.row, answer.line, answer.untagged, answer.mayUndo);
        if (answer.farRow >= 0) m_models.review.showChanged(answer.farRow, answer.far);
        refreshSoon();
    };
    connect(&review, &ReviewModel::tagRequested, this, [=, this](int, const TagWish& wish) {
        askTagging([wish](Tagging& tagging, QDate) { return tagging.tag(wish); }, shown);
    });
    connect(&review, &ReviewModel::untagRequested, this, [=, this](int, const QStringList& tags) {
        askTagging([tags](Tagging& tagging, QDate) { return tagging.untag(tags); }, shown);
    });
    connect(&review, &ReviewModel::tagEdited, this,
            [=, this](int, const QString& tag, const QString& field, const QString& value) {
                askTagging([=](Tagging& tagging, QDate) { return tagging.edit(tag, field, value); },
                           shown);
            });
    connect(&review, &ReviewModel::dateGiven, this,
            [=, this](int, const QString& tag, const QString& date, const QString& reason) {
                askTagging([=](Tagging& tagging,
                               QDate today) { return tagging.setDate(tag, date, reason, today); },
                           [=, this](const Tagging::Answer& answer) {
                               if (answer.refusal.isEmpty()) return shown(answer);
                               m_models.review.showDateQuestion(tag, answer.refusal,
                                                                answer.asksReason);
                           });
            });
    keepTyped(*review.dating());
    connect(&review, &ReviewModel::undoRequested, this, [=, this] {
        askTagging([](Tagging& tagging, QDate) { return tagging.undo(); },
                   [=, this](const Tagging::Answer& answer) {
                       shown(answer);
                       m_models.review.choose(answer.row);
                   });
    });
}

void Tablet::connectComparing() {
    ComparingModel& beside = *m_models.review.beside();
    const auto shown = [this](const Tagging::Answer& answer) {
        m_models.review.showTagged(answer.row, answer.line, answer.untagged, answer.mayUndo);
        if (answer.farRow >= 0) m_models.review.showChanged(answer.farRow, answer.far);
        refreshSoon();
    };
    connect(&beside, &ComparingModel::candidatesRequested, this, [this](const QString& piece) {
        ask(
            [piece](Engine& engine) {
                return candidatesFor(*engine.vault,
                                     RecordId::fromString(piece).value_or(RecordId()));
            },
            [this, piece](const QList<ComparedPiece>& candidates) {
                m_models.review.beside()->showCandidates(piece, candidates);
            });
    });
    connect(&beside, &ComparingModel::compareRequested, this,
            [=, this](const QString& one, const QString& other, const QString& relation) {
                ask(
                    [=](Engine& engine) -> Result<Tagging::Answer> {
                        if (!engine.tagging) return fail(Code::cancelled, "compare evidence");
                        return engine.tagging->compare(one, other, relation);
                    },
                    [=, this](const Tagging::Answer& answer) {
                        if (!answer.refusal.isEmpty())
                            return m_models.review.beside()->showRefusal(answer.refusal);
                        shown(answer);
                        m_models.review.beside()->showCompared();
                    },
                    [this](const Error& error) {
                        m_models.review.beside()->showRefusal(error.sentence());
                    });
            });
    connect(&beside, &ComparingModel::linkEdited, this,
            [=, this](const QString& piece, const QString& link, const QString& field,
                      const QString& value) {
                askTagging([=](Tagging& tagging,
                               QDate) { return tagging.editLink(piece, link, field, value); },
                           shown);
            });
    connect(&beside, &ComparingModel::linkTakenAway, this,
            [=, this](const QString& piece, const QString& link) {
                askTagging([=](Tagging& tagging, QDate) { return tagging.unlink(piece, link); },
                           shown);
            });
    connect(&beside, &ComparingModel::pieceRequested, this, &Tablet::openPiece);
    keepTyped(*beside.noting());
}

void Tablet::showReviewChoices() {
    m_models.review.wait();
    ask(
        [](Engine& engine) -> Result<QList<ReviewChoice>> {
            engine.tagging.reset();
            return reviewChoices(*engine.vault, wallTime(engine.now()).date());
        },
        [this](const QList<ReviewChoice>& choices) { m_models.review.showChoices(choices); },
        [this](const Error& error) { m_models.review.showProblem(error.sentence()); });
}

void Tablet::openTagging(const QString& holder, const QString& piece) {
    struct Opened {
        ReviewSheet sheet;
        ReviewWords words;
        int row = -1;
    };
    ask(
        [=](Engine& engine) -> Result<Opened> {
            Opened opened;
            TRY(engine.tagging, Tagging::open(*engine.vault, engine.council,
                                              RecordId::fromString(holder).value_or(RecordId()),
                                              wallTime(engine.now()).date()));
            opened.sheet = engine.tagging->sheet();
            opened.words = reviewWords(engine.council);
            if (const auto wanted = RecordId::fromString(piece)) {
                TRY(opened.row, engine.tagging->rowOf(*wanted));
            }
            return opened;
        },
        [this](const Opened& opened) {
            m_models.review.showWords(opened.words);
            m_models.review.show(opened.sheet, opened.row);
            m_models.shell.go(ShellModel::Review);
        });
}

void Tablet::openPiece(const QString& piece) {
    ask(
        [piece](Engine& engine) -> Result<QString> {
            const auto id = RecordId::fromString(piece);
            if (!id) return fail(Code::notFound, "find a line");
            TRY(const RecordId holder, holderOf(*engine.vault, *id));
            return holder.toString();
        },
        [this, piece](const QString& holder) { openTagging(holder, piece); });
}

// Coverage
// -----------------------------------------------------------------------------------------------

void Tablet::connectCoverage() {
    CoverageModel& coverage = m_models.coverage;
    connect(&coverage, &CoverageModel::cellChosen, this, &Tablet::showCell);
    connect(&coverage, &CoverageModel::planRequested, this,
            [this](int statement, const QString& category) {
                ask(
                    [=](Engine& engine) {
                        return planForTomorrow(*engine.vault, engine.council, statement,
                                               wantedIn(engine.council, statement, category),
                                               wallTime(engine.now()).date());
                    },
                    [this, statement, category] {
                        refreshSoon();
                        showCell(statement, category);
                    });
            });
    connect(&coverage, &CoverageModel::heldChosen, this, &Tablet::openPiece);
    connect(&coverage, &CoverageModel::chanceChosen, this, [this](const QString& key) {
        // What is not tagged yet is a session; a meeting to come is a slot.
        ask(
            [key](Engine& engine) -> Result<bool> {
                const auto id = RecordId::fromString(key);
                if (!id) return fail(Code::notFound, "open a session");
                TRY(const RecordView view, engine.vault->records().get(*id));
                return view.name.type == u"session";
            },
            [this, key](bool session) {
                if (session) return openTagging(key);
                m_models.shell.go(ShellModel::Today);
                m_models.today.open(key);
            });
    });
}

void Tablet::showCoverage() {
    m_models.coverage.wait();
    ask(
        [](Engine& engine) -> Result<CoverageGrid> {
            TRY(engine.findings, Findings::read(*engine.vault));
            return engine.findings->grid(engine.council);
        },
        [this](const CoverageGrid& grid) { m_models.coverage.show(grid); },
        [this](const Error& error) { m_models.coverage.showProblem(error.sentence()); });
}

void Tablet::showCell(int statement, const QString& category) {
    ask(
        [=](Engine& engine) -> Result<CellStory> {
            if (!engine.findings) return fail(Code::cancelled, "explain a cell");
            return engine.findings->cell(*engine.vault, engine.council, statement, category,
                                         wallTime(engine.now()));
        },
        [=, this](const CellStory& story) {
            m_models.coverage.showStory(statement, category, story);
        });
}

// Huddle
// -------------------------------------------------------------------------------------------------

void Tablet::connectHuddle() {
    HuddleModel& huddle = m_models.huddle;
    connect(&huddle, &HuddleModel::draftChanged, this, [this](const ThemeDraft& draft) {
        ask(
            [draft](Engine& engine) {
                return saveThemeDraft(*engine.vault, draft, engine.clock, engine.random);
            },
            [this, draft] {
                m_models.huddle.showSaved(draft, wording::hourMinuteSecond(wording::local(
                                                     m_clock.utc(), m_clock.zoneOffset())));
            },
            [this, draft](const Error&) { m_models.huddle.showNotSaved(draft); });
    });
    connect(&huddle, &HuddleModel::themeAdded, this, [this](const ThemeDraft& draft) {
        ask(
            [draft](Engine& engine) {
                return addTheme(*engine.vault, engine.council, draft, wallTime(engine.now()).date(),
                                engine.clock, engine.random);
            },
            [this] {
                m_models.huddle.showAdded();
                showHuddle();
                refreshSoon();
            },
            [this](const Error& error) {
                m_models.huddle.showNotAdded();
                complain(error);
            });
    });
    connect(&huddle, &HuddleModel::planRequested, this, [this](int statement, const QString& what) {
        ask(
            [=](Engine& engine) {
                return planForTomorrow(*engine.vault, engine.council, statement, what,
                                       wallTime(engine.now()).date());
            },
            [this] {
                showHuddle();
                refreshSoon();
            });
    });
}

void Tablet::openHuddle() {
    // What the disk refused is only here: nothing from there takes its place. The words come before
    // the findings, which take longer.
    if (!m_models.huddle.sendAgain())
        ask([](Engine& engine) { return readThemeDraft(*engine.vault); },
            [this](const ThemeDraft& draft) { m_models.huddle.showKept(draft); });
    showHuddle();
}

void Tablet::showHuddle() {
    m_models.huddle.wait();
    ask(
        [](Engine& engine) {
            return readHuddlePage(*engine.vault, engine.council, wallTime(engine.now()).date());
        },
        [this](const HuddleState& state) { m_models.huddle.show(state); },
        [this](const Error& error) { m_models.huddle.showProblem(error.sentence()); });
}

// Rating
// -------------------------------------------------------------------------------------------------

void Tablet::connectRating() {
    RatingModel& rating = m_models.rating;
    connect(&rating, &RatingModel::checkStarted, this, &Tablet::startCheck);
    connect(&rating, &RatingModel::statementOpened, this, [this](int statement, int score) {
        ask(
            [=](Engine& engine) {
                return readScore(*engine.vault, engine.council, statement, score);
            },
            [this](const ScoreInHand& hand) {
                m_models.rating.showDraft(hand.draft, hand.evidence);
            });
    });
    connect(&rating, &RatingModel::draftChanged, this, [this](const ScoreDraft& draft) {
        ask(
            [draft](Engine& engine) {
                return saveScoreDraft(*engine.vault, draft, engine.clock, engine.random);
            },
            [this, draft] {
                m_models.rating.showSaved(draft, wording::hourMinuteSecond(wording::local(
                                                     m_clock.utc(), m_clock.zoneOffset())));
            },
            [this, draft](const Error&) { m_models.rating.showNotSaved(draft); });
    });
    connect(&rating, &RatingModel::scoreGiven, this, [this](const ScoreDraft& draft) {
        ask(
            [draft](Engine& engine) {
                return giveScore(*engine.vault, engine.council, draft, engine.now(), engine.clock,
                                 engine.random);
            },
            [this](const QString& refusal) {
                if (!refusal.isEmpty()) return m_models.rating.showRefusal(refusal);
                m_models.rating.showGiven();
                showRating();
                refreshSoon();
            },
            [this](const Error& error) { m_models.rating.showRefusal(error.sentence()); });
    });
}

void Tablet::startCheck(int statement) {
    ask(
        [statement](Engine& engine) {
            return candour::startCheck(*engine.vault, engine.council, statement,
                                       wallTime(engine.now()).date());
        },
        [this] {
            showRating();
            refreshSoon();
        });
}

void Tablet::showRating() {
    m_models.rating.wait();
    ask(
        [](Engine& engine) {
            return readRating(*engine.vault, engine.council, wallTime(engine.now()).date());
        },
        [this](const RatingState& state) { m_models.rating.show(state); },
        [this](const Error& error) { m_models.rating.showProblem(error.sentence()); });
}

}  // namespace candour
