"""One page, one path, one view, one name; an act is named as the action."""

from django.urls import path

from gongkai.workbench.interpretation import acts, views

urlpatterns = [
    path("", views.interpretation, name="interpretation"),
    path("policies/<int:pk>/", views.interpreted_policy, name="interpreted_policy"),
    path("policies/<int:pk>/plan/", acts.plan_interpretation, name="plan_interpretation"),
    path("policies/<int:pk>/draft/", acts.draft_interpretation, name="draft_interpretation"),
    path("policies/<int:pk>/tie/", acts.tie_interpretation, name="tie_interpretation"),
    path("plans/<int:pk>/revise/", acts.revise_plan, name="revise_plan"),
    path("plans/<int:pk>/drop/", acts.drop_plan, name="drop_plan"),
    path("ties/<int:pk>/describe/", acts.describe_interpretation, name="describe_interpretation"),
    path("ties/<int:pk>/untie/", acts.untie_interpretation, name="untie_interpretation"),
    path("ties/<int:pk>/keep/", acts.keep_interpretation, name="keep_interpretation"),
]
