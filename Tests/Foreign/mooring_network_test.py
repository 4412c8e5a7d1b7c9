"""The program against moto's security groups: what they let through, and whether the printed rule helps."""

import os
import re
import shlex
import shutil
import subprocess
import unittest

from adrift import AdriftTest
from running_door import REGION

WEB_PORT = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}
ALL = {"IpProtocol": "-1"}
ANYWHERE = {"IpRanges": [{"CidrIp": "0.0.0.0/0"}]}


class NetworkTest(AdriftTest):
    writes = True

    def setUp(self):
        super().setUp()
        self.ec2 = self.door.client("ec2", self.keys)
        self.group = self.world.security_group_id
        self.itself = {"UserIdGroupPairs": [{"GroupId": self.group}]}

    def change(self, call, *permissions):
        call(GroupId=self.group, IpPermissions=list(permissions))

    def close(self):
        """Takes away what lets the members of the group reach each other, both ways."""
        self.change(self.ec2.revoke_security_group_ingress, ALL | self.itself)
        self.change(self.ec2.revoke_security_group_egress, ALL | ANYWHERE)

    def blocks(self):
        """What the plan finds of security groups, as severities and remedies."""
        found = self.plan()["findings"]
        return [
            (each["severity"], each["remedy"])
            for each in found
            if each["code"] == "security-group-blocks"
        ]

    def test_the_group_that_both_have_is_open_to_itself(self):
        self.assertEqual(self.blocks(), [])

    def test_ranges_and_prefix_lists_are_read(self):
        self.change(self.ec2.revoke_security_group_ingress, ALL | self.itself)
        self.assertEqual([severity for severity, _ in self.blocks()], ["error"])
        half = WEB_PORT | {"IpRanges": [{"CidrIp": "10.0.1.0/24"}]}
        self.change(self.ec2.authorize_security_group_ingress, half)
        self.assertEqual([severity for severity, _ in self.blocks()], ["warning"])
        subnets = self.ec2.create_managed_prefix_list(
            PrefixListName="subnets",
            MaxEntries=2,
            AddressFamily="IPv4",
            Entries=[{"Cidr": "10.0.2.0/24"}],
        )["PrefixList"]["PrefixListId"]
        rest = WEB_PORT | {"PrefixListIds": [{"PrefixListId": subnets}]}
        self.change(self.ec2.authorize_security_group_ingress, rest)
        self.assertEqual(self.blocks(), [])

    def test_the_targets_are_served_and_a_healthy_one_proves_the_way(self):
        self.close()
        self.assertEqual(len(self.blocks()), 2)
        # moto's targets are healthy as soon as they are registered.
        self.apply()
        self.assertEqual(self.targets(), self.wanted())
        self.assertEqual(self.blocks(), [])

    @unittest.skipUnless(shutil.which("aws"), "the AWS CLI is not installed")
    def test_the_commands_that_are_printed_open_the_way(self):
        self.close()
        found = self.blocks()
        self.assertEqual([severity for severity, _ in found], ["error", "error"])
        for _, remedy in found:
            [command] = re.findall(r"`(aws [^`]+)`", remedy)
            environment = os.environ | self.variables() | {"AWS_DEFAULT_REGION": REGION}
            ended = subprocess.run(
                shlex.split(command), env=environment, capture_output=True, text=True, timeout=60
            )
            self.assertEqual(ended.returncode, 0, ended.stderr)
        self.assertEqual(self.blocks(), [])


if __name__ == "__main__":
    unittest.main()
