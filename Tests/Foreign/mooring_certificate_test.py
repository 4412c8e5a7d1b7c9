"""The program against moto: certificates by their domain, and by import of files that openssl made."""

import unittest

from adrift import AdriftTest
from stage import DOMAIN

from authority import Authority


class CertificateTest(AdriftTest):
    writes = True

    def listener(self, certificate):
        """A spec whose listener has a certificate from somewhere."""
        listener = self.binding()["listener"] | {"certificate": certificate}
        self.write_spec(self.binding(listener=listener))

    def acm(self):
        return self.door.client("acm", self.keys)

    def listed(self):
        return [each["CertificateArn"] for each in self.acm().list_certificates()["CertificateSummaryList"]]

    def in_use(self):
        [listener] = self.listeners()
        [certificate] = listener["Certificates"]
        return certificate["CertificateArn"]


class DomainTest(CertificateTest):
    def test_the_only_certificate_for_the_domain_is_taken(self):
        self.listener({"domain": DOMAIN})
        self.apply()
        self.assertEqual(self.in_use(), self.world.certificate_arn)
        self.assertEqual(self.plan()["status"], "in-step")

    def test_none_for_the_domain_holds_the_listener_and_no_target(self):
        self.listener({"domain": "airflow.example.org"})
        planned = self.plan()
        self.assertEqual([each["code"] for each in planned["findings"]], ["certificate-not-found"])
        self.apply(code=3)
        self.assertEqual(self.listeners(), [])
        self.assertTrue(set(self.wanted()) <= set(self.targets()))


class ImportTest(CertificateTest):
    def setUp(self):
        super().setUp()
        self.authority = Authority(self.folder)
        files = {"certificate": "leaf.pem", "chain": "authority.pem", "privateKey": "leaf.key"}
        self.listener({"import": files})

    def make(self, *key):
        """A certificate for the domain, `leaf.pem`, signed by the authority; and its key."""
        key = key or ("ec", "-pkeyopt", "ec_paramgen_curve:prime256v1")
        names = self.folder / "names"
        names.write_text(f"subjectAltName=DNS:{DOMAIN}")
        openssl = self.authority.openssl
        request = ["-nodes", "-keyout", "leaf.key", "-out", "request", "-subj", f"/CN={DOMAIN}"]
        openssl("req", "-newkey", *key, *request)
        signer = ["-CA", "authority.pem", "-CAkey", "authority.key", "-CAcreateserial"]
        validity = ["-days", "90", "-extfile", "names"]
        openssl("x509", "-req", "-in", "request", "-out", "leaf.pem", *signer, *validity)

    def tags(self, arn):
        tags = self.acm().list_tags_for_certificate(CertificateArn=arn)["Tags"]
        return {each["Key"]: each["Value"] for each in tags}

    def test_files_are_imported_and_renewed_into_the_same_certificate(self):
        for key in ((), ("rsa:2048",)):
            with self.subTest(key=key):
                self.build()
                self.listener({"import": self.binding_files()})
                self.make(*key)
                self.apply()
                [arn] = set(self.listed()) - {self.world.certificate_arn}
                self.assertEqual(self.in_use(), arn)
                digest = self.tags(arn)["mooring:certificate-digest"]
                self.assertEqual(self.tags(arn)["mooring:binding"], "airflow-prod")
                kept = self.acm().get_certificate(CertificateArn=arn)
                self.assertEqual(kept["Certificate"], (self.folder / "leaf.pem").read_text())
                self.assertEqual(self.plan()["status"], "in-step")

                self.make(*key)
                self.assertEqual(self.actions(self.plan()), ["importCertificate"])
                self.apply()
                self.assertEqual(len(self.listed()), 2)
                self.assertEqual(self.in_use(), arn)
                self.assertNotEqual(self.tags(arn)["mooring:certificate-digest"], digest)
                self.assertEqual(self.plan()["status"], "in-step")

    def binding_files(self):
        return {"certificate": "leaf.pem", "chain": "authority.pem", "privateKey": "leaf.key"}

    def test_a_saved_plan_is_stale_when_the_files_are_others(self):
        self.make()
        self.mooring("plan", "--out", "saved.json")
        self.make()
        before = self.seen()
        ended = self.apply("--plan", "saved.json", code=4)
        self.assertIn("airflow-prod", ended.err)
        self.assertEqual(self.seen(), before)
        self.assertEqual(self.listed(), [self.world.certificate_arn])

    def test_a_saved_plan_reads_the_key_when_it_is_applied(self):
        self.make()
        self.mooring("plan", "--out", "saved.json")
        key = (self.folder / "leaf.key").read_text()
        # What was planned holds nothing of the key, which has to be there when it is sent.
        self.assertNotIn(key.splitlines()[1], (self.folder / "saved.json").read_text())
        self.apply("--plan", "saved.json")
        self.assertEqual(len(self.listed()), 2)

    def test_a_key_that_belongs_to_another_certificate_is_never_sent(self):
        self.make()
        self.authority.self_sign("other", "/CN=other", f"subjectAltName=DNS:{DOMAIN}")
        (self.folder / "leaf.key").write_text((self.folder / "other.key").read_text())
        planned = self.plan()
        self.assertEqual([each["code"] for each in planned["findings"]], ["certificate-import-invalid"])
        self.assertIn("leaf.key", planned["findings"][0]["message"])
        self.apply(code=3)
        self.assertEqual(self.listed(), [self.world.certificate_arn])
        self.assertTrue(set(self.wanted()) <= set(self.targets()))

    def test_a_recording_has_what_the_files_hold(self):
        self.make()
        planned = self.plan()
        self.mooring("snapshot", "--out", "world.json")
        for name in ("leaf.pem", "authority.pem", "leaf.key"):
            (self.folder / name).unlink()
        replayed = self.plan("--snapshot", "world.json")
        self.assertEqual(replayed["changes"], planned["changes"])
        self.assertEqual(replayed["fingerprint"], planned["fingerprint"])

    def test_a_rollback_gives_the_former_certificate_back_and_says_what_stays(self):
        self.listener(self.world.certificate_arn)
        self.apply()
        self.make()
        self.listener({"import": self.binding_files()})
        self.apply("--report", "report.json")
        self.assertNotEqual(self.in_use(), self.world.certificate_arn)
        ended = self.mooring("rollback", "report.json", "--auto-approve")
        self.assertEqual(self.in_use(), self.world.certificate_arn)
        self.assertIn("it stays", ended.out)


if __name__ == "__main__":
    unittest.main()
