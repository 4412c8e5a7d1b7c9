"""The program over real sockets, against moto with its signature check on: the way there."""

import fcntl
import unittest

from adrift import AdriftTest


class ApplyTest(AdriftTest):
    writes = True

    def test_a_plan_is_applied_and_the_next_one_is_in_step(self):
        (self.folder / "mooring.yaml").write_text(
            f"""version: 1
bindings:
  - name: airflow-prod
    account: {self.world.account}
    endpoint:
      mwaaEnvironment: {self.world.environment}
      dns: off
    targetGroup:
      name: {self.world.target_group_name}
    listener:
      loadBalancer: airflow-prod
      certificate: {self.world.certificate_arn}
"""
        )
        before = self.seen()
        planned = self.mooring("plan", "--format", "json")
        self.assertEqual(self.seen(), before)
        self.assertEqual(planned.err, "")
        self.assertEqual(planned.json()["summary"], summary(changes=1))
        binding = planned.binding()
        self.assertEqual(binding["status"], "changes")
        self.assertEqual(binding["account"], self.world.account)
        self.assertEqual(binding["endpoint"]["vpcEndpointId"], self.world.endpoint_id)
        modify, register, create, deregister = binding["changes"]
        self.assertEqual(modify["action"], "modifyTargetGroup")
        self.assertEqual(modify["set"], {"matcher": {"from": "200", "to": "200,302"}})
        self.assertEqual(register["action"], "registerTargets")
        addresses = self.world.endpoint_addresses
        self.assertEqual(
            register["targets"], [{"id": address, "port": 443} for address in addresses]
        )
        self.assertEqual(create["action"], "createListener")
        self.assertEqual(deregister["action"], "deregisterTargets")
        stale = {"id": self.world.stale_address, "port": 443}
        self.assertEqual(deregister["targets"], [stale])

        report = self.apply("--format", "json").binding()
        self.assertEqual(report["status"], "converged")
        outcomes = [(each["action"], each["result"]) for each in report["outcomes"]]
        self.assertEqual(outcomes, [(each, "applied") for each in self.actions(binding)])
        self.assertTrue(all(each["requestId"] for each in report["outcomes"]))

        again = self.mooring("plan", "--format", "json", "--detailed-exitcode")
        self.assertEqual(again.json()["summary"], summary(inStep=1))
        self.assertEqual(again.binding()["changes"], [])
        self.assertEqual(self.mooring("plan", "--quiet").out, "")

        self.assertEqual(self.targets(), self.wanted())
        self.assertEqual(self.group()["Matcher"], {"HttpCode": "200,302"})
        [listener] = self.listeners()
        self.assertEqual((listener["Protocol"], listener["Port"]), ("HTTPS", 443))
        [certificate] = listener["Certificates"]
        self.assertEqual(certificate["CertificateArn"], self.world.certificate_arn)
        [action] = listener["DefaultActions"]
        self.assertEqual(action["Type"], "forward")
        self.assertEqual(action["TargetGroupArn"], self.world.target_group_arn)

    def test_the_addresses_of_the_database_are_never_registered(self):
        ec2 = self.door.client("ec2", self.keys)
        [database] = ec2.describe_vpc_endpoints(VpcEndpointIds=[self.world.database_endpoint_id])[
            "VpcEndpoints"
        ]
        found = ec2.describe_network_interfaces(
            NetworkInterfaceIds=database["NetworkInterfaceIds"]
        )["NetworkInterfaces"]
        addresses = {each["PrivateIpAddress"] for each in found}
        self.assertEqual(len(addresses), 2)
        said = [self.mooring(each).out for each in ("plan", "discover")]
        said += [self.apply().out, self.mooring("discover", "--format", "json").out]
        for text in said:
            for address in addresses:
                self.assertNotRegex(text, rf"(?<![0-9.]){address}(?![0-9])")
        self.assertTrue(addresses.isdisjoint(address for address, _ in self.targets()))

    def test_an_endpoint_that_was_made_again_is_followed(self):
        self.apply()
        ec2 = self.door.client("ec2", self.keys)
        ec2.delete_vpc_endpoints(VpcEndpointIds=[self.world.endpoint_id])
        between = self.seen()
        gone = self.plan("--detailed-exitcode", code=3)
        self.assertEqual([each["code"] for each in gone["findings"]], ["endpoint-not-found"])
        self.assertEqual(gone["changes"], [])
        self.apply(code=3)
        self.assertEqual(self.seen(), between)

        # Its former addresses are taken by the time that it comes back.
        for subnet, address in zip(self.world.subnet_ids, self.world.endpoint_addresses):
            ec2.create_network_interface(SubnetId=subnet, PrivateIpAddress=address)
        new = ec2.create_vpc_endpoint(
            VpcEndpointType="Interface",
            VpcId=self.world.vpc_id,
            ServiceName=self.world.service_name,
            SubnetIds=self.world.subnet_ids,
            SecurityGroupIds=[self.world.security_group_id],
        )["VpcEndpoint"]
        interfaces = ec2.describe_network_interfaces(
            NetworkInterfaceIds=new["NetworkInterfaceIds"]
        )["NetworkInterfaces"]
        wanted = sorted((each["PrivateIpAddress"], 443) for each in interfaces)
        self.assertTrue(set(wanted).isdisjoint(self.wanted()))

        planned = self.plan("--detailed-exitcode", code=2)
        self.assertEqual(planned["endpoint"]["vpcEndpointId"], new["VpcEndpointId"])
        self.assertEqual(self.actions(planned), ["registerTargets", "deregisterTargets"])
        self.assertEqual(self.registered(planned), wanted)
        self.apply()
        self.assertEqual(self.targets(), wanted)
        self.assertEqual(self.plan("--detailed-exitcode")["status"], "in-step")

    def test_add_only_never_removes(self):
        group = {"name": self.world.target_group_name, "ownership": "add-only"}
        self.write_spec(self.binding(targetGroup=group))
        self.apply()
        self.assertEqual(self.targets(), sorted([*self.wanted(), (self.world.stale_address, 443)]))
        self.assertEqual(self.plan("--detailed-exitcode")["status"], "in-step")

    def test_without_approval_nothing_is_written(self):
        before = self.seen()
        refused = self.mooring("apply", code=64)
        self.assertIn("--auto-approve", refused.err)
        self.assertEqual(self.seen(), before)

    def test_another_run_holds_the_lock(self):
        before = self.seen()
        with open(self.folder / "lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.apply("--lock", "lock", code=6)
            self.assertEqual(self.seen(), before)
        self.apply("--lock", "lock")
        self.assertEqual(self.targets(), self.wanted())


def summary(**counts):
    return {"inStep": 0, "changes": 0, "held": 0, "failed": 0} | counts


if __name__ == "__main__":
    unittest.main()
