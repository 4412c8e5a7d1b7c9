"""A test case whose target group is served, and whose load balancing API meets with faults."""

import json
import os
import pathlib
import sys
import tempfile

import program
from adrift import AdriftTest
from faulty_host import FaultyHost

# What an apply makes here, in its order.
WRITES = ["ModifyTargetGroup", "RegisterTargets", "CreateListener", "DeregisterTargets"]
OTHER_STALE_ADDRESS = "10.0.1.250"


class FaultyTest(AdriftTest):
    """The group holds two targets, both stale, as moto's are all healthy: as many as are wanted."""

    writes = True

    @classmethod
    def build(cls):
        super().build()
        cls.elb = cls.door.client("elbv2", cls.keys)
        cls.elb.register_targets(
            TargetGroupArn=cls.world.target_group_arn,
            Targets=[{"Id": OTHER_STALE_ADDRESS, "Port": 443}],
        )

    def build_again(self):
        """A new world and its spec, for tests of several."""
        self.build()
        self.write_spec(self.binding())

    def host(self, *faults):
        """An API host that counts the healthy targets after each write."""
        return FaultyHost(self.door.url, *faults, look=lambda: len(self.targets()))

    def apply_at(self, host, *arguments, code=0, **variables):
        """An apply that asks the host about load balancing; it must end with the code given."""
        ended = self.start_at(host, *arguments, **variables)()
        self.assertEqual(ended.code, code, ended)
        return ended

    def start_at(self, host, *arguments, **variables):
        """Starts such an apply; gives what waits for its end."""
        arguments = ("apply", "--auto-approve", "--report", "report.json", *arguments)
        hosts = {"AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2": host.url}
        variables = self.variables() | hosts | variables
        self.process = process = program.start(arguments, self.folder, variables)
        return lambda: program.finish(process, arguments)

    def hanging_credentials(self):
        """The variables of a run whose credentials take for ever, and what gives their process id."""
        folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        told = folder / "id"
        os.mkfifo(told)
        script, config = folder / "credentials.py", folder / "config"
        script.write_text(
            "import os, signal\n"
            f"with open({str(told)!r}, 'w') as file: file.write(str(os.getpid()))\n"
            "signal.pause()\n"
        )
        config.write_text(f"[profile slow]\ncredential_process = {sys.executable} -B {script}\n")
        keys = dict.fromkeys(self.keys.environment())
        named = {"AWS_CONFIG_FILE": str(config), "AWS_PROFILE": "slow"}
        return lambda: int(told.read_text()), keys | named

    def report(self):
        """The only binding of the report file."""
        [only] = json.loads((self.folder / "report.json").read_text())["bindings"]
        return only

    def results(self):
        return [(each["action"], each["result"]) for each in self.report()["outcomes"]]

    def check_converged(self, host):
        """All is as wanted, and was never worse than before."""
        self.assertEqual(self.targets(), self.wanted())
        self.assertEqual(self.group()["Matcher"], {"HttpCode": "200,302"})
        self.assertEqual(len(self.listeners()), 1)
        self.assertGreaterEqual(min(host.looks), 2, host.operations)
