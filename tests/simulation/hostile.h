// A store that lies, or somebody in its place: answers are rewritten on their way to a tablet. It
// has every byte that passes, the subject keys in frames included, but no author's signing key.
#pragma once

#include "platform/http/message.h"
#include "platform/random.h"
#include "sync/wire.h"
#include "tests/simulation/faults.h"

namespace candour::simulation {

class Hostile {
  public:
    Hostile(Dice& dice, Faults& faults, Random& random)
        : m_dice(dice), m_faults(faults), m_key(SigningKey::generate(random)) {}

    /// One answer in so many is rewritten; 0: none is.
    void setRate(int oneIn) { m_oneIn = oneIn; }
    void tamper(const HttpRequest& request, HttpResponse& response);

  private:
    void tamperPush(HttpResponse& response);
    void tamperSummary(HttpResponse& response);
    void tamperPull(HttpResponse& response);
    void tamperBlob(const HttpRequest& request, HttpResponse& response);
    bool tamperFrame(Frame& frame);
    bool rewrite(Frame& frame);
    bool alterWords(Frame::Item& item);
    void forgeCertificate(wire::Difference& difference);
    bool replay(const HttpRequest& request, HttpResponse& response);

    Dice& m_dice;
    Faults& m_faults;
    SigningKey m_key;
    int m_oneIn = 0;
    std::map<QByteArray, std::vector<HttpResponse>> m_seen;  // by path
    std::vector<Signed<Receipt>> m_receipts;
    std::vector<QByteArray> m_blobReceipts;
    std::vector<Signed<Certificate>> m_certificates;
};

}  // namespace candour::simulation
