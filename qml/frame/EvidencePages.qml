pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// What was heard, weighed: one page of them at a time, made when it is opened.
Item {
    id: pages

    required property ShellModel shell
    required property ReviewModel review
    required property CoverageModel coverage
    required property HuddleModel huddle
    required property RatingModel rating
    required property SearchModel search

    Repeater {
        model: pages.shell.page === ShellModel.Review ? 1 : 0

        ReviewPage {
            anchors.fill: parent
            model: pages.review
        }
    }

    Repeater {
        model: pages.shell.page === ShellModel.Coverage ? 1 : 0

        CoveragePage {
            anchors.fill: parent
            model: pages.coverage

            onAgain: pages.shell.again()
            onTurned: page => pages.shell.go(page)
        }
    }

    Repeater {
        model: pages.shell.page === ShellModel.Huddle ? 1 : 0

        HuddlePage {
            anchors.fill: parent
            model: pages.huddle

            onAgain: pages.shell.again()
            onTurned: page => pages.shell.go(page)
        }
    }

    Repeater {
        model: pages.shell.page === ShellModel.Rating ? 1 : 0

        RatingPage {
            anchors.fill: parent
            model: pages.rating

            onAgain: pages.shell.again()
            onTurned: page => pages.shell.go(page)
        }
    }

    Repeater {
        model: pages.shell.page === ShellModel.Search ? 1 : 0

        SearchPage {
            anchors.fill: parent
            model: pages.search
        }
    }
}
