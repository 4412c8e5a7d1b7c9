"""Requests that a seed decides: calls of every operation, and requests for a signer alone.

Parameters stand in the order in which this client writes them, so that bodies can be compared as
they are.
"""

import base64
import string

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

# (Region, API host): None is the Region's own.
PLACES = (
    ("us-east-1", None),
    ("eu-central-1", None),
    ("cn-north-1", None),
    ("us-west-2", "http://localhost:5000"),
    ("us-west-2", "http://127.0.0.1"),
    ("eu-west-1", "http://10.0.0.1:80"),
    ("eu-west-1", "https://[::1]"),
    ("ap-southeast-2", "http://[fd00::1]:8080"),
    ("us-gov-west-1", "https://[2001:db8::7:1]:443"),
    ("sa-east-1", "https://vpce-0a-1b.x.sa-east-1.vpce.amazonaws.com:443"),
    ("us-east-2", "https://Proxy.Example.COM:8443/aws"),
    ("ca-central-1", "http://aws.example/a%20b/c~d/"),
    ("eu-south-1", "http://aws.example:8080/x//y/./z"),
)
ODD = " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
UNICODE = ["é", "e\u0301", "ß", "名前", "😀", "\u05d0", "\u00a0", "\u2028", "\ufeff"]
CONTROLS = ["\t", "\n", "\r", "\0", "\x1f", "\x7f", "\b", "\f"]
VISIBLE = string.ascii_letters + string.digits + string.punctuation


class Chance:
    """What a random generator draws, in terms of requests."""

    def __init__(self, random):
        self.random = random

    def text(self, empty=True, controls=True):
        """Mostly plain, often odd, sometimes empty."""
        if empty and self.random.random() < 0.1:
            return ""
        pools = [string.ascii_letters, string.digits + "-._~", ODD, UNICODE]
        pools += [["%2F", "%zz", "+", "%", "&a=b", "=", "..", "//"]]
        pools += [CONTROLS] if controls else []
        drawn = self.random.choices(pools, k=self.random.randint(1, 12))
        return "".join(self.random.choice(pool) for pool in drawn)

    def visible(self, least, most, leaving_out=""):
        letters = [letter for letter in VISIBLE if letter not in leaving_out]
        return "".join(self.random.choices(letters, k=self.random.randint(least, most)))

    def arn(self, kind):
        if self.random.random() < 0.3:
            return self.text()
        account = self.random.randint(10**11, 10**12 - 1)
        return f"arn:aws:{kind}:us-west-2:{account}:thing/{self.text(empty=False)}"

    def texts(self, least=0, most=5):
        return [self.text() for _ in range(self.random.randint(least, most))]

    def some(self, **members):
        """Some of the members, in their order."""
        return {name: value for name, value in members.items() if self.random.random() < 0.5}

    def number(self):
        return self.random.choice([0, 1, 443, 65535, self.random.randint(-5, 2**31 - 1)])

    def page(self, name):
        """The token of a further page, in half of all cases; XML has no control characters."""
        return self.some(**{name: self.text(empty=False, controls=False)})

    def credentials(self):
        return {
            "accessKeyId": self.visible(16, 24, leaving_out="/,="),
            "secretAccessKey": self.visible(1, 60),
            "sessionToken": self.random.choice([None, self.visible(1, 400)]),
        }

    def time(self):
        return self.random.randint(946_684_800, 4_102_444_799)


def resources(name):
    def parameters(chance):
        if chance.random.random() < 0.5:
            return {name: chance.texts(least=1)} | chance.page("NextToken")
        filters = [
            {"Name": chance.text(), "Values": chance.texts()}
            for _ in range(chance.random.randint(0, 3))
        ]
        return {"Filters": filters, "MaxResults": 1000} | chance.page("NextToken")

    return parameters


def balancing(arns):
    def parameters(chance):
        name = chance.random.choice(["Names", arns])
        return {name: chance.texts(least=1)} | chance.page("Marker")

    return parameters


def of_one(name):
    return lambda chance: {name: chance.arn("elasticloadbalancing")} | chance.page("Marker")


def targets(chance):
    return {
        "TargetGroupArn": chance.arn("elasticloadbalancing"),
        "Targets": [
            {"Id": chance.random.choice(["10.0.0.1", "fd00::1", chance.text()])}
            | {"Port": chance.number()}
            | chance.some(AvailabilityZone=chance.text())
            for _ in range(chance.random.randint(0, 4))
        ],
    }


def health_check(chance):
    return {"TargetGroupArn": chance.arn("elasticloadbalancing")} | checked(chance)


def target_group(chance):
    return (
        {"Name": chance.text(), "Protocol": chance.text(), "Port": chance.number()}
        | {"VpcId": chance.text()}
        | checked(chance)
        | {"TargetType": "ip"}
        | tags(chance)
        | {"IpAddressType": chance.text()}
    )


def checked(chance):
    return chance.some(
        HealthCheckProtocol=chance.text(),
        HealthCheckPort=chance.text(),
        HealthCheckPath=chance.text(),
        HealthCheckIntervalSeconds=chance.number(),
        HealthCheckTimeoutSeconds=chance.number(),
        HealthyThresholdCount=chance.number(),
        UnhealthyThresholdCount=chance.number(),
        Matcher={"HttpCode": chance.text()},
    )


