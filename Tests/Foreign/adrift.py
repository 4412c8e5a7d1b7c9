"""What the tests of the program share: a world behind a door, a spec for it, and a way to look."""

import atexit
import functools
import json
import pathlib
import tempfile
import unittest

import program
import stage
from running_door import REGION, RunningDoor


@functools.cache
def open_door():
    """One for all test cases, as moto takes a second to be ready; it closes when the tests end."""
    door = RunningDoor().__enter__()
    atexit.register(door.__exit__)
    return door


class AdriftTest(unittest.TestCase):
    """A test case in front of a door that checks signatures.

    Behind it each class finds a world of its own, and each test where the class says that its tests
    write.
    """

    writes = False
    world = None

    @classmethod
    def setUpClass(cls):
        cls.door = open_door()

    def setUp(self):
        if self.writes or self.world is None:
            self.build()
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.write_spec(self.binding())

    @classmethod
    def build(cls):
        cls.door.post("/moto-api/reset", "")
        cls.door.post("/moto-api/reset-auth", "inf")
        cls.world = stage.build(cls.door)
        cls.keys = cls.door.check_signatures()

    def variables(self):
        """The environment variables of a run, where it gives no others."""
        return self.keys.environment() | {"AWS_ENDPOINT_URL": self.door.url, "AWS_REGION": REGION}

    def mooring(self, *arguments, code=0, **variables):
        """A run of the program; it must end with the exit code given."""
        ended = program.run(arguments, self.folder, self.variables() | variables)
        self.assertEqual(ended.code, code, ended)
        return ended

    def plan(self, *arguments, **variables):
        """The only binding of a plan, as JSON."""
        return self.mooring("plan", "--format", "json", *arguments, **variables).binding()

    def apply(self, *arguments, **variables):
        return self.mooring("apply", "--auto-approve", *arguments, **variables)

    def binding(self, **members):
        """A binding for the world, as the spec writes it; a member that is None is left out."""
        whole = {
            "name": "airflow-prod",
            "endpoint": {"mwaaEnvironment": self.world.environment, "dns": "off"},
            "targetGroup": {"name": self.world.target_group_name},
            "listener": {
                "loadBalancer": "airflow-prod",
                "certificate": self.world.certificate_arn,
            },
        } | members
        return {name: value for name, value in whole.items() if value is not None}

    def write_spec(self, *bindings):
        spec = {"version": 1, "bindings": bindings}
        (self.folder / "mooring.yaml").write_text(json.dumps(spec, indent=2))

    def targets(self):
        """The ids and ports that the target group holds, sorted."""
        elb = self.door.client("elbv2", self.keys)
        health = elb.describe_target_health(TargetGroupArn=self.world.target_group_arn)
        found = [each["Target"] for each in health["TargetHealthDescriptions"]]
        return sorted((each["Id"], each["Port"]) for each in found)

    def wanted(self):
        return [(address, 443) for address in self.world.endpoint_addresses]

    def group(self):
        """The target group's settings."""
        elb = self.door.client("elbv2", self.keys)
        arns = [self.world.target_group_arn]
        return elb.describe_target_groups(TargetGroupArns=arns)["TargetGroups"][0]

    def listeners(self):
        elb = self.door.client("elbv2", self.keys)
        found = elb.describe_listeners(LoadBalancerArn=self.world.load_balancer_arn)
        return found["Listeners"]

    def seen(self):
        """Everything that an apply could have changed."""
        elb = self.door.client("elbv2", self.keys)
        tags = elb.describe_tags(ResourceArns=[self.world.target_group_arn])["TagDescriptions"]
        return self.targets(), self.group(), self.listeners(), tags

    def actions(self, binding):
        return [change["action"] for change in binding["changes"]]

    def registered(self, binding):
        """The ids and ports that a plan registers."""
        found = [each for each in binding["changes"] if each["action"] == "registerTargets"]
        return [(target["id"], target["port"]) for each in found for target in each["targets"]]
