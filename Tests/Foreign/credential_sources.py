"""The ways in which an environment and its files point to a place behind credential_door.py."""

import dataclasses
import hashlib
import json
import pathlib
import time

from credential_places import (
    ACCESS_TOKEN,
    ACCOUNT,
    AGENT_TOKEN,
    CLIENT_SECRET,
    HOUR,
    REFRESH_TOKEN,
    ROLE,
    ROLE_NAME,
    SECRET,
    WEB_TOKEN,
    utc,
)

MINUTE = 60
START_URL = "https://door.awsapps.com/start"
SSO_ROLE = f"sso_account_id = {ACCOUNT}\nsso_role_name = {ROLE_NAME}\n"
SSO_PLACE = f"sso_start_url = {START_URL}\nsso_region = us-west-2\n"
SSO_SESSION = f"[profile team]\nsso_session = work\n{SSO_ROLE}[sso-session work]\n{SSO_PLACE}"
ASSUMING = f"role_arn = {ROLE}\nrole_session_name = night\n"


@dataclasses.dataclass(frozen=True)
class Source:
    """A source of credentials: variables with places in braces, and files below HOME.

    `token` is what the file of a sign-in says, under the name of its session or start URL.
    """

    variables: dict = dataclasses.field(default_factory=dict)
    config: str = ""
    token: dict | None = None
    token_name: str = "work"
    files: dict = dataclasses.field(default_factory=dict)

    def prepare(self, home, door):
        """Writes the files and gives the variables."""
        home = pathlib.Path(home)
        files = dict(self.files)
        if self.config:
            files[".aws/config"] = self.config
        if self.token:
            files[cache_path(self.token_name)] = json.dumps(token_file(**self.token))
        for name, text in files.items():
            file = home / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        places = {
            "door": door.url,
            "localhost": door.url.replace("127.0.0.1", "localhost"),
            "home": home,
        }
        given = {name: value.format(**places) for name, value in self.variables.items()}
        # An empty variable is a set one to botocore, here and there.
        return {name: value for name, value in (hosts(door) | given).items() if value}


def hosts(door):
    """Where the door's places are, for who looks for API hosts; nobody's metadata is asked."""
    return {
        "AWS_ENDPOINT_URL_SSO": f"{door.url}/sso",
        "AWS_ENDPOINT_URL_SSO_OIDC": f"{door.url}/oidc",
        "AWS_ENDPOINT_URL_STS": f"{door.url}/sts",
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def cache_path(name):
    return f".aws/sso/cache/{hashlib.sha1(name.encode()).hexdigest()}.json"


def token_file(seconds_left, **members):
    """The AWS CLI's file of a sign-in that ends so soon; a member that is None is left out."""
    now = int(time.time())
    whole = {
        "startUrl": START_URL,
        "region": "us-west-2",
        "accessToken": ACCESS_TOKEN,
        "expiresAt": utc(now + seconds_left),
        "clientId": "client",
        "clientSecret": CLIENT_SECRET,
        "registrationExpiresAt": utc(now + 60 * 24 * HOUR),
        "refreshToken": REFRESH_TOKEN,
        "ofAnotherVersion": [1, None],
    } | members
    return {name: value for name, value in whole.items() if value is not None}


INSTANCE = {
    "AWS_EC2_METADATA_SERVICE_ENDPOINT": "{door}/imds",
    "AWS_EC2_METADATA_DISABLED": "false",
}
ECS = {"AWS_CONTAINER_CREDENTIALS_FULL_URI": "{door}/ecs/v2/credentials"}
TEAM = {"AWS_PROFILE": "team"}

SOURCES = {
    "instance": Source(INSTANCE),
    "ecs": Source(ECS),
    "eks": Source(
        {
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": "{door}/eks/v1/credentials",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "{home}/eks-token",
        },
        files={"eks-token": AGENT_TOKEN},
    ),
    "sso": Source(TEAM, SSO_SESSION, {"seconds_left": 8 * HOUR}),
    "sso of the older form": Source(
        TEAM, f"[profile team]\n{SSO_PLACE}{SSO_ROLE}", {"seconds_left": HOUR}, START_URL
    ),
    "sso, renewed late": Source(TEAM, SSO_SESSION, {"seconds_left": -HOUR}),
    "sso, renewed in time": Source(TEAM, SSO_SESSION, {"seconds_left": 12 * MINUTE}),
    "web identity": Source(
        {
            "AWS_WEB_IDENTITY_TOKEN_FILE": "{home}/web-token",
            "AWS_ROLE_ARN": ROLE,
            "AWS_ROLE_SESSION_NAME": "night",
        },
        files={"web-token": WEB_TOKEN},
    ),
    "role": Source(
        TEAM,
        f"""[profile team]
{ASSUMING}source_profile = keys
[profile keys]
aws_access_key_id = AKIASOURCE0000000000
aws_secret_access_key = {SECRET}-source-key
""",
    ),
    "role over ecs": Source(
        TEAM | ECS, f"[profile team]\n{ASSUMING}credential_source = EcsContainer\n"
    ),
    "role over instance": Source(
        TEAM | INSTANCE, f"[profile team]\n{ASSUMING}credential_source = Ec2InstanceMetadata\n"
    ),
}
