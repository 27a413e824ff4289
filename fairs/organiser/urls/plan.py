"""Addresses of the organiser's screens: the plan of a stop."""

from django.urls import path

from fairs.organiser.views import plan, plan_stalls

PLAN = "editions/<slug:code>/plan/<int:number>"

urlpatterns = [
    path("editions/<slug:code>/plan/", plan.plan, name="plan"),
    path(f"{PLAN}/size/", plan.size, name="plan-size"),
    path(f"{PLAN}/row/", plan.row, name="plan-row"),
    path(f"{PLAN}/mark/", plan.mark, name="plan-mark"),
    path(f"{PLAN}/marks/<int:mark_id>/remove/", plan.unmark, name="plan-unmark"),
    path(f"{PLAN}/picture/", plan.picture, name="plan-picture"),
    path(f"{PLAN}/list/", plan.bring, name="plan-list"),
    path(f"{PLAN}/proposal/", plan.proposal, name="plan-proposal"),
    path(f"{PLAN}/propose/", plan.propose, name="plan-propose"),
    path(f"{PLAN}/take/", plan.take, name="plan-take"),
    path(f"{PLAN}/stalls/<slug:stall>/move/", plan_stalls.move, name="plan-move"),
    path(f"{PLAN}/stalls/<slug:stall>/edit/", plan_stalls.edit, name="plan-edit"),
    path(f"{PLAN}/stalls/<slug:stall>/remove/", plan_stalls.remove, name="plan-remove"),
    path(f"{PLAN}/stalls/<slug:stall>/give/", plan_stalls.give, name="plan-give"),
    path(f"{PLAN}/stalls/<slug:stall>/free/", plan_stalls.free, name="plan-free"),
]
