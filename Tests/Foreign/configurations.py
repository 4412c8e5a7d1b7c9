"""Makes configurations of an AWS client from a seed: variables, and the two shared files."""

import dataclasses
import json
import random

REGIONS = (
    "us-east-1", "us-west-2", "eu-west-3", "eu-south-2", "ap-southeast-7", "mx-central-1",
    "sa-east-1", "cn-north-1", "cn-northwest-1", "us-gov-west-1", "us-gov-east-1", "us-iso-east-1",
    "us-isob-east-1", "eu-isoe-west-1", "us-isof-south-1", "eusc-de-east-1", "xx-new-9", "us-new-7",
    "cn-word", "us-gov-new-8", "eusc-fr-east-1", "us-west-", "aws-global", "aws-cn-global",
    "aws-us-gov-global", "aws-iso-global",
)  # fmt: skip
PARTITIONS = (
    "us-west-2", "cn-north-1", "eusc-de-east-1", "us-iso-east-1", "us-isob-east-1",
    "eu-isoe-west-1", "us-isof-south-1", "us-gov-west-1",
)  # fmt: skip
STS_REGIONS = (
    "ap-northeast-1", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1",
    "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1",
    "us-east-2", "us-west-1", "us-west-2", "ap-northeast-2", "us-gov-west-1",
)  # fmt: skip
PSEUDO_REGIONS = ("fips-us-east-1", "us-west-2-fips", "us-gov-west-1-fips", "fips-", "aws-fips")
ODD_REGIONS = ("US-WEST-2", "US-WEST-2", "us_west_2", " us-west-2", "12345", "a" * 64, "-a", "ü")
URLS = (
    "http://127.0.0.1:5000", "http://127.0.0.1:5001/", "http://localhost:4566", "http://[::1]:8080",
    "https://mock.example/prefix", "HTTPS://Mock.Example:443/a/b/", "http://mock.example:80",
    "https://vpce-1.elasticloadbalancing.us-west-2.vpce.amazonaws.com", "https://10.0.0.7:8443/x",
)  # fmt: skip
ODD_URLS = ("mock.example", "ftp://mock.example", "http://", "https://a b", "https://x:99999")
PATHS = ("~/.aws/config", "$HOME/.aws/config", "${HOME}/.aws/config", "$NOBODY/x", "/dev/null")
SWITCHES = ("true", "True", "TRUE", "false", "False", "1", "yes", " true", "on")
SWITCH_NAMES = (
    "use_fips_endpoint", "use_dualstack_endpoint", "disable_host_prefix_injection",
    "ignore_configured_endpoint_urls",
)  # fmt: skip
SERVICE_KEYS = ("mwaa", "ec2", "elastic_load_balancing_v2", "acm", "sts", "sso", "sso_oidc")
PROFILES = ("default", "team", "my team", "odd-name.1")


@dataclasses.dataclass(frozen=True)
class Configuration:
    """What a client is told and finds: a profile by flag, or None; a file, or None for no file.

    `by_rules_alone` is for botocore: whether it is to find hosts as AWS's other SDKs do.
    """

    name: str
    profile: str | None
    variables: dict
    config: str | None
    credentials: str | None
    by_rules_alone: bool = False

    def __str__(self):
        return json.dumps(dataclasses.asdict(self), indent=2, ensure_ascii=False)


def configurations(seed, count):
    """The configurations of a seed, always the same: all the plain ones, and as many odd ones."""
    names = [f"{seed}/{number}" for number in range(count)]
    return list(plain()) + [Maker(random.Random(name)).make(name) for name in names]


def plain():
    """Each partition with each kind of host, and each Region of the one host of STS."""
    on = {"AWS_USE_FIPS_ENDPOINT": "true"}, {"AWS_USE_DUALSTACK_ENDPOINT": "true"}
    for region in PARTITIONS:
        for kind, switches in enumerate(({}, on[0], on[1], on[0] | on[1])):
            yield plainly(f"{region}/{kind}", region, switches)
    for region in STS_REGIONS:
        yield plainly(f"sts/{region}", region, {"AWS_STS_REGIONAL_ENDPOINTS": "legacy"})


def plainly(name, region, switches):
    keys = {"AWS_ACCESS_KEY_ID": "AKIA", "AWS_SECRET_ACCESS_KEY": "secret"}
    return Configuration(name, None, switches | keys | {"AWS_DEFAULT_REGION": region}, None, None)


