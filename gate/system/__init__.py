"""What every package needs of the operating system, done in one way.

Above the pure values of `gate.model`, below everything else. Each module can be read by itself:

    files       files and folders that appear whole or not at all and outlive a crash; bounded reads of regular files
    locks       locks that the kernel opens when their holder dies
    cache       the one folder for what can be made again, and what is thrown out of it
    http        servers that are not trusted: bounded exchanges
    programs    programs of the host: how they are run and what is said when they fail
    owner       who works on something, and whether that process is dead
    resources   where the files are that travel with the package
"""
