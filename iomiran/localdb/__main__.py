"""`python -m iomiran.localdb status|start|stop|path|remove`."""

import argparse
import sys

from iomiran.localdb.errors import LocalDatabaseError
from iomiran.localdb.users import DatabaseUser

COMMANDS = {
    "status": "say whether the database runs (exit status 3 when it does not)",
    "start": "start it in the background and print its address; the next user to leave stops it",
    "stop": "stop it, unless somebody uses it",
    "path": "print the folder of the cluster",
    "remove": "stop it and delete everything in it",
}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m iomiran.localdb",
        description="The embedded PostgreSQL of this checkout.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="\n".join(f"  {name:8}{meaning}" for name, meaning in COMMANDS.items()),
    )
    parser.add_argument("command", choices=COMMANDS, metavar="command")
    command = parser.parse_args(arguments).command
    try:
        user = DatabaseUser()
        if command == "path":
            print(user.cluster.home)
        elif command == "start":
            print(user.start())
        elif command in ("stop", "remove"):
            user.stop(remove=command == "remove")
        elif user.cluster.is_running:
            print(f"running  {user.cluster.url}")
        else:
            print("not running")
            return 3
    except LocalDatabaseError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
