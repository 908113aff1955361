// Review and tag: the lines of one session, or of our own day, and their tags. What always holds:
// a rule is asked before a tag is written, and its sentence is the answer when it says no; whatever
// was done here can be taken back, a hundred steps.
#pragma once

#include "app/tablet/company.h"
#include "app/viewmodels/reviewmodel.h"

#include <memory>
#include <set>

namespace candour {

/// Our day, then every session that is here, newest first.
Result<QList<ReviewChoice>> reviewChoices(Vault& vault, QDate today);
/// The words of statements, categories, directions and reasons.
[[nodiscard]] ReviewWords reviewWords(const Council& council);

class Tagging {
  public:
    /// What an intent came to: the line as it is now, or why nothing was written.
    struct Answer {
        int row = -1;  // of the page; -1: the line is not among those that are shown
        LineRow line = {};
        int untagged = 0;
        bool mayUndo = false;
        QString refusal = {};
        bool asksReason = false;  // `refusal` is the date guard's question
    };

    /// `session` is null for our own lines of `today`. All outlive it.
    static Result<std::unique_ptr<Tagging>> open(Vault& vault, const Council& council,
                                                 const RecordId& session, QDate today);

    [[nodiscard]] ReviewSheet sheet() const { return m_sheet; }
    Result<QList<LineRow>> rows(int first, int count);
    /// The row of this line, or -1.
    Result<int> rowOf(const RecordId& line);
    /// Only lines with a tag for this statement; 0: all. How many they are.
    Result<int> showOnly(int statement);
    /// The next line without a tag from `row` on (itself not), round the end; -1: there is none.
    Result<int> nextUntagged(int row, int step);

    Result<Answer> tag(const TagWish& wish);
    Result<Answer> untag(const QStringList& tags);
    /// `field` is category, direction or subtopic; an empty value takes it away.
    Result<Answer> edit(const QString& tag, const QString& field, const QString& value);
    /// When it was so: empty, or as dates are typed. Outside the period it needs one of the
    /// reasons.
    Result<Answer> setDate(const QString& tag, const QString& typed, const QString& reason,
                           QDate today);
    /// Takes back what was done last. `notFound` if nothing was; what a colleague or a rule no
    /// longer lets one take back is passed over the next time.
    Result<Answer> undo();

  private:
    struct Deed {
        enum class What : std::uint8_t { added, removed, changed };
        What what = What::added;
        RecordName tag;
        RecordId line;
        FieldValues before = {};  // what to write to take it back
    };

    Tagging(Vault& vault, const Council& council) : m_vault(vault), m_council(council) {}
    Status readRows(const RecordId& session, QDate today);
    Result<LineRow> rowFor(const ListedRecord& line, bool first);
    Result<const std::vector<Heard>*> companyOf(const RecordId& session);
    Result<std::set<RowId>> untaggedRows();
    Result<FieldValues> fieldsFor(const RecordView& line, const TagWish& wish);
    Result<QString> refusalOf(const FieldValues& fields);
    Result<Answer> answerFor(const RecordId& line);
    Result<Answer> write(const QString& tag, FieldValues fields);
    void remember(Deed deed);
    Status takeBack(const Deed& deed);

    Vault& m_vault;
    const Council& m_council;
    ReviewSheet m_sheet;
    std::vector<RowId> m_all;
    std::vector<RowId> m_shown;
    std::map<RecordId, std::vector<Heard>> m_company;  // by session
    std::vector<Deed> m_deeds;
};

}  // namespace candour