class Maker:
    """Makes one configuration: mostly what people write, with an oddity here and there."""

    def __init__(self, chance):
        self.chance = chance

    def make(self, name):
        self.named = self.chance.choice(PROFILES)
        profile = self.pick([self.named], ["nobody"]) if self.often(0.1) else None
        return Configuration(name, profile, self.variables(), self.config(), self.credentials())

    def often(self, part=0.5):
        return self.chance.random() < part

    def seldom(self):
        return self.often(0.05)

    def pick(self, usual, odd):
        return self.chance.choice(odd if self.seldom() else usual)

    def region(self):
        return self.pick(REGIONS, PSEUDO_REGIONS + ODD_REGIONS)

    def url(self):
        return self.pick(URLS, ODD_URLS)

    def keys(self):
        """Keys as settings; seldom with one missing."""
        name = self.chance.randrange(10**6)
        keys = {"aws_access_key_id": f"AKIA{name:012}", "aws_secret_access_key": f"secret/{name}"}
        if self.often(0.4):
            keys[self.pick(["aws_session_token"], ["aws_security_token"])] = f"token+{name}=="
        if self.often(0.02):
            keys.pop(self.chance.choice(list(keys)))
        return keys

    def settings(self):
        """The settings that may stand in the environment as well as in a profile."""
        settings = {}
        for name in SWITCH_NAMES:
            if self.often(0.15):
                settings[name] = self.chance.choice(SWITCHES)
        if self.often(0.15):
            settings["sts_regional_endpoints"] = self.pick(["legacy", "regional"], ["Legacy", "x"])
        if self.often(0.15):
            settings["endpoint_url"] = self.url()
        if self.often(0.1):
            modes = ["standard", "legacy", "adaptive"]
            settings["retry_mode"] = self.pick(modes, ["Standard", "x"])
        if self.often(0.1):
            settings["max_attempts"] = self.pick(["1", "4", "10"], ["0", "-1", "many", "2.5"])
        return settings

    def variables(self):
        variables = {f"AWS_{name.upper()}": value for name, value in self.settings().items()}
        if self.often(0.6):
            variables["AWS_DEFAULT_REGION"] = self.region()
        if self.often(0.15):
            variables["AWS_REGION"] = self.region()
        if self.named != "default" or self.seldom():
            name = self.chance.choice(("AWS_PROFILE", "AWS_PROFILE", "AWS_DEFAULT_PROFILE"))
            variables[name] = self.pick([self.named], ["nobody"])
        if self.often(0.1):
            variables |= {"AWS_DEFAULT_PROFILE": self.named, "AWS_PROFILE": "default"}
        for key in SERVICE_KEYS:
            if self.often(0.04):
                variables[f"AWS_ENDPOINT_URL_{key.upper()}"] = self.url()
        if self.often(0.3):
            variables |= {name.upper(): value for name, value in self.keys().items()}
        if self.seldom():
            variables["AWS_CONFIG_FILE"] = self.chance.choice(PATHS)
        if self.often(0.1):
            variables[self.chance.choice(sorted(variables) or ["AWS_REGION"])] = ""
        return variables

    def config(self):
        if self.seldom():
            return None
        sections = []
        for name in sorted({self.named, "default"} if self.often() else {self.named}):
            is_bare = name == "default" and self.often(0.8)
            header = self.header(name if is_bare else f"profile {self.quoted(name)}")
            sections.append([header, *self.profile()])
        if self.named == "default" and self.often(0.2):
            sections += [["[profile default]", *self.profile()], ["[default]", *self.profile()]]
        for name in ("local", "own hosts"):
            if self.often(0.8):
                sections.append([self.header(f"services {self.quoted(name)}"), *self.services()])
        sections.append(["[services nothing]"])
        if self.often(0.1):
            sections.insert(0, ["[DEFAULT]", *self.profile()])
        if self.seldom():
            sections.append(["[stray]", "region = eu-north-1"])
        if self.seldom():
            sections.append([sections[0][0], f"region = {self.region()}"])
        return self.text(sections)

    def credentials(self):
        if self.seldom():
            return None
        sections = []
        for name in PROFILES:
            if name == self.named or self.often(0.2):
                settings = self.keys()
                if self.often(0.2):
                    settings["region"] = self.region()
                sections.append([self.header(name), *map(self.line, settings.items())])
        return self.text(sections)

    def profile(self):
        settings = self.settings()
        if self.often(0.9):
            settings["region"] = self.region()
        if self.often(0.25):
            settings["services"] = self.pick(["local", "own hosts", "nothing"], ["nowhere"])
        if self.often(0.3):
            settings |= self.keys()
        if self.seldom():
            settings["output"] = "json"
        if self.seldom():
            settings[self.chance.choice(("region", "endpoint_url", "services"))] = ""
        return list(map(self.line, settings.items()))

    def services(self):
        lines = []
        for key in SERVICE_KEYS:
            if self.often(0.4):
                written = key.upper() if self.seldom() else key
                inner = "Endpoint_URL" if self.seldom() else "endpoint_url"
                sign = self.pick([" = ", "="], ["  =\t"])
                blank = self.pick(["  ", "    "], ["\t", " "])
                lines.append(f"{written} =\n{blank}{inner}{sign}{self.url()}")
                if self.seldom():
                    lines.append(f"\n{blank}# a comment\n{blank}other = thing")
        return lines

    def line(self, setting):
        key, value = setting
        key = key.upper() if self.seldom() else key
        sign = self.pick([" = ", "="], [" : ", ":", "\t=  ", " ="])
        end = self.pick([""], [" # why", " ; why", "   ", "\t"])
        return f"{key}{sign}{value}{end}"

    def quoted(self, name):
        """A name as it stands behind `profile`, with quotes or without."""
        if " " not in name and self.often(0.9):
            return name
        return self.chance.choice((f'"{name}"', f"'{name}'", f'"{name}"', name))

    def header(self, name):
        blank = " " if self.seldom() else ""
        return f"[{blank}{name}{blank}]{self.pick([''], [' # named', '  '])}"

    def text(self, sections):
        """The file, with comments, blank lines and the line ends of other systems in places."""
        lines = []
        for section in sections:
            if self.often(0.3):
                lines.append(self.chance.choice(("# a comment", "; another", "", "   # indented")))
            indentation = "  " if self.seldom() else ""
            lines += [section[0]] + [self.indented(text, indentation) for text in section[1:]]
        text = "\n".join(lines) + ("\n" if self.often(0.9) else "")
        if self.seldom():
            text = text.replace("\n", "\r\n")
        if self.often(0.02):
            text += self.chance.choice(("nonsense\n", "[open\n", "= x\n", "[]\n"))
        return "\ufeff" + text if self.seldom() else text

    @staticmethod
    def indented(text, indentation):
        return "\n".join(indentation + line for line in text.split("\n"))
