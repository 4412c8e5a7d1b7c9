"""The program against the sandbox, at a terminal: what is approved is applied, or nothing is."""

import os
import pathlib
import pty
import subprocess
import tempfile
import unittest
import urllib.request

import program

EXAMPLE = program.ROOT / "Plans" / "drifted"
TIME_OUT_SECONDS = 60


class ApprovalTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        sandbox = pathlib.Path(program.path()).with_name("mooring-sandbox")
        self.sandbox = subprocess.Popen(
            [sandbox, "--world", EXAMPLE / "world.json", "--speed", "600"],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.addCleanup(self.end)
        self.settings = {}
        while "AWS_EC2_METADATA_DISABLED" not in self.settings:
            line = self.sandbox.stdout.readline()
            self.assertTrue(line, "the sandbox ended")
            name, _, value = line.removeprefix("export ").strip().partition("=")
            self.settings[name] = value

    def end(self):
        self.sandbox.terminate()
        self.sandbox.wait()
        self.sandbox.stdout.close()

    def control(self, path):
        url = f"{self.settings['AWS_ENDPOINT_URL']}/sandbox/{path}"
        with urllib.request.urlopen(urllib.request.Request(url, method="POST")) as answer:
            self.assertEqual(answer.status, 200)

    def answer(self, line, meanwhile=lambda: None):
        """Applies at a terminal; something happens between the question and its answer."""
        keyboard, terminal = pty.openpty()
        self.addCleanup(os.close, keyboard)
        run = subprocess.Popen(
            [program.path(), "apply", str(EXAMPLE / "spec.yaml")],
            env={"PATH": os.defpath, "HOME": str(self.folder), **self.settings},
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            start_new_session=True,
        )
        os.close(terminal)
        shown = b""
        while b"yes" not in shown:
            shown += os.read(keyboard, 4096)
        meanwhile()
        os.write(keyboard, line.encode())
        try:
            while more := os.read(keyboard, 4096):
                shown += more
        except OSError:
            pass  # The terminal's other side is closed.
        return run.wait(TIME_OUT_SECONDS), shown.decode()

    def test_what_is_approved_is_applied(self):
        code, shown = self.answer("yes\n")
        self.assertEqual(code, 0, shown)
        self.assertIn("converged", shown)

    def test_nothing_is_applied_where_the_world_has_changed_since_the_question(self):
        code, shown = self.answer("yes\n", lambda: self.control("recreate-endpoint/airflow-prod"))
        self.assertEqual(code, 4, shown)
        self.assertIn("no longer what the plan was made from", shown)
        self.assertNotIn("applied", shown)

    def test_anything_but_yes_is_a_refusal(self):
        code, shown = self.answer("y\n")
        self.assertEqual(code, 64, shown)
        self.assertIn("nothing was written", shown)


if __name__ == "__main__":
    unittest.main()
