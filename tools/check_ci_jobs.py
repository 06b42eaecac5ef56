"""Runs the shell steps of the jobs in deploy/ci as their runners do, and checks what they leave: check_ci_jobs.py HOME REPORT...

HOME is a filled home, which is copied. The reports must have a finding that the gate of the examples stops. The jobs are read from the
files themselves; expressions and variables of a runner that are not known here end the check. With VIGIE_SYNC=no in the environment,
nothing is fetched, as in a closed network. Steps that other people's actions and programs take (cache, Java, docker) are left out.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

TOP = pathlib.Path(__file__).resolve().parent.parent
GITHUB = TOP / "deploy/ci/github"
ACTION = "OWNER/vigie/deploy/ci/github@TAG"
FILES = ["findings.sarif", "findings.csv", "findings.html"]


def must(holds, what):
    if not holds:
        sys.exit(f"FAILED: {what}")


def environment(**more):
    """What a runner gives to every step, and nothing of ours."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "JAVA_HOME", "VIGIE_SYNC") if name in os.environ}
    return {**kept, "CI": "true", **{name: str(value) for name, value in more.items()}}


def filled(text, known):
    """A text of a GitHub job with the values of its expressions."""
    def value(match):
        must(match[1] in known, f"an expression that is not known here: {match[1]}")
        return str(known[match[1]])
    return re.sub(r"\$\{\{\s*(.*?)\s*\}\}", value, str(text))


