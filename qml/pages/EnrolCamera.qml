import QtQuick
import Candour
import Candour.Camera
import Candour.Ui

/// What the camera sees, while it looks for the code. The camera is on for as long as this is there;
/// it is loaded when somebody asks for the camera, and with it all that a camera takes.
Column {
    id: looking

    required property EnrolModel model
    readonly property bool on: camera.state === Camera.Starting || camera.state === Camera.Seeing

    spacing: Theme.s3

    Camera {
        id: camera

        onFrameChanged: looking.model.lookAt(frame)
    }

    Rectangle {
        Accessible.name: qsTr("What the camera sees")
        Accessible.role: Accessible.Graphic
        border.color: looking.model.seesOther ? Theme.pending : Theme.lineStrong
        border.width: Theme.edgeControl
        color: Theme.canvas
        height: Math.min(width * 3 / 4, 320)
        radius: Theme.radiusControl
        visible: looking.on
        width: parent.width

        Picture {
            anchors.fill: parent
            anchors.margins: Theme.s1
            image: camera.frame
        }
    }

    Notice {
        iconColor: looking.on && !looking.model.seesOther ? Theme.textSecondary : Theme.pending
        iconName: looking.on && !looking.model.seesOther ? "photo" : "warning"
        text: camera.state === Camera.Missing ? qsTr("This tablet has no camera that can be used. Read the code from a picture, or type it.") : camera.state === Camera.Refused ? qsTr("The camera shows nothing. Another program may be using it, or it is switched off. Read the code from a picture, or type it.") : camera.state === Camera.Starting ? qsTr("The camera is starting") : looking.model.seesOther ? qsTr("This code is no invitation to Candour. Hold up the one from your administrator.") : qsTr("Hold the square code in front of the camera. No picture is kept.")
        width: parent.width
    }
}
