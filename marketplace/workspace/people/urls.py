"""Who works here: the team, the officers, the union, field agents, and the cooperative chosen."""

from django.urls import URLPattern, path

from marketplace.workspace.people import consents, field, invitations, log, officers, switch, team, union

urlpatterns: list[URLPattern] = [
    path("", team.team, name="team"),
    path("invite/", team.invite, name="invite"),
    path("invitations/<slug:public_id>/withdraw/", team.withdraw, name="invitation-withdraw"),
    path("invited/<slug:token>/", invitations.invitation, name="invitation"),
    path("members/<slug:public_id>/", team.member, name="member"),
    path("members/<slug:public_id>/<slug:name>/", team.member_act, name="member-act"),
    path("me/", team.me, name="me"),
    path("me/<slug:cooperative>/leave/", team.leave, name="leave"),
    path("officers/", officers.officers, name="officers"),
    path("officers/name/", officers.name_officer, name="officer-name"),
    path("officers/<slug:public_id>/end/", officers.end_officer, name="officer-end"),
    path("consents/<slug:public_id>/", consents.consent, name="consent"),
    path("consents/<slug:public_id>/withdraw/", consents.withdraw, name="consent-withdraw"),
    path("mandates/<slug:public_id>/end/", officers.end_mandate, name="mandate-end"),
    path("recoveries/<slug:public_id>/stop/", officers.stop, name="recovery-stop"),
    path("switch/", switch.switch, name="switch"),
    path("union/", union.union, name="union"),
    path("union/<slug:public_id>/", union.union_member, name="union-member"),
    path("our-unions/", union.our_unions, name="our-unions"),
    path("log/", log.log, name="log"),
    path("field/", field.field, name="field"),
    path("field/cooperatives/<slug:public_id>/", field.cooperative, name="field-cooperative"),
    path("field/cooperatives/<slug:public_id>/mandate/", field.ask_mandate, name="mandate-ask"),
    path("field/cooperatives/<slug:public_id>/recovery/", field.ask_recovery, name="recovery-ask"),
    path("field/mandates/<slug:public_id>/", field.mandate, name="mandate"),
    path("field/recoveries/<slug:public_id>/", field.recovery, name="recovery"),
    path("field/recoveries/<slug:public_id>/code/", field.recovery_code, name="recovery-code"),
]
