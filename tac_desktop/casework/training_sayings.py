"""What invented mothers say and what invented meetings decide."""

from __future__ import annotations

DECISIONS = (
    "Report to be sent to the mother two weeks before the next meeting",
    "Photographs every school term",
    "Life story work to begin; she contributes a page",
    "Phone call on the child's birthday",
    "Next meeting by the prison's own video link",
)
QUESTIONS = (
    "What does the child know about where I am?",
    "Who decides whether visits can start again?",
    "When will somebody tell me about school?",
    "What do I have to show before I come out?",
)
VIEWS = (
    "I want them to know I ask about them every day.",
    "I'd like to be told before things are decided.",
    "Please say it in plain words and write it down for me.",
    "I know it will take time. I want to start now.",
)
