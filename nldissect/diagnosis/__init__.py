"""Why the kernel's reply was not the expected one."""
