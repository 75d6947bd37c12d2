"""Every record type, imported in the order in which they are listed to people."""

from tac_desktop.casework import (
    acct,
    children,
    contact_log,
    court,
    custody,
    episode,
    mbu,
    meetings,
    people,
    work,
)

LOADED = (people, custody, episode, children, contact_log, acct, mbu, court, meetings, work)