def tls(chance):
    return chance.some(
        SslPolicy=chance.text(), Certificates=[{"CertificateArn": chance.arn("acm")}]
    )


def tags(chance, least=0):
    count = chance.random.randint(least, 3)
    return {"Tags": [{"Key": chance.text(), "Value": chance.text()} for _ in range(count)]}


def tagged(chance):
    return {"ResourceArns": [chance.arn("elasticloadbalancing")]}


def listener(chance):
    group = chance.arn("elasticloadbalancing")
    forward = {"Type": "forward", "TargetGroupArn": group}
    response = {"StatusCode": "404", "ContentType": "text/plain"}
    refuse = {"Type": "fixed-response", "FixedResponseConfig": response}
    return (
        {"LoadBalancerArn": chance.arn("elasticloadbalancing")}
        | {"Protocol": chance.text(), "Port": chance.number()}
        | tls(chance)
        | {"DefaultActions": [chance.random.choice([forward, refuse])]}
        | tags(chance)
    )


def hosts(chance):
    values = {"Values": chance.texts(least=1)}
    return {"Conditions": [{"Field": "host-header", "HostHeaderConfig": values}]}


def rule(chance):
    group = chance.arn("elasticloadbalancing")
    return (
        {"ListenerArn": chance.arn("elasticloadbalancing")}
        | hosts(chance)
        | {"Priority": chance.number()}
        | {"Actions": [{"Type": "forward", "TargetGroupArn": group}]}
    )


def rule_priority(chance):
    arn = chance.arn("elasticloadbalancing")
    return {"RulePriorities": [{"RuleArn": arn, "Priority": chance.number()}]}


KEY_TYPES = ["RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096"]
KEY_TYPES += ["EC_prime256v1", "EC_secp384r1", "EC_secp521r1"]


def certificates(chance):
    return {
        "CertificateStatuses": chance.texts(least=1),
        "Includes": {"keyTypes": KEY_TYPES},
        "MaxItems": 1000,
    } | chance.page("NextToken")


def private_key():
    """A key as this client writes it, whatever form it was read in; a new one each time."""
    return (
        ec.generate_private_key(ec.SECP256R1())
        .private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        .decode()
    )


def certificate_import(chance):
    where = {"CertificateArn": chance.text(empty=False)}
    return (
        {"Certificate": chance.text(empty=False), "PrivateKey": private_key()}
        | chance.some(CertificateChain=chance.text(empty=False))
        | chance.random.choice([where, tags(chance)])
    )


def role(chance):
    return {"RoleArn": chance.arn("iam"), "RoleSessionName": chance.text()}


# The service as botocore calls it, and what makes an operation's parameters.
CALLS = {
    # An empty name would make another operation of it.
    "GetEnvironment": ("mwaa", lambda chance: {"Name": chance.text(empty=False)}),
    "ListEnvironments": ("mwaa", lambda chance: {"MaxResults": 25}),
    "DescribeVpcEndpoints": ("ec2", resources("VpcEndpointIds")),
    "DescribeNetworkInterfaces": ("ec2", resources("NetworkInterfaceIds")),
    "DescribeSubnets": ("ec2", resources("SubnetIds")),
    "DescribeSecurityGroups": ("ec2", resources("GroupIds")),
    "GetManagedPrefixListEntries": (
        "ec2",
        lambda chance: {"PrefixListId": chance.text(), "MaxResults": 100}
        | chance.page("NextToken"),
    ),
    "DescribeTargetGroups": ("elbv2", balancing("TargetGroupArns")),
    "DescribeTargetGroupAttributes": (
        "elbv2",
        lambda chance: {"TargetGroupArn": chance.arn("elasticloadbalancing")},
    ),
    "DescribeTargetHealth": (
        "elbv2",
        lambda chance: {"TargetGroupArn": chance.arn("elasticloadbalancing")},
    ),
    "DescribeLoadBalancers": ("elbv2", balancing("LoadBalancerArns")),
    "DescribeListeners": ("elbv2", of_one("LoadBalancerArn")),
    "DescribeListenerCertificates": ("elbv2", of_one("ListenerArn")),
    "DescribeRules": ("elbv2", of_one("ListenerArn")),
    "DescribeTags": ("elbv2", lambda chance: {"ResourceArns": chance.texts(least=1)}),
    "AddTags": ("elbv2", lambda chance: tagged(chance) | tags(chance, least=1)),
    "RemoveTags": (
        "elbv2",
        lambda chance: tagged(chance) | {"TagKeys": chance.texts(least=1)},
    ),
    "RegisterTargets": ("elbv2", targets),
    "DeregisterTargets": ("elbv2", targets),
    "CreateTargetGroup": ("elbv2", target_group),
    "ModifyTargetGroup": ("elbv2", health_check),
    "CreateListener": ("elbv2", listener),
    "ModifyListener": (
        "elbv2",
        lambda chance: {"ListenerArn": chance.arn("elasticloadbalancing")} | tls(chance),
    ),
    "AddListenerCertificates": (
        "elbv2",
        lambda chance: {
            "ListenerArn": chance.arn("elasticloadbalancing"),
            "Certificates": [{"CertificateArn": chance.arn("acm")}],
        },
    ),
    "CreateRule": ("elbv2", rule),
    "ModifyRule": (
        "elbv2",
        lambda chance: {"RuleArn": chance.arn("elasticloadbalancing")} | hosts(chance),
    ),
    "SetRulePriorities": ("elbv2", rule_priority),
    "DescribeCertificate": ("acm", lambda chance: {"CertificateArn": chance.arn("acm")}),
    "ListCertificates": ("acm", certificates),
    "ListTagsForCertificate": ("acm", lambda chance: {"CertificateArn": chance.arn("acm")}),
    "AddTagsToCertificate": (
        "acm",
        lambda chance: {"CertificateArn": chance.arn("acm")} | tags(chance, least=1),
    ),
    "ImportCertificate": ("acm", certificate_import),
    "GetCallerIdentity": ("sts", lambda chance: {}),
    "AssumeRole": (
        "sts",
        lambda chance: role(chance)
        | chance.some(ExternalId=chance.text(), DurationSeconds=chance.number()),
    ),
    "AssumeRoleWithWebIdentity": (
        "sts",
        lambda chance: role(chance)
        | {"WebIdentityToken": chance.visible(4, 800)}
        | chance.some(DurationSeconds=chance.number()),
    ),
    "GetRoleCredentials": (
        "sso",
        lambda chance: {
            "roleName": chance.text(),
            "accountId": chance.text(),
            "accessToken": chance.visible(1, 400),
        },
    ),
    "CreateToken": (
        "sso-oidc",
        lambda chance: {
            "clientId": chance.text(),
            "clientSecret": chance.text(),
            "grantType": "refresh_token",
            "refreshToken": chance.text(),
        },
    ),
}


