"""Says what dnf chooses for an empty root from the repositories of a folder of .repo files.

Arguments: a folder to work in, whose part repos holds the files, then words: best and weak turn
these on, +NAME:STREAM enables a module stream, -NAME disables a module, !PATTERN excludes from all
repositories, all others are names and @groups to install. Prints NEVRA@REPOSITORY for each package, or nothing where dnf has no answer.
"""

import sys

import dnf
import dnf.module.module_base
import rpm


def main():
    folder, words = sys.argv[1], sys.argv[2:]
    base = dnf.Base()
    conf = base.conf
    conf.installroot = folder + "/root"
    conf.cachedir = folder + "/cache"
    conf.persistdir = folder + "/persist"
    conf.reposdir = [folder + "/repos"]
    conf.pluginpath = []
    conf.best = "best" in words
    conf.install_weak_deps = "weak" in words
    conf.substitutions.update(releasever="9", arch="x86_64", basearch="x86_64")
    conf.excludepkgs = [word[1:] for word in words if word.startswith("!")]
    base.read_all_repos()
    for repo in base.repos.iter_enabled():
        # Whom to trust is not what is asked here.
        repo.repo_gpgcheck = False
    # Debian keeps rpm's database elsewhere.
    rpm.addMacro("_dbpath", "/var/lib/rpm")
    base.fill_sack(load_system_repo=False)
    modules = dnf.module.module_base.ModuleBase(base)
    enabled = [word[1:] for word in words if word.startswith("+")]
    disabled = [word[1:] for word in words if word.startswith("-")]
    if enabled:
        modules.enable(enabled)
    if disabled:
        modules.disable(disabled)
    names = [word for word in words if word[0] not in "+-!" and word not in ("best", "weak")]
    if any(name.startswith("@") for name in names):
        base.read_comps(arch_filter=True)
    try:
        base.install_specs(names)
        base.resolve()
    except dnf.exceptions.Error as problem:
        print(problem, file=sys.stderr)
        return
    for package in sorted(base.transaction.install_set):
        print(f"{package.name}-{package.evr}.{package.arch}@{package.reponame}")


main()
