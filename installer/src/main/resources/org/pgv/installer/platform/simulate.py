# Says what installing packages would do to this host, by its own dnf, and changes nothing.
# Arguments: a folder with a repository's metadata and keys, then NAME-VERSION of each package.
# Each line of the answer is a word and a field, with a tab between.
import sys

import dnf
import dnf.transaction

folder, wanted = sys.argv[1], sys.argv[2:]


def say(word, field):
    print(word + "\t" + " ".join(str(field).split()))


def prepare(base):
    base.conf.read()
    base.conf.cachedir = folder + "/cache"
    base.conf.persistdir = folder + "/persist"
    base.conf.logdir = folder
    # Where no package says which release this is, dnf would not even begin; nothing of ours asks.
    base.conf.releasever = base.conf.releasever or "none"
    base.conf.install_weak_deps = False
    base.conf.best = True
    repository = base.repos.add_new_repo("pgv", base.conf, baseurl=["file://" + folder + "/repository"])
    repository.repo_gpgcheck = True
    repository.gpgkey = ["file://" + folder + "/key.asc"]
    repository.module_hotfixes = True
    repository.skip_if_unavailable = False
    base.fill_sack()


def solve(base):
    missing = 0
    for each in wanted:
        try:
            base.install(each)
        except dnf.exceptions.MarkingError as error:
            say("why", error)
            missing += 1
    base.resolve(allow_erasing=False)
    return missing == 0


def tell(base):
    words = {
        dnf.transaction.PKG_UPGRADE: "upgrade",
        dnf.transaction.PKG_DOWNGRADE: "downgrade",
        dnf.transaction.PKG_REMOVE: "remove",
        dnf.transaction.PKG_OBSOLETED: "remove",
    }
    for item in base.transaction:
        if item.action in words:
            say(words[item.action], item.name)


with dnf.Base() as base:
    try:
        prepare(base)
        done = solve(base)
        tell(base)
    except dnf.exceptions.Error as error:
        for line in str(error).splitlines():
            if line.strip():
                say("why", line)
        done = False
sys.exit(0 if done else 1)
