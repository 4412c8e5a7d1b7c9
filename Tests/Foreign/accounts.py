"""Other accounts behind the door, and roles to take."""

import json

import boto3

from running_door import EVERYTHING, REGION, Keys

OTHER_ACCOUNT = "111122223333"
ANYBODY = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "*"}}],
}


class Account:
    """The door, as somebody of another account uses it."""

    def __init__(self, door, account):
        self.door, self.account = door, account
        role = f"arn:aws:iam::{account}:role/anything"
        found = door.client("sts").assume_role(RoleArn=role, RoleSessionName="founder")
        session = found["Credentials"]
        iam = boto3.client(
            "iam",
            endpoint_url=door.url,
            region_name=REGION,
            aws_access_key_id=session["AccessKeyId"],
            aws_secret_access_key=session["SecretAccessKey"],
            aws_session_token=session["SessionToken"],
        )
        iam.create_user(UserName="owner")
        policy = json.dumps(EVERYTHING)
        iam.put_user_policy(UserName="owner", PolicyName="all", PolicyDocument=policy)
        key = iam.create_access_key(UserName="owner")["AccessKey"]
        self.keys = Keys(key["AccessKeyId"], key["SecretAccessKey"])

    def client(self, service):
        return self.door.client(service, self.keys)

    def put_environment(self, environment):
        posted = {"account": self.account, "region": REGION, "environment": environment}
        self.door.post("/mooring-control/environments", json.dumps(posted))


def make_role(iam, name):
    """A role that anybody may take and that may do everything; gives its ARN."""
    made = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(ANYBODY))
    iam.put_role_policy(RoleName=name, PolicyName="all", PolicyDocument=json.dumps(EVERYTHING))
    return made["Role"]["Arn"]
