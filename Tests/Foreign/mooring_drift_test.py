"""The program against moto: what others change between a plan and its apply, and during an apply."""

import unittest

from faulty_case import OTHER_STALE_ADDRESS, FaultyTest
from faulty_host import Fault, after, before


class DriftTest(FaultyTest):
    def group_arn(self):
        return {"TargetGroupArn": self.world.target_group_arn}

    def register(self, address):
        self.elb.register_targets(**self.group_arn(), Targets=[{"Id": address, "Port": 443}])

    def deregister(self, address):
        self.elb.deregister_targets(**self.group_arn(), Targets=[{"Id": address, "Port": 443}])

    def create_listener(self):
        self.elb.create_listener(
            LoadBalancerArn=self.world.load_balancer_arn,
            Protocol="HTTPS",
            Port=443,
            Certificates=[{"CertificateArn": self.world.certificate_arn}],
            DefaultActions=[{"Type": "forward", **self.group_arn()}],
        )

    def delete_load_balancer(self):
        self.elb.delete_load_balancer(LoadBalancerArn=self.world.load_balancer_arn)

    def delete_endpoint(self):
        ec2 = self.door.client("ec2", self.keys)
        ec2.delete_vpc_endpoints(VpcEndpointIds=[self.world.endpoint_id])

    def test_a_saved_plan_that_a_change_overtook_writes_nothing(self):
        for change in (
            lambda: self.register("10.0.1.77"),
            lambda: self.elb.modify_target_group(**self.group_arn(), Matcher={"HttpCode": "302"}),
            self.create_listener,
            self.delete_endpoint,
            lambda: self.elb.delete_target_group(**self.group_arn()),
        ):
            with self.subTest(change):
                self.build_again()
                self.mooring("plan", "--out", "saved.json")
                change()
                with self.host() as host:
                    said = self.apply_at(host, "--plan", "saved.json", code=4).err
                    self.assertEqual(host.writes(), [])
                self.assertIn("airflow-prod", said)
                self.assertIn("Nothing was written", said)

    def test_another_writer_who_makes_the_same_changes_does_no_harm(self):
        def register():
            for address, _ in self.wanted():
                self.register(address)

        with self.host(
            Fault("RegisterTargets", before(register)),
            Fault("DeregisterTargets", before(lambda: self.deregister(OTHER_STALE_ADDRESS))),
        ) as host:
            self.start_at(host)()
            self.apply_at(host)
            self.assertEqual(self.targets(), self.wanted())

    def test_nothing_is_removed_where_another_writer_takes_the_new_targets_away(self):
        self.write_spec(self.binding(safeguards={"healthyTimeout": "0s"}))
        new = [address for address, _ in self.wanted()]

        def take_away():
            for address in new:
                self.deregister(address)

        with self.host(Fault("RegisterTargets", after(take_away))) as host:
            self.apply_at(host, code=5)
            self.assertNotIn("DeregisterTargets", host.writes())
            self.assertEqual(len(self.targets()), 2)
            self.apply_at(host)
            self.check_converged(host)

    def test_a_load_balancer_that_goes_meanwhile_stops_no_registration(self):
        with self.host(Fault("CreateListener", before(self.delete_load_balancer))) as host:
            self.apply_at(host, code=5)
        self.assertIn(("registerTargets", "applied"), self.results())
        self.assertIn(("createListener", "failed"), self.results())

    def test_a_group_that_goes_meanwhile_ends_the_run_with_its_report(self):
        def delete():
            self.elb.delete_target_group(**self.group_arn())

        with self.host(Fault("RegisterTargets", before(delete))) as host:
            self.apply_at(host, code=5)
            self.assertNotIn("DeregisterTargets", host.writes())
        self.assertIn(("registerTargets", "failed"), self.results())
        self.assertIn(("deregisterTargets", "skipped"), self.results())


if __name__ == "__main__":
    unittest.main()
