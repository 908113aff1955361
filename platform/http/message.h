// Requests and answers of HTTP as plain values, the same for the server, the client and the
// simulator, so that what is behind either edge never sees a socket.
#pragma once

#include "platform/error.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>
#include <optional>
#include <vector>

namespace candour {

/// Fields in the order they came; names compare without regard to case.
class HttpHeaders {
  public:
    struct Field {
        QByteArray name;
        QByteArray value;
        friend bool operator==(const Field&, const Field&) = default;
    };

    HttpHeaders() = default;
    HttpHeaders(std::initializer_list<Field> fields) : m_fields(fields) {}

    /// The value; several fields of one name are joined by ", " as RFC 9110 says. Empty when there
    /// is none.
    [[nodiscard]] QByteArray value(QByteArrayView name) const;
    [[nodiscard]] bool contains(QByteArrayView name) const;
    void add(QByteArray name, QByteArray value);
    /// Replaces every field of that name.
    void set(QByteArray name, QByteArray value);
    void remove(QByteArrayView name);

    [[nodiscard]] std::size_t size() const { return m_fields.size(); }
    [[nodiscard]] auto begin() const { return m_fields.begin(); }
    [[nodiscard]] auto end() const { return m_fields.end(); }
    friend bool operator==(const HttpHeaders&, const HttpHeaders&) = default;

  private:
    std::vector<Field> m_fields;
};

/// Takes a request's body piece by piece, so that a large one needs no memory. It is called by one
/// thread at a time; if it goes without end(), the rest of the body never came.
class BodySink {
  public:
    BodySink() = default;
    virtual ~BodySink() = default;
    BodySink(const BodySink&) = delete;
    BodySink& operator=(const BodySink&) = delete;
    /// An error: no more of it is wanted.
    virtual Status take(QByteArrayView piece) = 0;
    virtual void end() = 0;
};

/// What a server takes of a request's body, decided when its header is there.
struct BodyPlan {
    /// Where it goes, limiting by itself; nothing to have it in the request.
    std::shared_ptr<BodySink> sink = {};
    std::size_t limit = 0;  // bytes that may come into the request; one more is answered 413
};

struct HttpRequest {
    QByteArray method;
    QByteArray target;  // path and query as sent, such as "/notebooks?since=3"
    HttpHeaders headers;
    QByteArray body;
    /// Where the body went instead, if whoever listens gave a sink for it.
    std::shared_ptr<BodySink> sink = {};
};

struct HttpResponse {
    int status = 200;
    HttpHeaders headers;
    QByteArray body;
};

/// The media type alone, in lower case: "application/cbor" of "Application/CBOR; q=1".
[[nodiscard]] QByteArray mediaType(QByteArrayView contentType);

inline constexpr char problemType[] = "application/problem+json";

/// An error as problem details (RFC 9457): status, the error's name and its detail.
[[nodiscard]] HttpResponse problem(int status, const Error& error);

/// What a problem said, in our words. Nothing when the answer is not a problem or not readable. A
/// name that this version does not know, or that speaks of the store's own disk and would mislead
/// about this tablet, becomes `refused` (below 500) or `storeFailed` with the name in the detail.
[[nodiscard]] std::optional<Error> readProblem(const HttpResponse& response, std::string during);

}  // namespace candour
