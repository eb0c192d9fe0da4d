"""The first stage: files and folders become documents. `corpus` finds them, `reading` reads one."""
