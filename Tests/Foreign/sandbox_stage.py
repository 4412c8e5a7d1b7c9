"""Opens mooring-sandbox on a small world for a test, and closes it again.

The program is `.build/debug/mooring-sandbox`, or what MOORING_SANDBOX names.
"""

import json
import os
import pathlib
import subprocess
import tempfile
import time
import unittest
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ACCOUNT, OTHER_ACCOUNT, REGION = "123456789012", "210987654321", "us-west-2"
ENDPOINT = "vpce-0a1b2c3d4e5f60718"
SERVICE = f"com.amazonaws.vpce.{REGION}.vpce-svc-0f1e2d3c4b5a69788"
REGIONAL_NAME = f"{ENDPOINT}-k3j2h1g0.vpce-svc-0f1e2d3c4b5a69788.{REGION}.vpce.amazonaws.com"
HOST = f"0a1b2c3d-vpce.c10.{REGION}.airflow.amazonaws.com"
ROOT = pathlib.Path(__file__).resolve().parents[2]
SPEED = 200
PROGRAM = os.environ.get("MOORING_SANDBOX", ROOT / ".build/debug/mooring-sandbox")


def elb(resource):
    return f"arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT}:{resource}"


GROUP = elb("targetgroup/airflow-prod-web/0123456789abcdef")
LOAD_BALANCER = elb("loadbalancer/app/airflow-prod/50dc6c495c0c9188")
LISTENER = elb("listener/app/airflow-prod/50dc6c495c0c9188/f2f7dc8efc522ab2")
CERTIFICATE = f"arn:aws:acm:{REGION}:{ACCOUNT}:certificate/11111111-2222-3333-4444-555555555555"


def target_group(arn, name, load_balancers=(), targets=()):
    return {
        "arn": arn,
        "name": name,
        "targetType": "ip",
        "protocol": "HTTPS",
        "port": 443,
        "vpcId": "vpc-1",
        "loadBalancers": list(load_balancers),
        "healthCheck": {
            "enabled": True,
            "protocol": "HTTPS",
            "port": "traffic-port",
            "path": "/health",
            "matcher": "200,302",
            "intervalSeconds": 10,
            "timeoutSeconds": 5,
            "healthyThreshold": 2,
            "unhealthyThreshold": 2,
        },
        "targets": list(targets),
    }


def world():
    """A small world, as `mooring snapshot` would write it."""
    zones = [("a", "10.0.1.5"), ("b", "10.0.2.7")]
    many = [target_group(elb(f"targetgroup/more-{n}/1"), f"more-{n}") for n in range(5)]
    stale = {"id": "10.0.1.9", "port": 443, "state": "unhealthy", "reason": "Target.Timeout"}
    targets = [{"id": "10.0.1.5", "port": 443, "state": "healthy"}, stale]
    place = {
        "account": ACCOUNT,
        "region": REGION,
        "environments": [
            {
                "name": "airflow-prod",
                "arn": f"arn:aws:airflow:{REGION}:{ACCOUNT}:environment/airflow-prod",
                "status": "AVAILABLE",
                "accessMode": "PRIVATE_ONLY",
                "webServerEndpointService": SERVICE,
                "webServerHost": HOST,
                "subnetIds": ["subnet-a", "subnet-b"],
                "securityGroupIds": ["sg-1"],
                "baseURL": "airflow.example.com",
                "endpointManagement": "CUSTOMER",
            }
        ],
        "vpcEndpoints": [
            {
                "id": ENDPOINT,
                "serviceName": SERVICE,
                "vpcId": "vpc-1",
                "state": "available",
                "subnetIds": ["subnet-a", "subnet-b"],
                "networkInterfaceIds": ["eni-a", "eni-b"],
                "securityGroupIds": ["sg-2"],
                "dnsNames": [REGIONAL_NAME],
                "policy": {
                    "statements": [
                        {
                            "effect": "Allow",
                            "principals": ["*"],
                            "actions": ["*"],
                            "resources": ["*"],
                        },
                        {
                            "effect": "Deny",
                            "principals": [f"arn:aws:iam::{OTHER_ACCOUNT}:root"],
                            "notActions": ["airflow:*"],
                            "resources": ["*"],
                            "conditions": ["StringEquals aws:PrincipalOrgID"],
                        },
                    ]
                },
            }
        ],
        "networkInterfaces": [
            {
                "id": f"eni-{zone}",
                "vpcId": "vpc-1",
                "subnetId": f"subnet-{zone}",
                "availabilityZone": REGION + zone,
                "status": "in-use",
                "description": f"VPC Endpoint Interface {ENDPOINT}",
                "addresses": [address],
            }
            for zone, address in zones
        ],
        "subnets": [
            {
                "id": f"subnet-{zone}",
                "vpcId": "vpc-1",
                "availabilityZone": REGION + zone,
                "availabilityZoneId": f"usw2-az{number + 1}",
                "cidrBlocks": [f"10.0.{number + 1}.0/24", f"2001:db8:0:{number + 1}::/64"],
            }
            for number, (zone, _) in enumerate(zones)
        ],
        "securityGroups": [
            {
                "id": "sg-2",
                "name": "endpoint",
                "vpcId": "vpc-1",
                "ingress": [
                    {
                        "protocol": "tcp",
                        "fromPort": 443,
                        "toPort": 443,
                        "ranges": ["10.9.0.0/16", "2001:db8::/32"],
                        "groups": [{"id": "sg-3"}, {"id": "sg-4", "account": OTHER_ACCOUNT}],
                        "prefixListIds": ["pl-1"],
                    }
                ],
            },
            {
                "id": "sg-3",
                "name": "balancer",
                "vpcId": "vpc-1",
                "egress": [{"protocol": "-1", "ranges": ["0.0.0.0/0"]}],
            },
        ],
        "prefixLists": [{"id": "pl-1", "ranges": [f"10.{n}.0.0/16" for n in range(120)]}],
        "targetGroups": [target_group(GROUP, "airflow-prod-web", [LOAD_BALANCER], targets)] + many,
        "loadBalancers": [
            {
                "arn": LOAD_BALANCER,
                "name": "airflow-prod",
                "dnsName": f"airflow-prod-1.{REGION}.elb.amazonaws.com",
                "type": "application",
                "vpcId": "vpc-1",
                "securityGroupIds": ["sg-3"],
                "zones": [
                    {"name": REGION + zone, "subnetId": f"subnet-{zone}"} for zone, _ in zones
                ],
            }
        ],
        "listeners": [
            {
                "arn": LISTENER,
                "loadBalancer": LOAD_BALANCER,
                "port": 443,
                "protocol": "HTTPS",
                "certificate": CERTIFICATE,
                "sslPolicy": "ELBSecurityPolicy-2016-08",
                "defaultActions": [{"type": "forward", "targetGroups": [GROUP]}],
            }
        ],
        "certificates": [
            {
                "arn": CERTIFICATE,
                "domainName": "airflow.example.com",
                "status": "ISSUED",
                "notAfter": "2037-01-01T00:00:00Z",
            }
        ],
    }
    return {
        "formatVersion": 1,
        "observedAt": "2026-01-02T03:00:00Z",
        "caller": ACCOUNT,
        "places": [place, {"account": OTHER_ACCOUNT, "region": REGION}],
    }


