pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// The question that is open.
Column {
    id: open

    required property SafeguardingModel model

    spacing: Theme.s4

    Repeater {
        model: open.model.question === SafeguardingModel.What ? 1 : 0

        AlertWhat {
            model: open.model
            width: open.width
        }
    }

    Repeater {
        model: open.model.question === SafeguardingModel.Danger ? 1 : 0

        AlertDanger {
            model: open.model
            width: open.width
        }
    }

    Repeater {
        model: open.model.question === SafeguardingModel.Wishes ? 1 : 0

        AlertWishes {
            model: open.model
            width: open.width
        }
    }

    Repeater {
        model: open.model.question === SafeguardingModel.Council ? 1 : 0

        AlertRoute {
            model: open.model
            width: open.width
        }
    }

    Repeater {
        model: open.model.question === SafeguardingModel.Council || open.model.question === SafeguardingModel.Told ? 1 : 0

        AlertTold {
            model: open.model
            width: open.width
        }
    }

    Repeater {
        model: open.model.question === SafeguardingModel.Council ? 1 : 0

        AlertRedirect {
            model: open.model
            width: open.width
        }
    }
}