def shell(arguments, script, folder, env):
    """Runs a script as a runner does; its status and all that it printed."""
    with tempfile.NamedTemporaryFile("w", suffix=".sh") as file:
        file.write(script)
        file.flush()
        done = subprocess.run([*arguments, file.name], cwd=folder, env=env, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.returncode, done.stdout


class Action:
    """The composite action, called from a step of the workflow, time and again with the home that its cache keeps."""

    def __init__(self, work, home, reports):
        self.action = yaml.safe_load((GITHUB / "action.yml").read_text())
        workflow = yaml.safe_load((GITHUB / "workflow.yml").read_text())
        steps = workflow["jobs"]["prioritise"]["steps"]
        self.call = next(step for step in steps if step.get("uses") == ACTION)
        self.upload = next(step for step in steps if "upload-sarif" in step.get("uses", ""))
        self.workspace = work / "workspace"
        self.temp = work / "temp"
        self.workspace.mkdir()
        self.temp.mkdir()
        shutil.copytree(home, self.temp / "vigie-home")
        for report in reports:
            shutil.copy(report, self.workspace)
        # The workflow lets its scanner write this one.
        shutil.copy(reports[0], self.workspace / self.call["with"]["reports"])
        kept = [step for step in self.action["runs"]["steps"] if "cache/" in step.get("uses", "")]
        must([step["uses"].split("@")[0] for step in kept] == ["actions/cache/restore", "actions/cache/save"]
             and kept[1]["if"] == "always()"
             and kept[0]["with"]["path"] == kept[1]["with"]["path"] and kept[0]["with"]["key"] == kept[1]["with"]["key"],
             "the action keeps its data also where the gate ends the job")

    def run(self, **changed):
        """Status, output, and the outputs of the action."""
        github = {"github.workflow": "vulnerabilities", "github.run_id": 1, "github.run_attempt": 1, "github.action_path": GITHUB,
                  "runner.temp": self.temp, "runner.os": "Linux"}
        given = {**self.call["with"], **changed}
        must(given.keys() <= self.action["inputs"].keys(), f"inputs that the action does not have: {given}")
        known = dict(github)
        for name, declared in self.action["inputs"].items():
            must(name in given or not declared.get("required"), f"the workflow does not give {name}")
            known[f"inputs.{name}"] = given[name] if name in given else filled(declared["default"], github)
        output = self.temp / "output"
        status, said = 0, ""
        for step in self.action["runs"]["steps"]:
            for value in step.get("with", {}).values():
                filled(value, known)
            if "run" not in step or (status and step.get("if") != "always()"):
                continue
            must(step["shell"] == "bash", "a step of another shell")
            output.write_text("")
            env = environment(GITHUB_ACTIONS="true", GITHUB_OUTPUT=output, RUNNER_TEMP=self.temp, GITHUB_WORKSPACE=self.workspace,
                              **{name: filled(value, known) for name, value in step.get("env", {}).items()})
            ended, printed = shell(["bash", "--noprofile", "--norc", "-eo", "pipefail"], filled(step["run"], known), self.workspace, env)
            status, said = status or ended, said + printed
            for line in output.read_text().splitlines():
                name, value = line.split("=", 1)
                known[f"steps.{step['id']}.outputs.{name}"] = value
        known.setdefault("steps.prioritise.outputs.sarif", "")
        return status, said, {name: filled(one["value"], known) for name, one in self.action["outputs"].items()}


def left(folder, said):
    """The files for people and programs are whole; the rows of the table."""
    for name in FILES:
        must((folder / name).stat().st_size > 0, f"{name} is there:\n{said}")
    runs = json.loads((folder / "findings.sarif").read_text())["runs"]
    rows = (folder / "findings.csv").read_text().count("\n") - 1
    must(rows > 0 and sum(len(run["results"]) for run in runs) == rows, f"as many results as rows:\n{said}")
    return rows


def github(work, home, reports):
    action = Action(work, home, reports)
    status, said, outputs = action.run()
    must(status == 4 and "--fail-on 3-days" in said, f"the action ends with 4 where the gate trips, not {status}:\n{said}")
    must(outputs["sarif"] == str(action.temp / "vigie/findings.sarif"), "the action names the SARIF where the gate trips")
    must("steps.vigie.outputs.sarif != ''" in action.upload["if"] and "always()" in action.upload["if"], "it is uploaded all the same")
    rows = left(action.temp / "vigie", said)
    status, said, outputs = action.run(**{"fail-on": "none"})
    must(status == 0 and outputs["sarif"], f"the action ends with 0 without a gate, not {status}:\n{said}")
    must("Since vulnerabilities " in said and " 0 new, 0 gone" in said, f"the second run is compared with the first:\n{said}")
    status, said, _ = action.run(**{"fail-on": "new"})
    must(status == 0, f"the same report has nothing new, but the status is {status}:\n{said}")
    if len(reports) > 1:
        status, said, _ = action.run(reports="\n".join(report.name for report in reports), name="lines", **{"fail-on": "none"})
        must(status == 0 and left(action.temp / "vigie", said) > rows, f"reports on lines of their own are all read:\n{said}")
    status, said, outputs = action.run(since="no such run")
    must(status == 2 and not outputs["sarif"], f"a run that is not there is wrong use, not {status}:\n{said}")
    # In the runner's own folder a file of the last step is left.
    status, said, outputs = action.run(reports="missing.json")
    must(status not in (0, 4) and not outputs["sarif"], f"without its report the action decides nothing, but the status is {status}:\n{said}")
    status, said, outputs = action.run(reports="")
    must(status == 2 and not outputs["sarif"], f"without reports the action is used wrongly, but the status is {status}:\n{said}")
    print(f"action of GitHub: {rows} rows; 4 where the gate trips, 0 without, nothing decided without a report")


def repository(folder):
    """What the job of GitLab clones: launcher, jobs and the program as it is built here, under a tag."""
    for name in ("vigie", "deploy/ci", "target/vigie.jar"):
        to = folder / name
        to.parent.mkdir(parents=True, exist_ok=True)
        if (TOP / name).is_dir():
            shutil.copytree(TOP / name, to)
        else:
            shutil.copy2(TOP / name, to)
    git = ["git", "-C", str(folder), "-c", "user.name=check", "-c", "user.email=check@example.org"]
    subprocess.run([*git[:3], "init", "-q"], check=True)
    subprocess.run([*git, "add", "-f", "."], check=True)
    subprocess.run([*git, "commit", "-qm", "built"], check=True)
    subprocess.run([*git, "tag", "v1"], check=True)


def gitlab(work, home, reports):
    job = yaml.safe_load((TOP / "deploy/ci/gitlab/vigie.gitlab-ci.yml").read_text())["vigie"]
    must(job["cache"]["when"] == "always", "the job keeps its data also where the gate ends it")
    project = work / "project"
    repository(work / "repository")
    (project / "scans").mkdir(parents=True)
    shutil.copytree(home, project / ".vigie/home")
    for report in reports:
        shutil.copy(report, project / "scans")

    def run(**changed):
        known = {"CI_PROJECT_DIR": str(project), "CI_PROJECT_PATH_SLUG": "group-shop", "CI_COMMIT_REF_SLUG": "main",
                 "VIGIE_REPOSITORY": f"file://{work}/repository", "VIGIE_VERSION": "v1"}
        variables = {name: re.sub(r"\$\{?(\w+)\}?", lambda match: known[match[1]], str(value))
                     for name, value in {**job["variables"], **changed}.items()}
        return shell(["bash"], "set -eo pipefail\n" + "\n".join(job["script"]) + "\n", project,
                     environment(GITLAB_CI="true", **known, **variables))

    status, said = run()
    must(status == 4 and "--fail-on 3-days" in said, f"the job ends with 4 where the gate trips, not {status}:\n{said}")
    for artifact in job["artifacts"]["paths"]:
        must((project / artifact).stat().st_size > 0, f"{artifact} is kept:\n{said}")
    must(job["artifacts"]["when"] == "always", "artifacts are kept also of a job that fails")
    rows = left(project / "vigie", said)
    status, said = run(VIGIE_FAIL_ON="new")
    must(status == 0 and "Since group-shop-main " in said, f"the same reports have nothing new, but the status is {status}:\n{said}")
    status, said = run(REPORTS="nothing")
    must(status not in (0, 4), f"without its folder the job decides nothing, but the status is {status}:\n{said}")
    print(f"job of GitLab: {rows} rows; cloned, 4 where the gate trips, 0 without anything new, nothing decided without a report")


def main():
    home, *reports = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
    for job in (github, gitlab):
        with tempfile.TemporaryDirectory() as work:
            job(pathlib.Path(work).resolve(), home, reports)


main()