class Sandbox:
    """A sandbox in a process of its own, for a `with` statement: of a file, or of the small world."""

    def __init__(self, file=None):
        self.file = file

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        file = self.file or pathlib.Path(self.folder.name, "world.json")
        if not self.file:
            file.write_text(json.dumps(world()))
        self.process = subprocess.Popen(
            [PROGRAM, "--world", file, "--speed", str(SPEED), "--dns"],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.lines = []
        while self.lines[-1:] != ["# ready"]:
            line = self.process.stdout.readline()
            if not line:
                self.__exit__()
                raise RuntimeError("mooring-sandbox ended before it listened")
            self.lines.append(line.rstrip("\n"))
        exports = [line.removeprefix("export ") for line in self.lines if line[0] != "#"]
        self.settings = dict(line.split("=", 1) for line in exports)
        self.url = self.settings["AWS_ENDPOINT_URL"]
        self.port = int(self.url.rsplit(":", 1)[1])
        [resolver] = [line for line in self.lines if line.startswith("# resolver: ")]
        self.dns_port = int(resolver.rsplit(":", 1)[1])
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.code = self.process.wait(timeout=10)
        self.process.stdout.close()
        self.folder.cleanup()

    def client(self, service, secret=None, region=REGION, keys=None):
        key = keys or {
            "aws_access_key_id": self.settings["AWS_ACCESS_KEY_ID"],
            "aws_secret_access_key": secret or self.settings["AWS_SECRET_ACCESS_KEY"],
        }
        config = Config(inject_host_prefix=False, retries={"max_attempts": 1}, proxies={})
        return boto3.client(
            service, region_name=region, endpoint_url=self.url, config=config, **key
        )

    def control(self, method, path):
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        request = urllib.request.Request(f"{self.url}/sandbox/{path}", method=method)
        with opener.open(request, timeout=10) as answer:
            return json.load(answer)


class SandboxCase(unittest.TestCase):
    """Each test has a sandbox of its own: they write."""

    def setUp(self):
        self.sandbox = self.enterContext(Sandbox())
        self.elbv2 = self.sandbox.client("elbv2")

    def refusal(self, call, *arguments, **named):
        with self.assertRaises(ClientError) as caught:
            call(*arguments, **named)
        answer = caught.exception.response
        return answer["ResponseMetadata"]["HTTPStatusCode"], answer["Error"]["Code"]

    def states(self):
        health = self.elbv2.describe_target_health(TargetGroupArn=GROUP)
        return {
            f"{one['Target']['Id']}:{one['Target']['Port']}": one["TargetHealth"]["State"]
            for one in health["TargetHealthDescriptions"]
        }

    def wait_until(self, condition):
        """Asks again and again, for as long as thirty seconds of a slow machine."""
        end = time.monotonic() + 30
        while not condition():
            self.assertLess(time.monotonic(), end, "it never came to pass")
            time.sleep(0.02)
