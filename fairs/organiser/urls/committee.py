"""Addresses of the organiser's screens: applications, the committee's points and decisions, appeals."""

from django.urls import path

from fairs.organiser.views import announcement, appeals, committee, decisions, minutes, scoring

AT = "editions/<slug:code>/committee/stops/<int:number>/"

urlpatterns = [
    path("editions/<slug:code>/committee/", committee.committee, name="committee"),
    path(AT, committee.applications, name="committee-applications"),
    path(f"{AT}list.xlsx", committee.list_file, name="committee-list-xlsx"),
    path(f"{AT}log/", committee.log, name="committee-log"),
    path(f"{AT}applications/<str:public_id>/", committee.application, name="committee-application"),
    path(f"{AT}points/", scoring.scoring, name="committee-scoring"),
    path(f"{AT}points/hand-in/", scoring.hand_in_sheet, name="committee-hand-in"),
    path(f"{AT}points/<str:public_id>/", scoring.points, name="committee-points"),
    path(f"{AT}points/<str:public_id>/aside/", scoring.aside, name="committee-aside"),
    path(f"{AT}members/", scoring.progress, name="committee-progress"),
    path(f"{AT}together/", scoring.together, name="committee-together"),
    path(f"{AT}together/<str:public_id>/", scoring.agreed, name="committee-agreed"),
    path(f"{AT}decisions/", decisions.decisions, name="committee-decisions"),
    path(f"{AT}decisions/filling/", decisions.filling, name="committee-filling"),
    path(f"{AT}decisions/propose/", decisions.propose, name="committee-propose"),
    path(f"{AT}decisions/reasons/", announcement.reasons, name="committee-reasons"),
    path(f"{AT}decisions/<str:public_id>/", decisions.decision, name="committee-decision"),
    path(f"{AT}decisions/<str:public_id>/undo/", decisions.undo, name="committee-undo"),
    path(f"{AT}decisions/<str:public_id>/leave/", decisions.leave, name="committee-leave"),
    path(f"{AT}announcement/", announcement.announcement, name="committee-announce"),
    path(f"{AT}minutes/", minutes.minutes, name="committee-minutes"),
    path(f"{AT}minutes/<str:public_id>/printing/", minutes.minutes_printing, name="committee-printing"),
    path(f"{AT}minutes/<str:public_id>/<slug:language>.pdf", minutes.minutes_file, name="committee-minutes-pdf"),
    path(f"{AT}appeals/", appeals.appeals, name="committee-appeals"),
    path(f"{AT}appeals/<str:public_id>/", appeals.appeal, name="committee-appeal"),
]
