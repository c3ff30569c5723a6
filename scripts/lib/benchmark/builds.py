"""What the plugin and its generated target cost in builds. A package of its own, .build/bench/package, as a user's would
be: a target with the plugin, applied to a copy of the bundled spec; and beside it the same sources without the plugin."""

import json
import os
import statistics

from .measure import Failure, summary

FOLDER = ".build/bench/package"
TEMPLATE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "package")


def update(source, target):
    """Copies a file where it differs: SwiftPM looks at dates."""
    with open(source, "rb") as file:
        data = file.read()
    try:
        with open(target, "rb") as file:
            if file.read() == data:
                return
    except OSError:
        os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target, "wb") as file:
        file.write(data)


def debug_generator():
    """The generator as SwiftPM builds it for plugins, without optimization; nil where no package was built yet."""
    folder = os.path.join(FOLDER, ".build", "debug")
    names = [os.path.join(folder, name) for name in ("provider-generator-tool", "provider-generator")]
    return next((name for name in names if os.path.exists(name)), None)


class Package:
    """The package, brought up to date."""

    def __init__(self, runner, folder, generator, static, say):
        self.runner, self.static, self.say = runner, static, say
        self.log = os.path.join(folder, "build.log")
        for directory, _, names in os.walk(TEMPLATE):
            for name in names:
                source = os.path.join(directory, name)
                update(source, os.path.join(FOLDER, os.path.relpath(source, TEMPLATE)))
        for name in os.listdir("spec/github"):
            update(os.path.join("spec/github", name), os.path.join(FOLDER, "spec", name))
        self.runner.run([generator, "--spec", "spec/github", "--output", os.path.join(FOLDER, "Sources", "Plain")],
                        errors=self.log)

    def build(self, configuration, *options):
        """What a build took, its children's time too."""
        command = ["swift", "build", "--package-path", FOLDER, "-c", configuration, *options]
        if configuration == "release":
            command += self.static
        return self.runner.run(command, output=self.log, errors=self.log, limit=1800)

    def make(self, configuration, *options):
        """A build that is not measured. It is tried twice: where a file of a dependency has gone, SwiftPM fails first and
        plans anew then."""
        try:
            self.build(configuration, *options)
        except Failure:
            self.build(configuration, *options)

    def binaries(self, configuration):
        return os.path.join(FOLDER, ".build", configuration)

    def program(self, name):
        self.say(f"building {name}")
        self.make("release", "--product", name)
        return os.path.join(self.binaries("release"), name)

    def clean(self, configuration):
        """Removes what the compiler made of the target. What SwiftPM planned stays: it is not planned again."""
        binaries = self.binaries(configuration)
        made = (".o", ".d", ".dia", ".swiftdeps", ".swiftconstvalues", ".priors")
        for folder, prefix in (("Bundled.build", ""), ("Modules", "Bundled.")):
            folder = os.path.join(binaries, folder)
            for name in os.listdir(folder):
                if name.startswith(prefix) and (prefix or name.endswith(made)):
                    os.remove(os.path.join(folder, name))

    def change(self):
        """Changes one line of the spec, a sentence, and gives what changes it back."""
        path = os.path.join(FOLDER, "spec", "packages.json")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace('"summary": "', '"summary": "Changed: ', 1))
        return lambda: update(os.path.join("spec/github", "packages.json"), path)


def without(samples, nothing):
    """Samples less what a build costs that has nothing to do."""
    wall, cpu = (statistics.median(sample[name] for sample in nothing) for name in ("wall", "cpu"))
    return [{"wall": max(sample["wall"] - wall, 0), "cpu": max(sample["cpu"] - cpu, 0), "memory": sample["memory"]}
            for sample in samples]


def builds(package, runs):
    """The record of the builds of the generated target."""
    entrants, problem = [], None
    try:
        samples = measure_builds(package, runs)
        entrants = [{"id": id, "title": title, **summary(found)} for id, title, found in samples]
    except Failure as failure:
        problem = str(failure)
        package.say(f"  builds: {failure}")
        entrants = [{"id": "debug", "title": "builds", "problem": problem}]
    return {"id": "build", "title": "builds of the generated target, bundled provider", "reference": None,
            "note": "Clean builds of the target alone, less a build that has nothing to do; all else is built. The"
                    " last two build the same sources with and without the plugin.", "entrants": entrants}


def measure_builds(package, runs):
    found = []
    for configuration in ("debug", "release"):
        # First everything that the target needs; then the target itself.
        package.make(configuration, "--target", "Bundled")
        if configuration == "debug":
            package.make(configuration, "--target", "Plain")
        nothing = [package.build(configuration, "--target", "Bundled") for _ in range(runs)]
        clean = []
        for _ in range(runs):
            package.clean(configuration)
            clean.append(package.build(configuration, "--target", "Bundled"))
        found.append((configuration, f"from clean, {configuration}", without(clean, nothing)))
        if configuration == "debug":
            changed = []
            for _ in range(runs):
                restore = package.change()
                changed.append(package.build(configuration, "--target", "Bundled"))
                restore()
                package.build(configuration, "--target", "Bundled")
            found.append(("changed", "after a change of one sentence of the spec, debug", without(changed, nothing)))
    plugin, plain = [], []
    for _ in range(max(runs, 5)):
        plugin.append(package.build("debug", "--target", "Bundled"))
        plain.append(package.build("debug", "--target", "Plain"))
    found.append(("nothing", "nothing to do, with the plugin, debug", plugin))
    found.append(("nothing-plain", "nothing to do, the same sources without the plugin, debug", plain))
    return found


def virtual(runner, program, folder, statements, runs):
    """Records of SQL over the virtual table beside a plain one, which one program measures with answers from memory."""
    output = os.path.join(folder, "virtual.json")
    texts = [statement for _, statement in statements.values()]
    problem, samples = None, [{}] * len(texts)
    try:
        runner.run([program, os.path.join(folder, "monorepo"), str(runs), *texts], output=output,
                   errors=os.path.join(folder, "errors"))
        with open(output) as file:
            samples = json.load(file)
    except Failure as failure:
        problem = str(failure)
    records = []
    for (id, (title, _)), sample in zip(statements.items(), samples):
        entrants = []
        for side, words in (("virtual", "virtual table, pages from memory"), ("plain", "plain table of the same rows")):
            one = {"id": side, "title": words}
            if problem:
                one["problem"] = problem
            else:
                walls = sample[side]
                one.update(runs=len(walls), min=min(walls), median=statistics.median(walls), max=max(walls))
            entrants.append(one)
        records.append({"id": f"virtual-{id}", "title": f"{title}, 10,000 versions, network aside", "reference": "plain",
                        "note": "", "entrants": entrants})
    return records
