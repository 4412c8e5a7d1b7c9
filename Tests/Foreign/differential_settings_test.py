"""Generated environments and files, resolved by botocore and by this client to the same.

Where the two differ on purpose, a row of DIFFERENCES says why, and writes the configuration as
botocore must have it to come to what this client does. All else is to be the same.
"""

import collections.abc
import concurrent.futures
import contextlib
import dataclasses
import json
import pathlib
import re
import subprocess
import tempfile
import textwrap
import unittest

import botocore_settings
from configurations import configurations
from program import ROOT

SEED = 20261124
COUNT = 250
WITNESS = ROOT / ".build" / "debug" / "witness"


@dataclasses.dataclass(frozen=True)
class Difference:
    """Something that this client reads otherwise than botocore, and why.

    `rewrite` is given a configuration and what this client made of it.
    """

    why: str
    rewrite: collections.abc.Callable


def in_variables(change):
    """A rewriting of the environment; `change` returns the new one."""
    return lambda configuration, _: dataclasses.replace(
        configuration, variables=change(dict(configuration.variables))
    )


def in_files(change):
    """A rewriting of each file's text."""

    def rewrite(configuration, _):
        config, credentials = (
            text if text is None else change(text)
            for text in (configuration.config, configuration.credentials)
        )
        return dataclasses.replace(configuration, config=config, credentials=credentials)

    return rewrite


def in_lines(pattern, replacement):
    """A rewriting of each line of each file."""
    return in_files(lambda text: re.sub(pattern, replacement, text, flags=re.MULTILINE))


def in_config_lines(pattern, replacement):
    """A rewriting of each line of the config file alone."""

    def rewrite(configuration, _):
        text = configuration.config
        text = text and re.sub(pattern, replacement, text, flags=re.MULTILINE)
        return dataclasses.replace(configuration, config=text)

    return rewrite


def sections(text):
    """The sections of a file as pairs of their header and their properties with what is nested."""
    found = [["", []]]
    for line in text.splitlines():
        if line.startswith("["):
            found.append([line, []])
        elif found[-1][1] and is_nested(line, found[-1][1][-1]):
            found[-1][1][-1] += "\n" + line
        else:
            found[-1][1].append(line)
    return found


def is_nested(line, above):
    def depth(text):
        return len(text) - len(text.lstrip())

    return line.strip() and depth(line) > depth(above)


def in_sections(change):
    """A rewriting of each file's sections; a file that stays the same keeps its line ends too."""

    def rewrite(text):
        before = sections(text)
        after = [[header, list(lines)] for header, lines in change(before)]
        if after == before:
            return text
        return "\n".join(line for header, lines in after for line in [header, *lines]) + "\n"

    return in_files(rewrite)


def unquoted(header):
    return re.sub("[\"']", "", header)


def merged(found):
    """The sections each once, and each of their keys once: the later one."""
    once = {}
    for header, lines in found:
        _, properties = once.setdefault(unquoted(header), (header, {}))
        for line in lines:
            name = re.split("[=:]", line)[0].strip().lower()
            properties[name or len(properties)] = textwrap.dedent(line)
    if len(once) == len(found):
        return found
    return [[header, properties.values()] for header, properties in once.values()]


def with_default_last(found):
    """`[profile default]` last, where botocore takes it for the one that counts."""
    return sorted(found, key=lambda section: unquoted(section[0]) == "[profile default]")


def says_something(line):
    return line.strip() and line.strip()[0] not in "#;"


def without_empty_settings(found):
    """The sections without the keys that have neither a value nor anything nested."""

    def is_empty(line):
        first, *nested = line.split("\n")
        return re.fullmatch(r"\s*\w+\s*[=:]\s*", first) and not any(map(says_something, nested))

    return [[header, [line for line in lines if not is_empty(line)]] for header, lines in found]


def with_something_in_services(found):
    def filled(header, lines):
        is_empty = header.startswith("[services ") and not any(map(says_something, lines))
        return ["nothing = here"] if is_empty else lines

    return [[header, filled(header, lines)] for header, lines in found]


def with_refused_capitals(configuration, _):
    """A Region in capitals as a text that botocore refuses too."""
    variables = {
        name: "us west 2" if value == "US-WEST-2" else value
        for name, value in configuration.variables.items()
    }
    rewrite = in_lines(r"^(\s*(?i:region)\s*[=:]\s*)US-WEST-2\b", r"\1us west 2")
    return rewrite(dataclasses.replace(configuration, variables=variables), None)


def region_as_others_name_it(variables):
    if "AWS_REGION" in variables:
        variables["AWS_DEFAULT_REGION"] = variables.pop("AWS_REGION")
    return variables


def without_a_label_before_addresses(configuration, ours):
    host = ours.get("hosts", {}).get("mwaa", "")
    if not re.match(r"https?://(localhost|[0-9.]+|\[.*\])([:/]|$)", host):
        return configuration
    variables = configuration.variables | {"AWS_DISABLE_HOST_PREFIX_INJECTION": "true"}
    return dataclasses.replace(configuration, variables=variables)


def by_rules_alone(configuration, ours):
    if not ours.get("region", "").startswith(("us-isof-", "eu-isoe-")):
        return configuration
    return dataclasses.replace(configuration, by_rules_alone=True)


