#include "app/tablet/form.h"

#include "app/records/description.h"
#include "app/records/timetext.h"
#include "app/rules/personcode.h"
#include "app/tablet/formwords.h"

#include <QJsonArray>

#include <algorithm>

namespace candour {
namespace {

/// A value as FormEntry spells it: what valueFromText() understands.
QString textFor(const Field& field, const cbor::Value& value) {
    if (value.isNull()) return {};
    const QJsonValue json = valueToJson(field, value);
    if (json.isBool()) return json.toBool() ? QStringLiteral("yes") : QStringLiteral("no");
    if (json.isDouble()) return QString::number(json.toInteger());
    if (!json.isArray()) return json.toString();
    QStringList elements;
    for (const QJsonValue& element : json.toArray()) elements << element.toString();
    return elements.join(u',');
}

FormField::Kind kindOf(const Field& field) {
    switch (field.kind) {
        case FieldKind::text:
        case FieldKind::change:
            return FormField::Text;
        case FieldKind::longText:
            return FormField::LongText;
        case FieldKind::choice:
            return FormField::Choice;
        case FieldKind::flag:
            return FormField::YesNo;
        case FieldKind::integer:
            return FormField::Count;
        case FieldKind::instant:
            return FormField::Moment;
        case FieldKind::date:
            return FormField::Date;
        case FieldKind::reference:
            return FormField::Reference;
        case FieldKind::choiceSet:
            return FormField::Choices;
        case FieldKind::referenceSet:
            break;
    }
    return FormField::References;
}

QString offsetText(std::chrono::minutes offset) {
    const QString text = instantToText({0, static_cast<int>(offset.count())});
    return text.right(6);
}

/// One record in a list of them: people by code, everything else by its summary.
QString optionTitle(const RecordType& type, const ListedRecord& record) {
    QString title = summaryOf(type, record.values);
    if (type.name == u"participant")
        title = personCode(textOf(record, u"standing"), record.id) + QStringLiteral(" · ") + title;
    return title.isEmpty() ? record.id.toString() : title;
}

/// What a reference may point to: of the same case or the same meeting where both belong to one.
Result<QList<FormOption>> optionsFor(Vault& vault, const Field& field, const OpenForm& form) {
    QList<FormOption> options;
    for (const Choice& choice : field.choices) options.append({choice.name, choice.title});
    for (const QString& target : field.targets) {
        const RecordType* type = recordList().type(target);
        if (type == nullptr) continue;
        ListRequest request{.type = target, .descending = true, .limit = mostListed};
        for (const QString& within : {QStringLiteral("case"), QStringLiteral("session")}) {
            const auto same = RecordId::fromString(form.before.value(within));
            if (same && type->field(within) != nullptr) request.where.push_back({within, *same});
        }
        TRY(const ListPage page, vault.records().list(request));
        for (const ListedRecord& record : page.records)
            options.append({record.id.toString(), optionTitle(*type, record)});
    }
    return options;
}

/// What is nearly always so, and can be changed.
FormTexts usualValues(const RecordType& type, const Council& council, const Moment& now) {
    FormTexts usual;
    for (const Field& field : type.fields) {
        static const QStringList whoOfUs{
            QStringLiteral("by"), QStringLiteral("taken_by"), QStringLiteral("given_by"),
            QStringLiteral("considered_by"), QStringLiteral("asked_by")};
        const bool ours = whoOfUs.contains(field.name);
        if (ours && field.targets.contains(QStringLiteral("team_member")) && !council.me.isNull())
            usual[field.name] = council.me.toString();
        if ((field.name == u"at" || field.name == u"given") && field.required)
            usual[field.name] =
                textFor(field, instantValue(UtcTime(std::chrono::floor<std::chrono::minutes>(
                                                now.corrected().time_since_epoch())),
                                            now.zoneOffset));
        if (field.name == u"pack" && field.kind == FieldKind::text)
            usual[field.name] = council.pack.id;
    }
    return usual;
}

QString versionsNote(const Field& field, const FieldView& view) {
    QStringList versions;
    for (const Version& version : view.versions)
        if (version.value) versions << valueForPeople(field, *version.value);
    return QObject::tr(
               "Two of us wrote this unseen of each other: %1. Both are kept until you change it"
               " here; what you save then stands.")
        .arg(versions.join(QObject::tr(" and ")));
}

/// The one draft of a form keeps all fields, so that saving takes it away in one transaction.
cbor::Value draftContent(const OpenForm& form, const FormTexts& texts) {
    const auto map = [](const FormTexts& from) {
        std::vector<cbor::Value> pairs;
        for (auto text = from.begin(); text != from.end(); ++text)
            pairs.push_back(cbor::Value::array({text.key(), *text}));
        return cbor::Value::array(std::move(pairs));
    };
    std::vector<cbor::Value> seen;
    for (const ChangeId& change : form.seen) seen.emplace_back(change);
    return cbor::Value::map({{QStringLiteral("type"), form.type->name},
                             {QStringLiteral("amends"), form.amends},
                             {QStringLiteral("given"), map(form.given)},
                             {QStringLiteral("texts"), map(texts)},
                             {QStringLiteral("seen"), cbor::Value::array(std::move(seen))}});
}

Draft draftOf(const Vault& vault, const OpenForm& form, const FormTexts& texts) {
    return {.record = form.record,
            .field = formDraft.toString(),
            .text = {},
            .caret = 0,
            .kind = formDraft.toString(),
            .firstKey = vault.author().now().utc,
            .extra = draftContent(form, texts).encode()};
}

FormTexts textsIn(const cbor::Value& pairs) {
    FormTexts texts;
    for (const cbor::Value& pair : pairs.items())
        if (pair.items().size() == 2) texts[pair.items()[0].text()] = pair.items()[1].text();
    return texts;
}

struct KeptForm {
    RecordId record;
    FormTexts texts;
    std::vector<ChangeId> seen;
};

/// The newest draft of the same wish.
Result<std::optional<KeptForm>> findDraft(Vault& vault, const FormWish& wish) {
    std::optional<KeptForm> found;
    TRY(const auto drafts, vault.drafts().open());
    for (const Draft& draft : drafts) {
        if (draft.kind != formDraft) continue;
        const auto content = cbor::Value::decode(draft.extra);
        if (!content || content->at(u"type").text() != wish.type) continue;
        const bool same =
            content->at(u"amends").boolean()
                ? draft.record.toString() == wish.record
                : wish.record.isEmpty() && textsIn(content->at(u"given")) == wish.given;
        if (!same) continue;
        found = KeptForm{draft.record, textsIn(content->at(u"texts")), {}};
        for (const cbor::Value& change : content->at(u"seen").items())
            if (const auto id = ChangeId::fromBytes(change.bytes())) found->seen.push_back(*id);
    }
    return found;
}

/// Says where a new record belongs, and is not asked again.
bool isPlace(const Field& field, const OpenForm& form) {
    return field.kind == FieldKind::reference && form.given.contains(field.name);
}

Result<QString> placeOf(Vault& vault, const OpenForm& form) {
    QStringList words;
    for (const Field& field : form.type->fields) {
        if (!isPlace(field, form)) continue;
        const auto id = RecordId::fromString(form.given.value(field.name));
        if (!id) continue;
        TRY(const RecordView view, vault.records().get(*id));
        if (view.type == nullptr) continue;
        ListedRecord record;
        record.id = *id;
        record.values = view.values();
        words << (view.type->name == u"tracked_case"
                      ? QObject::tr("Case %1").arg(textOf(record, u"number"))
                      : optionTitle(*view.type, record));
    }
    return words.join(QStringLiteral(" · "));
}

Result<RecordView> readBefore(Vault& vault, OpenForm& form) {
    TRY(RecordView view, vault.records().get(form.record));
    if (view.type != form.type) return fail(Code::notFound, "open a form");
    form.notebook = view.name.notebook;
    form.seen = view.seen;
    const FieldValues values = view.values();
    for (const Field& field : form.type->fields)
        form.before[field.name] = textFor(field, valueOf(values, field.name));
    for (const FieldView& field : view.fields)
        if (field.inConflict) form.disputed << field.name;
    return view;
}

/// The record list's sentence, for somebody who sees the field's title and not its name.
QString sentenceFor(const Field& field, const Error& error) {
    if (field.kind == FieldKind::date)
        return QObject::tr("%1 must be a real date: a year, a month and year, or a day.")
            .arg(field.title);
    if (field.kind == FieldKind::instant)
        return QObject::tr("%1 must be a real day and a time, such as 14:06.").arg(field.title);
    QString sentence = QString::fromStdString(error.detail);
    sentence.remove(QStringLiteral(" (%1)").arg(field.name));
    if (sentence.startsWith(field.name)) sentence.replace(0, field.name.size(), field.title);
    return sentence;
}

}  // namespace

Result<FilledForm> openForm(Vault& vault, const Council& council, const FormWish& wish,
                            Random& random) {
    constexpr char during[] = "open a form";
    FilledForm filled;
    OpenForm& form = filled.open;
    form.type = recordList().type(wish.type);
    if (form.type == nullptr) return fail(Code::badInput, during);
    form.amends = !wish.record.isEmpty();
    form.given = wish.given;
    const Moment now = vault.author().now();
    RecordView view;
    if (form.amends) {
        const auto id = RecordId::fromString(wish.record);
        if (!id) return fail(Code::notFound, during);
        form.record = *id;
        TRY(view, readBefore(vault, form));
    } else {
        form.record = RecordId::makeV7(vault.author().clock(), random);
        form.before = usualValues(*form.type, council, now);
        for (auto text = wish.given.begin(); text != wish.given.end(); ++text)
            form.before[text.key()] = *text;
    }
    FormTexts texts = form.before;
    TRY(const auto kept, findDraft(vault, wish));
    if (kept) {
        form.record = kept->record;
        if (form.amends) form.seen = kept->seen;
        texts = kept->texts;
    }
    FormSheet& sheet = filled.sheet;
    sheet.title = headingFor(*form.type, form.amends);
    sheet.purpose = form.type->purpose;
    sheet.restored = kept.has_value();
    TRY(sheet.place, placeOf(vault, form));
    for (const Field& field : form.type->fields) {
        // A change's id is nothing that a person types, and a name is opened by a press of its own.
        if (field.kind == FieldKind::change || isPlace(field, form)) continue;
        if (field.sensitivity == Sensitivity::key) continue;
        if (form.amends && field.sensitivity == Sensitivity::identity) continue;
        const FieldWords words = questionFor(*form.type, field);
        FormField shown{.name = field.name,
                        .title = words.question,
                        .help = words.help,
                        .kind = kindOf(field),
                        .required = field.required,
                        .text = texts.value(field.name),
                        .options = {},
                        .note = {},
                        .offset = offsetText(now.zoneOffset)};
        TRY(shown.options, optionsFor(vault, field, form));
        if (form.disputed.contains(field.name))
            shown.note = versionsNote(field, *view.field(field.name));
        sheet.fields.append(shown);
    }
    // What one comes to write stands before what may be known besides.
    std::stable_partition(sheet.fields.begin(), sheet.fields.end(),
                          [](const FormField& field) { return field.required; });
    return filled;
}

Result<FormWish> wishOfDraft(Vault& vault, const RecordId& record) {
    TRY(const auto draft, vault.drafts().find(record, formDraft.toString()));
    if (!draft) return fail(Code::notFound, "go on with a form");
    TRY(const cbor::Value content, cbor::Value::decode(draft->extra));
    return FormWish{content.at(u"type").text(),
                    content.at(u"amends").boolean() ? record.toString() : QString(),
                    textsIn(content.at(u"given"))};
}

Status keepForm(Vault& vault, const OpenForm& form, const FormTexts& texts) {
    return vault.drafts().save(draftOf(vault, form, texts));
}

Status discardForm(Vault& vault, const OpenForm& form) {
    return vault.drafts().discard(form.record, formDraft.toString());
}

Result<FormOutcome> saveForm(Vault& vault, const OpenForm& form, const FormTexts& texts) {
    FormOutcome outcome;
    PutRequest request{.type = form.type->name, .id = form.record, .notebook = form.notebook};
    if (form.amends) request.seen = form.seen;
    for (const Field& field : form.type->fields) {
        const bool asked = texts.contains(field.name);
        const QString text = asked ? texts.value(field.name) : form.before.value(field.name);
        if (form.amends && text == form.before.value(field.name)) continue;
        if (field.required && text.trimmed().isEmpty()) {
            outcome.byField[field.name] = questionFor(*form.type, field).missing;
            continue;
        }
        auto value = valueFromText(field, field.isText() ? text : text.trimmed());
        if (!value) {
            outcome.byField[field.name] = sentenceFor(field, value.error());
            continue;
        }
        if (value->isNull() && !form.amends) continue;
        if (form.disputed.contains(field.name)) request.onConflict = OnConflict::settle;
        request.fields.push_back({field.name, std::move(*value)});
    }
    if (!outcome.byField.isEmpty()) {
        outcome.problem = QStringList(outcome.byField.values()).join(u' ');
        return outcome;
    }
    if (request.fields.empty()) {
        TRY_OK(discardForm(vault, form));
        outcome.saved = form.record;
        return outcome;
    }
    const auto saved = vault.finish(draftOf(vault, form, texts), request);
    if (saved) {
        outcome.saved = saved->name.id;
        return outcome;
    }
    // What a rule or the list forbids is said on the page; what the disk did is an error of its
    // own.
    const Error& error = saved.error();
    const bool said = error.code == Code::badInput || error.code == Code::tooLarge ||
                      error.code == Code::conflict || error.code == Code::notAllowed ||
                      error.code == Code::notFound;
    if (!said) return tl::unexpected<Error>(error);
    outcome.problem =
        error.detail.empty() ? error.sentence() : QString::fromStdString(error.detail);
    return outcome;
}

}  // namespace candour
