"""The program against moto with IAM enforced: the way back from an apply."""

import unittest

import stage
from mooring_iam_test import OTHER_SSL_POLICY, IAMTest


class RollbackTest(IAMTest):
    writes = True

    def setUp(self):
        super().setUp()
        self.apply()
        self.before = self.seen()
        acm = self.door.client("acm", self.keys)
        certificate, key = stage.self_signed(stage.DOMAIN)
        imported = acm.import_certificate(Certificate=certificate, PrivateKey=key)
        listener = self.binding()["listener"] | {
            "certificate": imported["CertificateArn"],
            "sslPolicy": OTHER_SSL_POLICY,
        }
        self.write_spec(self.binding(listener=listener))
        # What lets the apply write lets it be rolled back, though not look at the old certificate.
        self.allowed = self.keys_for(self.policy("apply"))
        self.apply("--report", "report.json", **self.allowed)
        self.assertNotEqual(self.seen(), self.before)

    def roll_back(self, *arguments, code=0, **variables):
        return self.mooring("rollback", "report.json", *arguments, code=code, **variables)

    def test_the_settings_go_back_with_the_policy_of_the_apply(self):
        (self.folder / "mooring.yaml").unlink()
        # Neither the spec nor a Region is needed.
        self.roll_back("--auto-approve", AWS_REGION=None, **self.allowed)
        self.assertEqual(self.seen(), self.before)
        again = self.roll_back("--auto-approve", "--quiet", **self.allowed)
        self.assertEqual((again.out, again.err), ("", ""))

    def test_a_listener_that_was_made_anew_is_left_alone(self):
        elb = self.door.client("elbv2", self.keys)
        [listener] = self.listeners()
        elb.delete_listener(ListenerArn=listener["ListenerArn"])
        gone = self.roll_back("--auto-approve", code=3)
        self.assertIn(f"no longer exists: {listener['ListenerArn']}.", " ".join(gone.out.split()))
        self.assertEqual(self.listeners(), [])
        members = ["LoadBalancerArn", "Port", "Protocol", "Certificates", "DefaultActions"]
        elb.create_listener(**{name: listener[name] for name in members})
        before = self.seen()
        self.assertIn("listener-gone", self.roll_back("--auto-approve", code=3).out)
        self.assertEqual(self.seen(), before)

    def test_a_certificate_that_is_gone_stays_gone(self):
        acm = self.door.client("acm", self.keys)
        acm.delete_certificate(CertificateArn=self.world.certificate_arn)
        before = self.seen()
        held = self.roll_back("--auto-approve", code=3)
        self.assertIn("certificate-not-found", held.out)
        self.assertEqual(self.seen(), before)


if __name__ == "__main__":
    unittest.main()