# In the order in which they are applied.
DIFFERENCES = (
    Difference(
        "editors put a byte order mark before a file, which Python takes for text",
        in_files(lambda text: text.removeprefix("\ufeff")),
    ),
    Difference(
        "a comment after a blank is one to the SDKs of Go and Java; no value has ` #` in it",
        in_lines(r"^(\s*[^\s#;][^\n]*?)[ \t]+[#;][^\n]*$", r"\1"),
    ),
    Difference(
        "blanks within the brackets of a header are nothing that one can see",
        in_lines(r"^\[\s*([^\n]*?)\s*\]\s*$", r"[\1]"),
    ),
    Difference(
        "a profile's name with a blank is understood without quotes: nothing else can be meant",
        in_config_lines(r"^\[(\S+) ([^\s\"']+(?: [^\s\"']+)+)\]", r'[\1 "\2"]'),
    ),
    Difference(
        "[DEFAULT] is Python's own and no section of AWS's; other SDKs don't know it",
        in_sections(lambda found: [section for section in found if section[0] != "[DEFAULT]"]),
    ),
    Difference(
        "a section or key that comes again adds to the first, as in AWS's other SDKs",
        in_sections(merged),
    ),
    Difference(
        "[profile default] goes before [default] wherever it stands, as in AWS's other SDKs",
        in_sections(with_default_last),
    ),
    Difference(
        "a setting that is left empty in a file is not set",
        in_sections(without_empty_settings),
    ),
    Difference(
        "a services section with nothing in it is there all the same",
        in_sections(with_something_in_services),
    ),
    Difference(
        "an empty variable is not set, as in the SDK of Go",
        in_variables(lambda variables: {k: v for k, v in variables.items() if v}),
    ),
    Difference(
        "AWS_REGION is what every SDK but botocore reads, so it goes first",
        in_variables(region_as_others_name_it),
    ),
    Difference(
        "no host and no credential scope has a Region in capitals: it is refused at once",
        with_refused_capitals,
    ),
    Difference(
        "no label can go before an address, and api.localhost is nowhere",
        without_a_label_before_addresses,
    ),
    Difference(
        "botocore asks an older table first, which has no dual stack in aws-iso-e and aws-iso-f; "
        "its own rules have, and other SDKs ask nothing else",
        by_rules_alone,
    ),
)


class DifferentialSettingsTest(unittest.TestCase):
    def test_both_come_to_the_same(self):
        made = configurations(SEED, COUNT)
        with concurrent.futures.ThreadPoolExecutor(max_workers=4) as pool:
            resolved = list(pool.map(resolved_here, made))
        waiting = list(DIFFERENCES)
        whole = 0
        for configuration, ours in zip(made, resolved, strict=True):
            theirs = resolved_by_botocore(rewritten(configuration, ours))
            with self.subTest(configuration.name):
                found = disagreements(ours, theirs)
                shown = json.dumps({"ours": ours, "botocore": theirs}, indent=2)
                self.assertEqual(found, [], f"{configuration}\n{shown}")
            whole += is_whole(ours)
            for row in list(waiting):
                if matters(row, configuration, ours, theirs):
                    waiting.remove(row)
        self.assertEqual([row.why for row in waiting], [], "these never made a difference")
        self.assertGreaterEqual(whole, 200, "too few came to keys, a Region and hosts")


def rewritten(configuration, ours, but=None):
    for row in DIFFERENCES:
        if row is not but:
            configuration = row.rewrite(configuration, ours)
    return configuration


def matters(row, configuration, ours, theirs):
    """Whether botocore comes to something else without a row's rewriting."""
    without = rewritten(configuration, ours, but=row)
    if without == rewritten(configuration, ours):
        return False
    return bool(disagreements(ours, resolved_by_botocore(without)))


def resolved_here(configuration):
    with at_home(configuration) as variables:
        arguments = [configuration.profile] if configuration.profile else []
        run = subprocess.run(
            [WITNESS, "resolve", *arguments],
            env=variables,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
    return json.loads(run.stdout)


def resolved_by_botocore(configuration):
    with at_home(configuration) as variables:
        return botocore_settings.resolve(
            variables, configuration.profile, configuration.by_rules_alone
        )


@contextlib.contextmanager
def at_home(configuration):
    """A home folder with the files; gives the variables of a process that lives there."""
    with tempfile.TemporaryDirectory() as home:
        folder = pathlib.Path(home, ".aws")
        folder.mkdir()
        for name in ("config", "credentials"):
            text = getattr(configuration, name)
            if text is not None:
                (folder / name).write_bytes(text.encode())
        yield {"HOME": home, "AWS_EC2_METADATA_DISABLED": "true"} | configuration.variables


def is_whole(ours):
    return ours.get("region") is not None and "error" not in ours["credentials"]


def disagreements(ours, theirs):
    """What the two come to that is not the same, as texts."""
    services = theirs["services"]
    if "error" in ours:
        # All settings are read at once here, and by each client for itself there.
        asked = [theirs["credentials"], *services.values()]
        return [] if any("error" in said for said in asked) else ["an error here alone"]
    found = []
    keys = {name: ours["credentials"].get(name) for name in theirs["credentials"]}
    if "error" in keys:
        keys["error"] = theirs["credentials"]["error"] if keys["error"] else None
    if keys != theirs["credentials"]:
        found.append("credentials")
    if ours.get("region") is None:
        # STS alone has a host where there is no Region.
        is_missing = services["ec2"].get("error", "").startswith("NoRegionError")
        return found + ([] if is_missing else ["region"])
    for service, said in services.items():
        here = {
            "region": ours["region"],
            "host": ours["hosts"][service],
            "signingRegion": said.get("signingRegion") and ours["signingRegions"][service],
            "maximumAttempts": said.get("maximumAttempts") and ours["maximumAttempts"],
        }
        if here != said:
            found.append(f"{service}: {here} here, {said} there")
    return found


if __name__ == "__main__":
    unittest.main()
