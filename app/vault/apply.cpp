// RecordWriter::apply: many records at once, one per line.
#include "app/rules/recordwords.h"
#include "app/vault/linereader.h"
#include "app/vault/recordwriter.h"

namespace candour {
namespace {

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
    LineReader reader(lines);
    struct Pending {
        std::int64_t line;
        RowId row;
        const RecordType* type;
        std::vector<Breach> before;
        RecordId about;  // of a new one: what can settle that it breaks no rule; else null
    };
    std::vector<Pending> pending;
    while (report.faults.size() < mostLineFaults) {
        TRY(const auto line, reader.next());
        if (!line) break;
        ++report.applied.lines;
        report.applied.bytes = reader.position();
        if (progress && report.applied.lines % applyProgressLines == 0 && !progress(report.applied))
            return fail(Code::cancelled, "apply a file");
        if (line->bytes.trimmed().isEmpty() && !line->tooLong) continue;
        auto record = line->tooLong
                          ? fail(Code::tooLarge, "read a line", "The line is longer than 1 MiB.")
                          : recordFromLine(m_projection.list(), line->bytes);
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
