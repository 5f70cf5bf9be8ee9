"""The addresses of the desk, below ``/desk/stories/``."""

from django.urls import include, path

from callsign.newsroom.stories.views import (
    amending,
    draft,
    editions,
    editor,
    names,
    recording,
    retractions,
    standing,
    start,
    tape,
    transcript,
    versions,
    voices,
    working_copy,
)

# What the editor's page and the server say to each other: docs/reference/editor-protocol.md.
EDITOR = [
    path("", editor.EditPage.as_view(), name="edit"),
    path("document.json", editor.EditedDocument.as_view(), name="edit_document"),
    path("working-copy/", working_copy.KeepCopy.as_view(), name="edit_copy"),
    path("save/", editor.SaveEdit.as_view(), name="edit_save"),
    path("news.json", editor.News.as_view(), name="edit_news"),
    path("names/", names.SuspectNames.as_view(), name="edit_names"),
    path("check/", amending.CheckEdited.as_view(), name="edit_check"),
    path("correct/", amending.CorrectWords.as_view(), name="edit_correct"),
    path("retract/", amending.RetractWords.as_view(), name="edit_retract"),
]

# Other cuts of the recording: docs/reference/editions.md.
EDITIONS = [
    path("", editions.AddEdition.as_view(), name="editions"),
    path("<int:edition_id>/", editions.EditionView.as_view(), name="edition"),
    path(
        "<int:edition_id>/progress.json",
        editions.EditionProgress.as_view(),
        name="edition_progress",
    ),
    path(
        "<int:edition_id>/transcript.<slug:suffix>",
        editions.EditionFile.as_view(),
        name="edition_file",
    ),
]

app_name = "desk"
urlpatterns = [
    path("new/", start.StartStory.as_view(), name="new"),
    path(
        "<int:story_id>/transcript/",
        transcript.TranscriptDesk.as_view(),
        name="transcript",
    ),
    path(
        "<int:story_id>/transcript/progress.json",
        transcript.Progress.as_view(),
        name="progress",
    ),
    path(
        "<int:story_id>/transcript/script/",
        transcript.TakeScript.as_view(),
        name="script",
    ),
    path(
        "<int:story_id>/transcript/speakers/<slug:key>/",
        voices.ChangeVoice.as_view(),
        name="voice",
    ),
    path(
        "<int:story_id>/transcript/turns/<str:first_word>/",
        voices.ChangeTurn.as_view(),
        name="turn",
    ),
    path("<int:story_id>/transcript/tape/", tape.TapeView.as_view(), name="tape"),
    path("<int:story_id>/transcript/edit/", include(EDITOR)),
    path("<int:story_id>/transcript/editions/", include(EDITIONS)),
    path("<int:story_id>/transcript/draft/", draft.MakeDraft.as_view(), name="draft"),
    path("<int:story_id>/transcript/align/", recording.Align.as_view(), name="align"),
    path(
        "<int:story_id>/transcript/retractions/<int:retraction_id>/lift/",
        retractions.LiftRetraction.as_view(),
        name="lift",
    ),
    path("<int:story_id>/transcript/check/", recording.Check.as_view(), name="check"),
    path(
        "<int:story_id>/transcript/versions/",
        versions.VersionsView.as_view(),
        name="versions",
    ),
    path(
        "<int:story_id>/transcript/versions/<int:revision_id>/",
        versions.VersionView.as_view(),
        name="version",
    ),
    path(
        "<int:story_id>/transcript/versions/<int:revision_id>/original/",
        versions.OriginalView.as_view(),
        name="original",
    ),
    path(
        "<int:story_id>/recording/",
        recording.TakeRecording.as_view(),
        name="recording",
    ),
    path("<int:story_id>/publish/", standing.Publish.as_view(), name="publish"),
    path("<int:story_id>/correct/", standing.CorrectView.as_view(), name="correct"),
    path("<int:story_id>/retract/", standing.RetractView.as_view(), name="retract"),
]
