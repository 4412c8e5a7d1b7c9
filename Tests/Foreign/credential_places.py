"""What the places behind credential_door.py answer to whoever asks them rightly."""

import dataclasses
import datetime
import json
import time

SECRET = "door-secret"
ACCOUNT = "123456789012"
ROLE_NAME = "Reader"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/reader"
SESSION = f"arn:aws:sts::{ACCOUNT}:assumed-role/reader/night"
HOUR = 3600

INSTANCE_TOKEN = f"{SECRET}-instance-token=="
AGENT_TOKEN = f"{SECRET}-agent-token"
ACCESS_TOKEN = f"{SECRET}-access-token"
NEW_ACCESS_TOKEN = f"{SECRET}-new-access-token"
REFRESH_TOKEN = f"{SECRET}-refresh-token"
NEW_REFRESH_TOKEN = f"{SECRET}-new-refresh-token"
CLIENT_SECRET = f"{SECRET}-client-secret"
WEB_TOKEN = f"{SECRET}-web-token"


@dataclasses.dataclass(frozen=True)
class Keys:
    key_id: str
    secret: str
    token: str


KEYS = Keys("ASIADOOR000000000000", f"{SECRET}-key", f"{SECRET}-session")

INSTANCE_ROLE = "/imds/latest/meta-data/iam/security-credentials/"
PLACES = {
    ("PUT", "/imds/latest/api/token"): "imds-token",
    ("GET", INSTANCE_ROLE): "imds-role",
    ("GET", INSTANCE_ROLE + ROLE_NAME): "imds-keys",
    ("GET", "/ecs/v2/credentials"): "ecs",
    ("GET", "/eks/v1/credentials"): "eks",
    ("GET", "/sso/federation/credentials"): "portal",
    ("POST", "/oidc/token"): "oidc",
    ("POST", "/sts"): "sts",
}


class Refused(Exception):
    """What was asked is not what AWS would have answered."""

    def __init__(self, status, why):
        super().__init__(why)
        self.status, self.why = status, why


class Answer:
    """Members in their order, as JSON; the last is one that can't be missing."""

    def __init__(self, members, within=None):
        self.members, self.within = members, within

    def text(self):
        return json.dumps({self.within: self.members} if self.within else self.members)

    def without_last(self):
        return Answer(dict(list(self.members.items())[:-1]), self.within).text()


class Words(Answer):
    """A text that isn't JSON, and has no parts."""

    def text(self):
        return self.members

    def without_last(self):
        return ""


class STSAnswer(Answer):
    """An answer of STS: XML."""

    def text(self):
        members = "".join(f"<{name}>{text}</{name}>" for name, text in self.members.items())
        return (
            f"<{self.within}Response><{self.within}Result><Credentials>{members}</Credentials>"
            f"<AssumedRoleUser><AssumedRoleId>AROADOOR:night</AssumedRoleId><Arn>{SESSION}</Arn>"
            f"</AssumedRoleUser></{self.within}Result></{self.within}Response>"
        )

    def without_last(self):
        return STSAnswer(dict(list(self.members.items())[:-1]), self.within).text()


def place(asked):
    return PLACES.get((asked.method, asked.path), "nowhere")


def answer(door, name, asked, ended):
    """What a place answers; what it gives has ended where `ended` says so."""
    end = int(time.time()) + (-HOUR if ended else 6 * HOUR)
    keys = {
        "AccessKeyId": door.keys.key_id,
        "SecretAccessKey": door.keys.secret,
        "Token": door.keys.token,
        "Expiration": utc(end),
    }
    if name == "imds-token":
        require(asked.header("x-aws-ec2-metadata-token-ttl-seconds") == "21600", 400, "no ttl")
        return Words(INSTANCE_TOKEN if not ended else f"{SECRET}-ended-token")
    if name in ("imds-role", "imds-keys"):
        token = asked.header("x-aws-ec2-metadata-token")
        is_allowed = door.version_1 if token is None else token == INSTANCE_TOKEN
        require(is_allowed, 401, "no token of version 2")
        if name == "imds-role":
            return Words(ROLE_NAME)
        return Answer({"Code": "Success", "Type": "AWS-HMAC"} | keys)
    if name in ("ecs", "eks"):
        require(asked.header("accept") == "application/json", 406, "no Accept")
        if name == "eks":
            require(asked.header("authorization") == AGENT_TOKEN, 401, "no token")
        return Answer({"AccountId": ACCOUNT} | keys)
    if name == "portal":
        token = asked.header("x-amz-sso_bearer_token")
        require(token in (ACCESS_TOKEN, NEW_ACCESS_TOKEN), 401, "no token")
        require("authorization" not in asked.headers, 400, "it is signed")
        wanted = (("account_id", ACCOUNT), ("role_name", ROLE_NAME))
        require(asked.query == wanted, 403, "no such role")
        return Answer(portal_keys(door.keys, end), "roleCredentials")
    if name == "oidc":
        return new_token(json.loads(asked.body), ended)
    if name == "sts":
        return role_keys(asked, keys)
    raise Refused(404, "there is nothing here")


def portal_keys(keys, end):
    return {
        "accessKeyId": keys.key_id,
        "secretAccessKey": keys.secret,
        "expiration": end * 1000,
        "sessionToken": keys.token,
    }


def new_token(body, ended):
    wanted = {
        "clientId": "client",
        "clientSecret": CLIENT_SECRET,
        "grantType": "refresh_token",
        "refreshToken": REFRESH_TOKEN,
    }
    require(body == wanted, 400, "not a refresh")
    return Answer(
        {
            "tokenType": "Bearer",
            "refreshToken": NEW_REFRESH_TOKEN,
            "expiresIn": -HOUR if ended else 8 * HOUR,
            "accessToken": NEW_ACCESS_TOKEN,
        }
    )


def role_keys(asked, keys):
    form = asked.form()
    require(form.get("RoleArn") == ROLE, 403, "another role")
    require(form.get("RoleSessionName") == "night", 400, "another session")
    if form["Action"] == "AssumeRoleWithWebIdentity":
        require(form.get("WebIdentityToken") == WEB_TOKEN, 400, "no token")
        require("authorization" not in asked.headers, 400, "it is signed")
    else:
        require("Credential=" in asked.headers.get("authorization", ""), 403, "it isn't signed")
    members = {
        "AccessKeyId": keys["AccessKeyId"],
        "SecretAccessKey": keys["SecretAccessKey"],
        "Expiration": keys["Expiration"],
        "SessionToken": keys["Token"],
    }
    return STSAnswer(members, form["Action"])


def require(is_so, status, why):
    if not is_so:
        raise Refused(status, why)


def utc(seconds):
    moment = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
