// The rules of app/rules on what the vault holds. The writing path asks it before anything is
// committed; `candour-cli check` asks it about everything. It changes nothing.
#pragma once

#include "app/rules/breach.h"
#include "app/vault/projection.h"

namespace candour {

struct FoundBreach {
    QString type;
    RecordId record;
    NotebookId notebook;
    Breach breach;
};

class Rulebook {
  public:
    /// Both outlive it.
    Rulebook(Ledger& ledger, Projection& projection) : m_ledger(ledger), m_projection(projection) {}

    /// Of one record as it is projected now; empty for a struck one.
    Result<std::vector<Breach>> of(const RecordType& type, RowId row);
    /// What the rules' question is answered with, read from here. They know nothing of a disk that
    /// fails: the first problem is kept and told instead of their answer.
    template <class Question>
    auto ask(Question&& question) -> Result<std::invoke_result_t<Question, const Surroundings&>> {
        std::optional<Error> problem;
        auto answer = question(surroundings(problem));
        if (problem) return tl::unexpected<Error>(*problem);
        return answer;
    }
    /// Something was written since: what was read may say something else now.
    void forget() {
        m_last.reset();
        m_numbers.reset();
    }
    /// Every breach there is, and every record that a person has to look at for another reason: a
    /// field with two versions, a value that breaks its field's rule. In the order of the list.
    Status each(const std::function<Status(const FoundBreach&)>& found);

  private:
    Surroundings surroundings(std::optional<Error>& problem);
    Result<std::optional<RecordLine>> record(const RecordId& id);
    Result<std::vector<RecordLine>> pointing(const QString& type, const QString& field,
                                             const RecordId& target);
    Result<std::vector<RecordLine>> every(const QString& type);
    Result<std::vector<RecordId>> casesNumbered(const QString& plain);
    Result<std::shared_ptr<const FrameworkShelf>> shelf();
    Result<bool> holdsTeam();
    /// Of a record whose key was given up there are only times and references: what its missing
    /// words would break cannot be said here.
    Result<bool> isOutline(RowId row);
    /// Members from outside whom a roster lets into more than the plan and their sessions (R22). A
    /// session that no slot plans is theirs if they are let in: nothing here says otherwise.
    Status eachOutsider(const std::function<Status(const FoundBreach&)>& found);
    Result<std::vector<Breach>> flaws(const RecordType& type, const ListedRecord& listed);

    Ledger& m_ledger;
    Projection& m_projection;
    /// Many lines of one session follow each other.
    std::optional<std::pair<RecordId, std::optional<RecordLine>>> m_last;
    /// Each of a council's list is asked about beside all the others.
    std::optional<std::unordered_map<QString, std::vector<RecordId>>> m_numbers;
    /// Packs are only ever followed, so the same records make the same shelf.
    std::pair<std::vector<RecordId>, std::shared_ptr<const FrameworkShelf>> m_shelf;
};

}  // namespace candour
