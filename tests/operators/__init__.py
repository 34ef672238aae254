"""What an operator does: backups, restoring, replaying, asking the doctor; and the files to deploy with."""
