"""Opens the door of mwaa_door.py for a test, and closes it again."""

import dataclasses
import json
import pathlib
import subprocess
import sys
import urllib.request

import boto3
from botocore.config import Config

REGION = "us-west-2"
LOOPBACK = urllib.request.build_opener(urllib.request.ProxyHandler({}))
EVERYTHING = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}],
}


@dataclasses.dataclass(frozen=True)
class Keys:
    """An access key; anything is good while signatures aren't checked."""

    key_id: str = "AKIAUNCHECKED0000000"
    secret: str = "unchecked"

    def environment(self):
        """The environment variables in which an AWS client looks for it."""
        return {"AWS_ACCESS_KEY_ID": self.key_id, "AWS_SECRET_ACCESS_KEY": self.secret}


class RunningDoor:
    """A door in a process of its own, for a `with` statement."""

    def __enter__(self):
        script = pathlib.Path(__file__).with_name("mwaa_door.py")
        self.process = subprocess.Popen(
            [sys.executable, "-B", str(script), "--port", "0", "--until-eof"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        line = self.process.stdout.readline()
        if not line:
            self.__exit__()
            raise RuntimeError("mwaa_door.py ended before it listened; its words are above")
        self.url = f"http://127.0.0.1:{int(line)}"
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()

    def post(self, path, body):
        # Neither as a form, whose body moto would not see, nor by way of a proxy.
        headers = {"Content-Type": "application/octet-stream"}
        request = urllib.request.Request(self.url + path, body.encode(), headers)
        with LOOPBACK.open(request, timeout=60) as reply:
            return json.load(reply)

    def put_environment(self, environment, region=REGION):
        """Makes an MWAA environment be what the members of GetEnvironment's answer say."""
        return self.post(
            "/mooring-control/environments",
            json.dumps({"region": region, "environment": environment}),
        )

    def check_signatures(self):
        """From here on, signatures and policies are checked; gives keys that may do everything."""
        return self.check_signatures_for(EVERYTHING)

    def check_signatures_for(self, policy, name="operator"):
        """The same, with keys that may do what an IAM policy allows."""
        # Off first: with the check on, keys could only be made with keys.
        self.post("/moto-api/reset-auth", "inf")
        iam = self.client("iam")
        iam.create_user(UserName=name)
        iam.put_user_policy(
            UserName=name, PolicyName="allowed", PolicyDocument=json.dumps(policy)
        )
        key = iam.create_access_key(UserName=name)["AccessKey"]
        self.post("/moto-api/reset-auth", "0")
        return Keys(key["AccessKeyId"], key["SecretAccessKey"])

    def client(self, service, keys=Keys(), region=REGION):
        """A boto3 client of this door that asks once and reads no configuration for its keys."""
        return boto3.client(
            service,
            region_name=region,
            endpoint_url=self.url,
            aws_access_key_id=keys.key_id,
            aws_secret_access_key=keys.secret,
            config=Config(
                retries={"total_max_attempts": 1},
                inject_host_prefix=False,
                proxies={},
            ),
        )
