// How a test asks something of whatever is generated.
#pragma once

#include <QTest>

#include <rapidcheck.h>

namespace candour::testing {

/// Fails with the sentence, and the smallest case that breaks it.
template <class Property>
void holds(const char* sentence, Property&& property) {
    QVERIFY2(rc::check(sentence, std::forward<Property>(property)), sentence);
}

}  // namespace candour::testing
