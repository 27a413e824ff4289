from django.apps import AppConfig


class ConversationConfig(AppConfig):
    name = "marketplace.conversation"
    label = "conversation"