def call(chance, operation):
    """A call of an operation, as the program `witness` reads it."""
    region, url = chance.random.choice(PLACES)
    service, parameters = CALLS[operation]
    return {
        "operation": operation,
        "service": service,
        "parameters": parameters(chance),
        "credentials": chance.credentials(),
        "region": region,
        "url": url,
        "time": chance.time(),
    }


def encoded(text, keeping=""):
    kept = string.ascii_letters + string.digits + "-._~" + keeping
    return "".join(
        letter if letter in kept else "".join(f"%{byte:02X}" for byte in letter.encode())
        for letter in text
    )


def path(chance):
    """A path as it may stand on the wire: dots, empty segments, encoded and bare characters."""
    segments = []
    for _ in range(chance.random.randint(0, 6)):
        plain = chance.text(controls=False)
        bare = "".join(letter for letter in plain if letter not in "?#/")
        dots = chance.random.choice([".", "..", "", "%2e%2e", "a"])
        segments.append(chance.random.choice([encoded(plain), bare, dots]))
    return "/" + "/".join(segments)


def query(chance):
    """Parameters with and without values, some of them twice."""
    names = [encoded(chance.text(empty=False)) for _ in range(3)]
    pairs = []
    for _ in range(chance.random.randint(0, 6)):
        name = chance.random.choice(names)
        value = chance.random.choice(["=", "", "=" + encoded(chance.text()), "=a", "=A", "=%00"])
        pairs.append(chance.random.choice(["", name + value, name + value]))
    return "&".join(pairs)


def headers(chance):
    """Header lines: repeated in another case, with blanks of all kinds, never signed."""
    names = ["X-Odd", "x-odd", "Content-Type", "X-Amz-Target", "x-a-b", "X-A.B", "x!#$%&'*+^`|~1"]
    names += ["User-Agent", "Expect", "Connection", "TE", "Keep-Alive", "Trailer", "Upgrade"]
    names += ["X-Amzn-Trace-Id", "Transfer-Encoding", "Proxy-Authorization", "Proxy-Authenticate"]
    names += ["traceparent", "tracestate", "baggage", "Content-Length"]
    lines = [["Host", chance.random.choice(["example.com", "[::1]:8080", "10.0.0.1:81"])]]
    for _ in range(chance.random.randint(0, 8)):
        value = chance.text(controls=False)
        blanks = chance.random.choice(["", " ", "  \t ", "\t"])
        lines.append([chance.random.choice(names), blanks + value + blanks + value + blanks])
    chance.random.shuffle(lines)
    return lines


def raw(chance):
    """A request for the signer alone."""
    body = chance.random.randbytes(chance.random.choice([0, 1, 63, 64, 1000]))
    return {
        "method": chance.random.choice(["GET", "POST", "PUT", "DELETE", "HEAD", "M-SEARCH"]),
        "path": path(chance),
        "query": query(chance),
        "headers": headers(chance),
        "body": base64.b64encode(body).decode(),
        "credentials": chance.credentials(),
        "region": chance.random.choice(PLACES)[0],
        "service": chance.random.choice(["airflow", "ec2", "sso-oauth", "a.b_c-d"]),
        "time": chance.time(),
    }
