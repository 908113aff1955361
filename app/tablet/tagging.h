// Review and tag: the lines of one session or of our own day, the extracts of a paper, the accounts
// of a case, their tags, and how they stand to each other. What always holds: a rule is asked
// before a tag or a comparison is written, and its sentence is the answer when it says no; whatever
// was done here can be taken back, a hundred steps.
#pragma once

#include "app/tablet/company.h"
#include "app/tablet/pieces.h"

#include <memory>
#include <set>

namespace candour {

/// The words of statements, categories, directions and reasons.
[[nodiscard]] ReviewWords reviewWords(const Council& council);

/// The tags of a piece whose words are `text`, oldest first, each where its words stand now.
Result<QList<TagMark>> marksOn(Vault& vault, const Council& council, const RecordId& piece,
                               const QString& text);

class Tagging {
  public:
    /// What an intent came to: the line as it is now, or why nothing was written.
    struct Answer {
        int row = -1;  // of the page; -1: it is not among those that are shown
        LineRow line = {};
        int untagged = 0;
        bool mayUndo = false;
        QString refusal = {};
        bool asksReason = false;  // `refusal` is the date guard's question
        /// The other end of a comparison, where it is among those that are shown.
        int farRow = -1;
        LineRow far = {};
    };

    /// `holder` is a session, a paper or a case; null for our own lines of `today`. All outlive it.
    static Result<std::unique_ptr<Tagging>> open(Vault& vault, const Council& council,
                                                 const RecordId& holder, QDate today);

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
    /// How `other` stands to `one`; of two that are compared already, how they stand from now on.
    Result<Answer> compare(const QString& one, const QString& other, const QString& relation);
    /// `field` is relation or note; an empty value takes it away. Both of these are asked from one
    /// of its ends, and answer for that.
    Result<Answer> editLink(const QString& end, const QString& link, const QString& field,
                            const QString& value);
    Result<Answer> unlink(const QString& end, const QString& link);
    /// Takes back what was done last. `notFound` if nothing was; what a colleague or a rule no
    /// longer lets one take back is passed over the next time.
    Result<Answer> undo();

  private:
    struct Deed {
        enum class What : std::uint8_t { added, removed, changed };
        What what = What::added;
        RecordName record;  // a tag, or a comparison
        RecordId piece;
        RecordId far;             // the other end of a comparison; else null
        FieldValues before = {};  // what to write to take it back
    };

    Tagging(Vault& vault, const Council& council) : m_vault(vault), m_council(council) {}
    Status readRows(const RecordId& holder, QDate today);
    Result<LineRow> rowFor(const ListedRecord& piece, bool first);
    Status describeLine(const ListedRecord& line, bool first, LineRow& row);
    Status describeExtract(const ListedRecord& extract, LineRow& row);
    Status describeAccount(const ListedRecord& account, LineRow& row);
    Status describeTags(const ListedRecord& piece, LineRow& row);
    Result<const std::vector<Heard>*> companyOf(const RecordId& session);
    Result<std::set<RowId>> untaggedRows();
    Result<std::pair<int, LineRow>> shown(const RecordId& piece);
    Result<Answer> answerFor(const RecordId& piece, const RecordId& far = {});
    Result<Answer> write(const RecordId& record, const RecordId& piece, FieldValues fields);
    Result<Answer> remove(const RecordId& record, const RecordId& piece);
    void remember(Deed deed);
    Status takeBack(const Deed& deed);

    Vault& m_vault;
    const Council& m_council;
    ReviewSheet m_sheet;
    const RecordType* m_type = nullptr;  // of all that is shown
    bool m_manySessions = false;
    std::vector<RowId> m_all;
    std::vector<RowId> m_shown;
    std::map<RecordId, std::vector<Heard>> m_company;  // by session
    std::vector<Deed> m_deeds;
};

}  // namespace candour
