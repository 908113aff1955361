#include "app/tablet/casefile.h"

#include "app/records/timetext.h"
#include "app/reports/casesreport.h"
#include "app/rules/agreement.h"
#include "app/rules/personcode.h"
#include "app/rules/recordwords.h"
#include "app/tablet/casebook.h"
#include "app/tablet/caselists.h"
#include "app/tablet/meetingrecords.h"
#include "app/tablet/pieces.h"
#include "app/tablet/tagging.h"
#include "app/viewmodels/casesmodel.h"
#include "app/viewmodels/markedtext.h"
#include "app/viewmodels/wording.h"

#include <algorithm>

namespace candour {
namespace {

const QString& accountType() {
    static const QString name = QStringLiteral("stage_account");
    return name;
}

QString voiceTitle(const QString& voice) {
    return wordsOf(accountType(), {{QStringLiteral("voice"), voice}}, QStringLiteral("voice"));
}

/// In the middle of a sentence: "the person", "the unpaid carer".
QString voiceInSentence(const QString& voice) {
    const QString title = voiceTitle(voice).toLower();
    return title.startsWith(u"the ") ? title : QObject::tr("the %1").arg(title);
}

const char* signFor(const QString& voice) {
    if (voice == u"carer") return "carer";
    if (voice == u"practitioner") return "practitioner";
    if (voice == u"provider") return "provider";
    return voice == u"record" ? "script" : "person";
}

QString sentenceStart(const QString& words) {
    return words.isEmpty() ? words : words.front().toUpper() + words.sliced(1);
}

QString dateWords(const FieldValues& values, QStringView field) {
    const QString& stored = textIn(values, field);
    return stored.isEmpty() ? QString() : dateForPeople(stored);
}

/// In the middle of a sentence: "it went badly".
QString wentWords(const QString& view) {
    return view == u"well"    ? QObject::tr("it went well")
           : view == u"badly" ? QObject::tr("it went badly")
                              : QObject::tr("it was mixed");
}

// Differences ------------------------------------------------------------------------------------

Days apart(const DateSpan& a, const DateSpan& b) {
    const DateSpan& first = a.from <= b.from ? a : b;
    const DateSpan& second = a.from <= b.from ? b : a;
    const auto days = [](QDate from, QDate to) {
        return std::max(0, static_cast<int>(from.daysTo(to)));
    };
    return {days(first.to.value_or(first.from), second.from),
            days(first.from, second.to.value_or(second.from)), false};
}

/// The two that are farthest from each other; the earlier first.
struct Farthest {
    const AccountPoint* first = nullptr;
    const AccountPoint* second = nullptr;
    Days days = {};
};

std::optional<Farthest> farthestOf(const std::vector<AccountPoint>& accounts) {
    std::optional<Farthest> found;
    for (std::size_t i = 0; i < accounts.size(); ++i)
        for (std::size_t j = i + 1; j < accounts.size(); ++j) {
            const auto a = daysOf(accounts[i].said);
            const auto b = daysOf(accounts[j].said);
            if (!a || !b) continue;
            const Days days = apart(*a, *b);
            if (days.least == 0 || (found && days.least <= found->days.least)) continue;
            const bool inOrder = a->from <= b->from;
            found = Farthest{inOrder ? &accounts[i] : &accounts[j],
                             inOrder ? &accounts[j] : &accounts[i], days};
        }
    return found;
}

QString viewDifference(const SideBySide& point) {
    for (std::size_t i = 0; i < point.accounts.size(); ++i)
        for (std::size_t j = i + 1; j < point.accounts.size(); ++j) {
            const AccountPoint& a = point.accounts[i];
            const AccountPoint& b = point.accounts[j];
            if (a.said == b.said) continue;
            return QObject::tr("%1 says %2, %3 says %4. Both are kept.")
                .arg(sentenceStart(voiceInSentence(a.whose)), wentWords(a.said),
                     voiceInSentence(b.whose), wentWords(b.said));
        }
    return {};
}

// The stages -------------------------------------------------------------------------------------

struct Wait {
    QString words;
    QString spoken;
    bool tooLong = false;
};

Wait waitBefore(const StageTiming& timing, int usual, const QString& before) {
    Wait wait;
    if (timing.outOfOrder) {
        wait.words = QObject::tr("Dates out of order");
        wait.spoken = wait.words;
        wait.tooLong = true;
        return wait;
    }
    // What the person waited counts from when it was asked for; where nobody knows, from the stage
    // before.
    const std::optional<Days>& days = timing.waited ? timing.waited : timing.gap;
    if (!days || days->most == 0) return wait;
    wait.words = wordsFor(*days);
    wait.spoken = timing.waited      ? QObject::tr("%1 after it was asked for").arg(wait.words)
                  : before.isEmpty() ? wait.words
                                     : QObject::tr("%1 after %2").arg(wait.words, before);
    const WaitLength length = lengthOf(*days, usual);
    wait.tooLong = length == WaitLength::longerThanUsual;
    if (wait.tooLong) wait.spoken += QObject::tr(", longer than usual");
    if (length == WaitLength::perhapsLong)
        wait.spoken += QObject::tr(", perhaps longer than usual");
    return wait;
}

StageItem itemFrom(const StageReport& stage, int usual, const QString& before) {
    StageItem item;
    item.id = stage.timing.stage.record.toString();
    item.title = wordsOf(QStringLiteral("journey_stage"), stage.fields, QStringLiteral("stage"));
    item.begun = stage.timing.stage.began.has_value();
    const QString state =
        wordsOf(QStringLiteral("journey_stage"), stage.fields, QStringLiteral("state"));
    item.date = item.begun        ? sentenceStart(dateWords(stage.fields, u"began"))
                : state.isEmpty() ? QObject::tr("Not begun")
                                  : state;
    const Wait wait = waitBefore(stage.timing, usual, before);
    item.wait = wait.words;
    item.longWait = wait.tooLong;
    item.spoken = QStringList{item.title, item.date}.join(QStringLiteral(", "));
    if (!wait.spoken.isEmpty()) item.spoken += QStringLiteral(", ") + wait.spoken;
    return item;
}

// The accounts -----------------------------------------------------------------------------------

/// The day of the meeting in which they told us; nothing if that is not here.
Result<QString> dayOfTelling(Vault& vault, const FieldValues& participant, const Moment& now) {
    const RecordId id = idIn(participant, u"session");
    if (id.isNull()) return QString();
    const auto view = vault.records().get(id);
    if (!view && view.error().code == Code::notFound) return QString();
    if (!view) return tl::unexpected<Error>(view.error());
    ListedRecord session;
    session.values = view->values();
    const QDateTime started = momentOf(session, u"started");
    if (!started.isValid()) return QString();
    // In a narrow column a day stays in one piece.
    return dayWords(started.date(), now).replace(u' ', QChar::Nbsp);
}

/// Who, and when they said it: "C7K2M, daughter · 8 March"; or which paper.
Result<QString> sourceOf(Vault& vault, const ListedRecord& account, const Moment& now) {
    QStringList parts;
    QString day;
    if (const RecordId who = idIn(account.values, u"participant"); !who.isNull()) {
        const auto view = vault.records().get(who);
        if (!view && view.error().code != Code::notFound)
            return tl::unexpected<Error>(view.error());
        if (view) {
            const FieldValues values = view->values();
            parts << personCode(textIn(values, u"standing"), who) << textIn(values, u"role");
            TRY(day, dayOfTelling(vault, values, now));
        } else {
            parts << QObject::tr("Held elsewhere");
        }
    }
    if (const RecordId paper = idIn(account.values, u"document"); !paper.isNull()) {
        const auto view = vault.records().get(paper);
        if (!view && view.error().code != Code::notFound)
            return tl::unexpected<Error>(view.error());
        const FieldValues values = view ? view->values() : FieldValues();
        parts << (view ? textIn(values, u"number") : QObject::tr("Held elsewhere"))
              << textIn(values, u"title");
    }
    return wording::together({wording::together(std::move(parts), QStringLiteral(", ")), day});
}

QString pointsOf(const ListedRecord& account) {
    QStringList points;
    if (const QString day = dateWords(account.values, u"began"); !day.isEmpty())
        points << QObject::tr("Began %1").arg(day);
    if (const QString day = dateWords(account.values, u"ended"); !day.isEmpty())
        points << QObject::tr("Ended %1").arg(day);
    if (const QString& view = textIn(account.values, u"view"); !view.isEmpty())
        points << sentenceStart(wentWords(view));
    return points.join(QStringLiteral(" · "));
}

/// What is said of how this account stands to other evidence: with the account, and what
/// contradicts it as a sentence of its own as well.
Result<QString> besideWords(Vault& vault, const ListedRecord& account, QStringList& differences) {
    QStringList all;
    TRY(const auto links, linksBeside(vault, account.id));
    for (const LinkRow& link : links) {
        const QString other =
            wording::together({link.detail, link.note.isEmpty() ? link.words : link.note});
        all << QObject::tr("%1 %2").arg(link.title, other);
        if (link.relation == u"contradicts")
            differences << QObject::tr("%1: %2 %3. Both are kept.")
                               .arg(voiceTitle(textIn(account.values, u"voice")),
                                    link.title.toLower(), other);
    }
    return all.join(u'\n');
}

/// The words, with what is tagged in them marked; their statements are added to the item.
Result<QString> tagged(Vault& vault, const Council& council, const ListedRecord& account,
                       AccountItem& item) {
    const QString text = textIn(account.values, u"text");
    TRY(QList<TagMark> marks, marksOn(vault, council, account.id, text));
    std::sort(marks.begin(), marks.end(),
              [](const TagMark& a, const TagMark& b) { return a.start < b.start; });
    QList<Span> spans;
    int end = 0;
    for (const TagMark& mark : marks) {
        if (!item.tags.contains(mark.statement)) item.tags.append(mark.statement);
        const int start = std::max(end, mark.start);
        if (mark.end() <= start) continue;
        spans.append(Span{start, mark.end() - start});
        end = mark.end();
    }
    return markedText(text, spans);
}

Result<QList<AccountItem>> accountsOf(Vault& vault, const Council& council, const RecordId& stage,
                                      const std::vector<ListedRecord>& accounts,
                                      const std::vector<ListedRecord>& contacts, const Moment& now,
                                      QStringList& differences) {
    QList<AccountItem> items;
    for (const QString& voice : voices()) {
        AccountItem item;
        item.voice = voice;
        item.title = voiceTitle(voice);
        item.sign = QString::fromLatin1(signFor(voice));
        QStringList texts;
        QStringList marked;
        for (const ListedRecord& account : accounts) {
            if (idIn(account.values, u"stage") != stage ||
                textIn(account.values, u"voice") != voice)
                continue;
            TRY(const QString source, sourceOf(vault, account, now));
            TRY(const QString beside, besideWords(vault, account, differences));
            const QString points =
                wording::together({pointsOf(account), beside}, QStringLiteral("\n"));
            // A second account of the same voice stands under the first, with its own source.
            TRY(const QString words, tagged(vault, council, account, item));
            if (item.heard) {
                const QString head = wording::together({source, points});
                texts << head << textIn(account.values, u"text");
                marked << markedText(head, {}) << words;
                continue;
            }
            marked << words;
            item.heard = true;
            item.source = source;
            item.points = points;
            texts << textIn(account.values, u"text");
        }
        if (!item.heard) {
            item.source = QObject::tr("Not yet heard");
            texts << lastContactWords(contacts, voice, now);
        }
        item.text = wording::together(std::move(texts), QStringLiteral("\n\n"));
        item.marked = wording::together(std::move(marked), QStringLiteral("<br><br>"));
        items.append(item);
    }
    return items;
}

// The head ---------------------------------------------------------------------------------------

QList<CaseBadge> badgesFor(const CaseAnswers& answers, const std::vector<ListedRecord>& needs,
                           const RecordView& view) {
    QList<CaseBadge> badges{agreementBadge(answers)};
    for (const ListedRecord& need : needs) {
        const QString words = wording::together(
            {wordsOf(QStringLiteral("communication_need"), need.values, QStringLiteral("needs")),
             needDetail(need)});
        if (!words.isEmpty()) badges.append({QStringLiteral("ear"), words, CaseItem::Due});
    }
    if (view.inConflict())
        badges.append({QStringLiteral("differ"),
                       QObject::tr("Two of us changed this case; open Change to decide"),
                       CaseItem::Waiting});
    return badges;
}

/// What happened and what changed; and how much is not shown because it was taken back.
QString happenedWords(const StageReport& stage, const CaseMaterial& material) {
    QStringList words{textIn(stage.fields, u"what_happened"),
                      textIn(stage.fields, u"what_changed")};
    const auto locked = std::count(material.lockedAway.begin(), material.lockedAway.end(),
                                   stage.timing.stage.record);
    if (locked > 0)
        words << wording::count(locked, QObject::tr("account is locked away at somebody’s wish"),
                                QObject::tr("accounts are locked away at somebody’s wish"));
    return wording::together(std::move(words), QStringLiteral(". "));
}

QString wholeWords(const CaseReport& report) {
    if (!report.row.journey.whole || report.stages.empty()) return {};
    const auto titleOf = [](const StageReport& stage) {
        return wordsOf(QStringLiteral("journey_stage"), stage.fields, QStringLiteral("stage"))
            .toLower();
    };
    return QObject::tr("%1, %2 to %3")
        .arg(wordsFor(*report.row.journey.whole), titleOf(report.stages.front()),
             titleOf(report.stages.back()));
}

}  // namespace

QString differenceWords(const SideBySide& point) {
    if (point.concord != Concord::differ) return {};
    if (point.point == u"view") return viewDifference(point);
    const auto farthest = farthestOf(point.accounts);
    if (!farthest) return {};
    const QString sentence =
        point.point == u"began"
            ? QObject::tr(
                  "%1 says it began on %2, %3 after %4 says. Both are kept. Nothing is "
                  "averaged.")
            : QObject::tr(
                  "%1 says it ended on %2, %3 after %4 says. Both are kept. Nothing is "
                  "averaged.");
    return sentence.arg(sentenceStart(voiceInSentence(farthest->second->whose)),
                        dateForPeople(farthest->second->said), wordsFor(farthest->days),
                        voiceInSentence(farthest->first->whose));
}

Result<CaseFile> readCaseFile(Vault& vault, const Council& council, const QString& caseId,
                              const Moment& now) {
    const auto id = RecordId::fromString(caseId);
    if (!id) return fail(Code::notFound, "read a case");
    TRY(const RecordView view, vault.records().get(*id));
    CaseFile file;
    file.id = caseId;
    const QDate today = wallTime(now).date();
    TRY(const CaseReport report, readCase(vault.records(), *id, council.me, today));
    TRY(const Plan plan, planFrom(vault, council));
    const FieldValues& fields = report.row.fields;
    file.title = QObject::tr("Case %1").arg(textIn(fields, u"number"));
    file.detail =
        wording::together({textIn(fields, u"summary"), ownerWords(council, report.row.owners)});
    file.whole = wholeWords(report);
    TRY(const CaseMaterial material, readMaterial(vault, *id));
    const cbor::Value& set = valueOf(plan.fields, u"usual_wait");
    const int usual = set.isNull() ? usualWait : static_cast<int>(set.integer());
    QString before;
    for (const StageReport& stage : report.stages) {
        CaseStage& shown = file.stages.emplace_back();
        shown.item = itemFrom(stage, usual, before);
        before = shown.item.title.toLower();
        shown.happened = happenedWords(stage, material);
        for (const SideBySide& point : stage.points)
            if (const QString words = differenceWords(point); !words.isEmpty())
                shown.differences << words;
        TRY(shown.accounts, accountsOf(vault, council, stage.timing.stage.record, material.accounts,
                                       material.contacts, now, shown.differences));
    }
    file.badges = badgesFor(material.answers, material.needs, view);
    TRY(file.lists, listsFor(vault, council, material, report.row.advice, now));
    return file;
}

}  // namespace candour
