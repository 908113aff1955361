#include "platform/http/message.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace candour {
namespace {

bool sameName(QByteArrayView one, QByteArrayView other) {
    return one.compare(other, Qt::CaseInsensitive) == 0;
}

/// The errors that a store may name: those that are about the request, not about its own machine.
constexpr Code codesOfStores[] = {
    Code::notFound,     Code::alreadyThere, Code::badInput,    Code::tooLarge,     Code::conflict,
    Code::notAllowed,   Code::refused,      Code::codeUnknown, Code::codeExpired,  Code::codeUsed,
    Code::clockWrong,   Code::brokenChain,  Code::badSeal,     Code::badSignature, Code::missingKey,
    Code::unknownVault, Code::forked,       Code::unsupported, Code::timedOut,     Code::tooOld};

std::optional<Code> codeNamed(const std::string& name) {
    const auto code = codeFromName(name);
    const bool ofStores = code && std::find(std::begin(codesOfStores), std::end(codesOfStores),
                                            *code) != std::end(codesOfStores);
    return ofStores ? code : std::nullopt;
}

}  // namespace

QByteArray HttpHeaders::value(QByteArrayView name) const {
    QByteArray joined;
    bool first = true;
    for (const Field& field : m_fields) {
        if (!sameName(field.name, name)) continue;
        if (!first) joined += ", ";
        joined += field.value;
        first = false;
    }
    return joined;
}

bool HttpHeaders::contains(QByteArrayView name) const {
    return std::any_of(m_fields.begin(), m_fields.end(),
                       [&](const Field& field) { return sameName(field.name, name); });
}

void HttpHeaders::add(QByteArray name, QByteArray value) {
    m_fields.push_back({std::move(name), std::move(value)});
}

void HttpHeaders::set(QByteArray name, QByteArray value) {
    remove(name);
    add(std::move(name), std::move(value));
}

void HttpHeaders::remove(QByteArrayView name) {
    std::erase_if(m_fields, [&](const Field& field) { return sameName(field.name, name); });
}

QByteArray mediaType(QByteArrayView contentType) {
    const qsizetype end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.first(end)).toByteArray().trimmed().toLower();
}

HttpResponse problem(int status, const Error& error) {
    const QJsonObject details{{QStringLiteral("status"), status},
                              {QStringLiteral("error"), QLatin1String(error.name())},
                              {QStringLiteral("title"), error.sentence()},
                              {QStringLiteral("detail"), QString::fromStdString(error.detail)}};
    return {status,
            {{"Content-Type", problemType}},
            QJsonDocument(details).toJson(QJsonDocument::Compact)};
}

std::optional<Error> readProblem(const HttpResponse& response, std::string during) {
    if (mediaType(response.headers.value("Content-Type")) != problemType) return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson(response.body);
    if (!document.isObject()) return std::nullopt;
    const std::string name = document[QStringLiteral("error")].toString().toStdString();
    const std::string detail = document[QStringLiteral("detail")].toString().toStdString();
    const auto code = response.status < 500 ? codeNamed(name) : std::nullopt;
    if (code) return Error{*code, std::move(during), detail};
    return Error{response.status < 500 ? Code::refused : Code::storeFailed, std::move(during),
                 detail.empty() ? name : name + ": " + detail};
}

}  // namespace candour
