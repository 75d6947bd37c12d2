from sqlcipher3 import dbapi2 as dbapi2
from sqlcipher3.dbapi2 import *  # noqa: F403
