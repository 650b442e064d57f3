"""Answers requests with dnf itself, over repositories and an empty root.

Arguments: a folder to work in, then ID=URL for each repository and +NAME:STREAM for each module
stream to enable; --all-modules shows dnf every modular package; --installed takes what the rpm
database in the root says is installed into account, begins each answer with "possible", and has
none where dnf would put an earlier version in, even of glibc. Reads one request a line, a 1 where weak dependencies are on and a 0 where not, then names; writes one
line for each: the packages to install, or nothing where dnf has no answer.
"""

import sys

import dnf
import dnf.module.module_base
import rpm
from libdnf.transaction import TransactionItemAction_DOWNGRADE as DOWNGRADE


def prepare(folder, words):
    base = dnf.Base()
    conf = base.conf
    conf.installroot = folder + "/root"
    conf.cachedir = folder + "/cache"
    conf.persistdir = folder + "/persist"
    conf.reposdir = [folder + "/none"]
    conf.pluginpath = []
    conf.best = False
    conf.substitutions.update(releasever="9", arch="x86_64", basearch="x86_64")
    for word in words:
        if "=" in word:
            name, url = word.split("=", 1)
            repo = base.repos.add_new_repo(name, conf, baseurl=[url])
            repo.module_hotfixes = "--all-modules" in words
    # Debian keeps rpm's database elsewhere.
    rpm.addMacro("_dbpath", "/var/lib/rpm")
    base.fill_sack(load_system_repo="--installed" in words)
    streams = [word[1:] for word in words if word.startswith("+")]
    if streams:
        dnf.module.module_base.ModuleBase(base).enable(streams)
    return base


def answer(base, line, first):
    words = line.split()
    base.reset(goal=True)
    base.conf.install_weak_deps = words[0] == "1"
    try:
        for name in words[1:]:
            base.install(name)
        base.resolve()
    except dnf.exceptions.Error:
        return ""
    if any(item.action == DOWNGRADE for item in base.transaction):
        return ""
    chosen = [f"{p.name}-{p.evr}.{p.arch}" for p in base.transaction.install_set]
    return " ".join(first + chosen)


def main():
    base = prepare(sys.argv[1], sys.argv[2:])
    first = ["possible"] if "--installed" in sys.argv else []
    for line in sys.stdin:
        print(answer(base, line, first), flush=True)


main()
