from django.apps import AppConfig


class AttendanceConfig(AppConfig):
    name = "fairs.attendance"
    label = "attendance"
