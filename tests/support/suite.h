// Several tests in one program: what they share is compiled and linked once. Included before them,
// it makes each file's QTEST_…MAIN an entry in the program's list, not a main function.
#pragma once

#include <QTest>

namespace candour {

/// One test of the program; its name is that of its file, without the ending.
struct TestInSuite {
    using Run = int (*)(int argc, char* argv[]);

    TestInSuite(const char* file, Run run);

    /// Runs the test that the first argument names with what follows it.
    static int runNamed(int argc, char* argv[]);
};

}  // namespace candour

// All of Qt Test's mains are made of this one.
#undef QTEST_MAIN_WRAPPER
#define QTEST_MAIN_WRAPPER(TestObject, ...)                                      \
    static const candour::TestInSuite listed##TestObject{                        \
        __FILE__, []([[maybe_unused]] int argc, [[maybe_unused]] char* argv[]) { \
            QT_PREPEND_NAMESPACE(QTest::Internal::callInitMain)<TestObject>();   \
            __VA_ARGS__                                                          \
            TestObject test;                                                     \
            QTEST_SET_MAIN_SOURCE_PATH                                           \
            return QTest::qExec(&test, argc, argv);                              \
        }};
