"""Makes the virtual environment at argv[1] hold exactly the requirements of argv[2].

Two test runs may ask for it at the same time, and one may die half way. The
kernel drops a file lock with its process, so no stale lock can stand in the
way, and only a finished environment carries the marker.
"""

import fcntl
import pathlib
import shutil
import subprocess
import sys
import venv


def main(environment: pathlib.Path, requirements: pathlib.Path) -> None:
    environment.parent.mkdir(parents=True, exist_ok=True)
    marker = environment / 'complete'
    with open(f'{environment}.lock', 'w', encoding='utf-8') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if marker.exists():
            return
        shutil.rmtree(environment, ignore_errors=True)
        venv.create(environment, with_pip=True, symlinks=True)
        subprocess.run(
            [environment / 'bin' / 'python', '-m', 'pip', 'install', '--quiet', '--no-input',
             '--disable-pip-version-check', '--requirement', requirements],
            check=True, stdin=subprocess.DEVNULL,
        )
        marker.touch()


if __name__ == '__main__':
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
