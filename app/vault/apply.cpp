// RecordWriter::apply: many records at once, one per line.
#include "app/rules/recordwords.h"
#include "app/vault/linereader.h"
#include "app/vault/recordwriter.h"

#include <future>

namespace candour {
namespace {

/// A line of the file, and what it says.
struct ReadLine {
    std::int64_t number = 0;
    std::int64_t position = 0;                 // of the bytes that were read until then
    std::optional<Result<RecordLine>> record;  // nothing of an empty line
};

/// Lines are understood on another thread while the vault's takes in those before: it is a seventh
/// of the work, and needs nothing of the vault. One batch is ahead, so memory stays bounded.
class LinesAhead {
  public:
    LinesAhead(QIODevice& device, const RecordList& list) : m_reader(device), m_list(list) {
        readOn();
    }

    /// Nothing at the end.
    Result<std::optional<ReadLine>> next() {
        while (m_at == m_batch.lines.size()) {
            TRY_OK(m_batch.ending);
            if (m_batch.isLast) return std::optional<ReadLine>();
            m_batch = m_ahead.get();
            m_at = 0;
            if (!m_batch.isLast) readOn();
        }
        return std::optional<ReadLine>(std::move(m_batch.lines[m_at++]));
    }

  private:
    struct Batch {
        std::vector<ReadLine> lines;
        bool isLast = false;
        Status ending;  // why no more could be read
    };

    void readOn() {
        m_ahead = std::async(std::launch::async, [this] { return read(); });
    }

    Batch read() {
        constexpr std::size_t mostLines = 512;
        constexpr std::int64_t mostBytes = 1024 * 1024;
        Batch batch;
        const std::int64_t begin = m_reader.position();
        while (batch.lines.size() < mostLines && m_reader.position() - begin < mostBytes) {
            const auto line = m_reader.next();
            if (!line || !*line) {
                batch.isLast = true;
                if (!line) batch.ending = tl::unexpected<Error>(line.error());
                break;
            }
            ReadLine& made = batch.lines.emplace_back();
            made.number = (*line)->number;
            made.position = m_reader.position();
            if ((*line)->tooLong)
                made.record = fail(Code::tooLarge, "read a line", "The line is longer than 1 MiB.");
            else if (!(*line)->bytes.trimmed().isEmpty())
                made.record = recordFromLine(m_list, (*line)->bytes);
        }
        return batch;
    }

    LineReader m_reader;
    const RecordList& m_list;
    Batch m_batch;
    std::size_t m_at = 0;
    std::future<Batch> m_ahead;  // waits at its end: the last member, gone before what it uses
};

/// True for what is wrong with a line, as against what is wrong with the tablet.
bool isLineFault(Code code) {
    switch (code) {
        case Code::badInput:
        case Code::tooLarge:
        case Code::conflict:
        case Code::notAllowed:
        case Code::notFound:
        case Code::missingKey:
            return true;
        default:
            return false;
    }
}

/// Not an erasure: approving one is a person's deliberate act, which no file stands for.
bool asks(const RecordType& type) {
    return type.name == u"withdrawal" || type.name == u"hold";
}

void count(Applied& applied, const Saved& saved) {
    ++(saved.created ? applied.created : saved.change ? applied.changed : applied.unchanged);
}

}  // namespace

Result<bool> RecordWriter::isAllowed(const RecordType& type, const RecordId& about) {
    if (about.isNull()) return false;
    if (m_lastAllowed && *m_lastAllowed == std::pair(&type, about)) return true;
    const RecordLine like{&type, {}, {}, {{fieldThatSettles(type), cbor::Value(about)}}};
    TRY(const auto breaches,
        m_rules.ask([&](const Surroundings& around) { return breachesOf(like, around); }));
    if (breaches.empty()) m_lastAllowed = {&type, about};
    return breaches.empty();
}

Result<RecordWriter::Written> RecordWriter::takeLine(PutRequest request,
                                                     const FieldValues& disputed,
                                                     const Moment& written) {
    TRY_OK(checkReferences(request));
    if (disputed.empty()) return write(request, written);
    const RecordType* type = m_projection.list().type(request.type);
    TRY(const Target target, locate(*type, request));
    // Of a record that is here, what is in dispute is only added to.
    if (target.row)
        std::erase_if(request.fields, [&](const FieldValue& field) {
            return !valueOf(disputed, field.name).isNull();
        });
    TRY(Written made, write(request, written));
    request.beside = true;
    request.seen.emplace();
    for (const FieldValue& version : disputed) {
        request.fields = {version};
        TRY(const Written more, write(request, written));
        if (more.saved.change) made.saved.change = more.saved.change;
    }
    return made;
}

Result<ApplyReport> RecordWriter::apply(QIODevice& lines, OnConflict onConflict, OnBreach onBreach,
                                        const std::function<bool(const Applied&)>& progress,
                                        const Follow& follow) {
    ApplyReport report;
    // One moment for the whole file: it is one intention. The numbers in the chain keep the order.
    const Moment written = m_author.now();
    LinesAhead reader(lines, m_projection.list());
    struct Pending {
        std::int64_t line;
        RowId row;
        const RecordType* type;
        std::vector<Breach> before;
        RecordId about;  // of a new one: what can settle that it breaks no rule; else null
    };
    std::vector<Pending> pending;
    while (report.faults.size() < mostLineFaults) {
        TRY(auto line, reader.next());
        if (!line) break;
        ++report.applied.lines;
        report.applied.bytes = line->position;
        if (progress && report.applied.lines % applyProgressLines == 0 && !progress(report.applied))
            return fail(Code::cancelled, "apply a file");
        if (!line->record) continue;
        Result<RecordLine>& record = *line->record;
        if (!record) {
            report.faults.push_back({line->number, std::move(record).error()});
            continue;
        }
        if (!report.faults.empty()) continue;
        m_rules.forget();
        const RecordId about = idIn(record->fields, fieldThatSettles(*record->type));
        PutRequest request{.type = record->type->name,
                           .id = record->id,
                           .notebook = record->notebook,
                           .fields = std::move(record->fields),
                           .onConflict = onConflict,
                           .seen = {}};
        auto made = takeLine(std::move(request), record->disputed, written);
        if (made) {
            count(report.applied, made->saved);
            if (made->saved.change && asks(*made->type)) TRY_OK(follow(made->saved, written));
            if (onBreach == OnBreach::refuse && made->saved.change && hasRules(*made->type))
                pending.push_back({line->number, made->saved.row, made->type,
                                   std::move(made->before),
                                   made->saved.created ? about : RecordId()});
        } else if (isLineFault(made.error().code)) {
            report.faults.push_back({line->number, made.error()});
        } else {
            return tl::unexpected<Error>(made.error());
        }
    }
    if (!report.faults.empty()) return report;
    m_rules.forget();
    m_lastAllowed.reset();
    for (const Pending& one : pending) {
        if (report.faults.size() >= mostLineFaults) break;
        TRY(const bool allowed, isAllowed(*one.type, one.about));
        if (allowed) continue;
        const Status obeyed = obey(*one.type, one.row, one.before);
        if (obeyed) continue;
        if (!isLineFault(obeyed.error().code)) return tl::unexpected<Error>(obeyed.error());
        report.faults.push_back({one.line, obeyed.error()});
    }
    return report;
}

}  // namespace candour
