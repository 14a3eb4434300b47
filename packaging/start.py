"""What a built program runs; PyInstaller starts from a file, not from a package."""

from kfdesk.__main__ import main

main()
