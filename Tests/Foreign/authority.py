"""A certificate authority of a test's own, by the program `openssl`."""

import pathlib
import ssl
import subprocess

KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]


class Authority:
    """Its certificate is the file `bundle`, in the folder given."""

    def __init__(self, folder, name="authority"):
        self.folder, self.name = pathlib.Path(folder), name
        self.bundle = str(self.folder / f"{name}.pem")
        self.self_sign(name, f"/CN={name}", "basicConstraints=critical,CA:TRUE")

    def context(self, host="localhost", days=2):
        """A TLS server that says it is a host, until so many days from now."""
        names = self.folder / "names"
        names.write_text(f"subjectAltName=DNS:{host}")
        self.openssl("req", *KEY, "-keyout", "key", "-out", "request", "-subj", f"/CN={host}")
        signer = ["-CA", self.bundle, "-CAkey", f"{self.name}.key", "-CAcreateserial"]
        validity = ["-days", str(days), "-extfile", str(names)]
        self.openssl("x509", "-req", "-in", "request", "-out", "chain", *signer, *validity)
        return self.server("chain", "key")

    def self_signed(self, host="localhost"):
        """A TLS server that nobody vouches for."""
        self.self_sign("alone", f"/CN={host}", f"subjectAltName=DNS:{host}")
        return self.server("alone.pem", "alone.key")

    def self_sign(self, name, subject, extension):
        files = ["-keyout", f"{name}.key", "-out", f"{name}.pem"]
        about = ["-subj", subject, "-days", "2", "-addext", extension]
        self.openssl("req", "-x509", *KEY, *files, *about)

    def server(self, chain, key):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / chain, self.folder / key)
        return context

    def openssl(self, *arguments):
        command = ["openssl", *arguments]
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True, text=True)
